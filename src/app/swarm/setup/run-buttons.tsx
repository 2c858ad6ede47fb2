// Run, or what can be done with the run that goes on.
import { useStore } from 'zustand';
import { ActionButton } from '../../shared/action-button.tsx';
import { isGoing, runView } from '../run/run-view.ts';
import { draftStore } from '../spec/draft-store.ts';
import styles from './setup.module.css';

export function RunButtons() {
  const phase = useStore(runView, (view) => view.phase);
  const isReady = useStore(draftStore, ({ check }) => check.faults.size === 0);
  if (isGoing(phase))
    return (
      <div className={styles['runButtons']}>
        {phase === 'paused' ? (
          <ActionButton action="swarm.resume" variant="primary" size="large" />
        ) : phase === 'waiting' ? null : (
          <ActionButton action="swarm.pause" variant="primary" size="large" isDisabled={phase === 'starting'} />
        )}
        <ActionButton action="swarm.stop" size="large" isDisabled={phase === 'starting'} />
      </div>
    );
  const isResumable = phase === 'interrupted';
  return (
    <div className={styles['runButtons']}>
      {isResumable && <ActionButton action="swarm.resume" variant="primary" size="large" />}
      <ActionButton
        action="swarm.run"
        variant={isResumable ? 'secondary' : 'primary'}
        size="large"
        isDisabled={!isReady}
      />
    </div>
  );
}
