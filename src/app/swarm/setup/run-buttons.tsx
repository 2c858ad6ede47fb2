// Run, or what can be done with the run that goes on.
import { useStore } from 'zustand';
import { ActionButton } from '../../shared/action-button.tsx';
import { isGoing, runView, type RunView } from '../run/run-view.ts';
import { draftStore } from '../spec/draft-store.ts';
import styles from './setup.module.css';

/** Of the lab's form. */
export function RunButtons() {
  const phase = useStore(runView, (view) => view.phase);
  const isReady = useStore(draftStore, ({ check }) => check.faults.size === 0);
  return <ButtonsOfRun of="swarm" phase={phase} isReady={isReady} />;
}

export interface ButtonsOfRunProps {
  /** Whose actions they are. */
  readonly of: 'swarm' | 'compare';
  readonly phase: RunView['phase'];
  readonly isReady: boolean;
}

export function ButtonsOfRun({ of, phase, isReady }: ButtonsOfRunProps) {
  if (isGoing(phase))
    return (
      <div className={styles['runButtons']}>
        {phase === 'paused' ? (
          <ActionButton action={`${of}.resume`} variant="primary" size="large" />
        ) : phase === 'waiting' ? null : (
          <ActionButton action={`${of}.pause`} variant="primary" size="large" isDisabled={phase === 'starting'} />
        )}
        <ActionButton action={`${of}.stop`} size="large" isDisabled={phase === 'starting'} />
      </div>
    );
  const isResumable = phase === 'interrupted';
  return (
    <div className={styles['runButtons']}>
      {isResumable && <ActionButton action={`${of}.resume`} variant="primary" size="large" />}
      <ActionButton
        action={`${of}.run`}
        variant={isResumable ? 'secondary' : 'primary'}
        size="large"
        isDisabled={!isReady}
      />
    </div>
  );
}
