// Play, pause, step, speed, and how far it is.
import { useStore } from 'zustand';
import { formatCount, formatDuration } from '../../../views/format.ts';
import { ActionButton } from '../../shared/action-button.tsx';
import { ProgressBar } from '../../shared/progress-bar.tsx';
import { Select } from '../../shared/select.tsx';
import { paceOf, paces, stageOptions, type Pace } from '../run/stage-options.ts';
import { isGoing, runView } from '../run/run-view.ts';
import { useSecondsLeft } from '../run/use-seconds-left.ts';
import { draftStore } from '../spec/draft-store.ts';
import styles from './stage.module.css';

export function Transport() {
  const phase = useStore(runView, (view) => view.phase);
  const progress = useStore(runView, (view) => view.progress);
  const going = isGoing(phase);
  const left = useSecondsLeft();
  const label =
    phase === 'starting'
      ? 'Preparing: kernels are compiled and measured'
      : `Generation ${formatCount(progress?.generation ?? 0)}`;
  return (
    <div className={styles['transport']}>
      <div className={styles['buttons']}>
        {phase === 'paused' || phase === 'interrupted' || phase === 'cancelled' ? (
          <ActionButton action="swarm.resume" variant="secondary" iconOnly />
        ) : going ? (
          <ActionButton action="swarm.pause" variant="secondary" iconOnly isDisabled={phase !== 'running'} />
        ) : (
          <RunIcon />
        )}
        <ActionButton action="swarm.step" variant="quiet" iconOnly isDisabled={phase !== 'paused'} />
        <ActionButton action="swarm.stop" variant="quiet" iconOnly isDisabled={!going || phase === 'starting'} />
        <PacePicker />
      </div>
      <div className={styles['progress']} aria-live="off">
        {going && (
          <ProgressBar
            label={label}
            fraction={phase === 'starting' || !progress ? null : progress.fraction}
            note={
              phase === 'paused'
                ? 'paused'
                : phase === 'waiting'
                  ? `waiting for ${formatCount(progress?.awaited ?? 0)} ${progress?.awaited === 1 ? 'value' : 'values'}`
                  : left === null || left === undefined
                    ? undefined
                    : `${formatDuration(left)} left`
            }
          />
        )}
      </div>
    </div>
  );
}

function RunIcon() {
  const isReady = useStore(draftStore, ({ check }) => check.faults.size === 0);
  return <ActionButton action="swarm.run" variant="secondary" iconOnly isDisabled={!isReady} />;
}

function PacePicker() {
  const { pace } = useStore(stageOptions);
  const spec = useStore(runView, (view) => view.record?.spec) ?? null;
  const draft = useStore(draftStore, ({ check }) => check.spec);
  const shown = spec ?? draft;
  const automatic = shown ? paceOf('auto', shown) : null;
  const options = [
    { id: 'auto', title: automatic === null ? 'Automatic: full speed' : `Automatic: ${automatic} a second` },
    ...paces.map((value) => ({ id: String(value), title: `${value} generations a second` })),
    { id: 'full', title: 'Full speed' },
  ];
  const toPace = (id: string): Pace => (id === 'auto' ? 'auto' : id === 'full' ? null : Number(id));
  return (
    <div className={styles['pace']}>
      <Select
        label="Speed"
        hideLabel
        value={pace === null ? 'full' : String(pace)}
        options={options}
        onChange={(id) => stageOptions.setState({ pace: toPace(id) })}
      />
    </div>
  );
}
