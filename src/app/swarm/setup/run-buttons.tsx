// Run, or what can be done with the run that goes on.
import { useStore } from 'zustand';
import { ActionButton } from '../../shared/action-button.tsx';
import { runView } from '../run/run-view.ts';
import { draftStore } from '../spec/draft-store.ts';
import styles from './setup.module.css';

export function RunButtons() {
  const phase = useStore(runView, (view) => view.phase);
  const isReady = useStore(draftStore, ({ check }) => check.faults.size === 0);
  if (phase === 'running' || phase === 'paused' || phase === 'starting')
    return (
      <div className={styles['runButtons']}>
        {phase === 'paused' ? (
          <ActionButton action="swarm.resume" variant="primary" size="large" />
        ) : (
          <ActionButton action="swarm.pause" variant="primary" size="large" isDisabled={phase === 'starting'} />
        )}
        <ActionButton action="swarm.stop" size="large" isDisabled={phase === 'starting'} />
      </div>
    );
  return (
    <div className={styles['runButtons']}>
      <ActionButton action="swarm.run" variant="primary" size="large" isDisabled={!isReady} />
    </div>
  );
}
