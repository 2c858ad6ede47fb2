// How the run stands, in figures.
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { formatCount, formatDuration, formatNumber, formatPercent, formatWithUnit } from '../../../views/format.ts';
import { runView } from '../run/run-view.ts';
import { useSecondsLeft } from '../run/use-seconds-left.ts';
import styles from './readout.module.css';

export function Figures() {
  const { progress, result, phase, record } = useStore(runView);
  const left = useSecondsLeft();
  const isOver = result !== null;
  if (!progress && !result) return null;
  const seconds = result?.seconds ?? progress?.seconds ?? 0;
  const evaluations = result?.evaluations ?? progress?.evaluations ?? 0;
  const rate = isOver ? evaluations / Math.max(seconds, 1e-9) : (progress?.evaluationsPerSecond ?? 0);
  const notFinite = result?.repeats.reduce((total, repeat) => total + repeat.notFinite, 0) ?? 0;
  const isTold = record?.spec.problem.name === 'external';
  const isFit = Boolean(progress?.fit ?? result?.fit);
  return (
    <dl className={styles['figures']}>
      <Figure title="Generation" value={formatCount(result?.generations ?? progress?.generation ?? 0)} />
      <Figure title="Evaluations" value={formatCount(evaluations)} />
      {isTold ? (
        <Figure title="Awaited" value={isOver ? 'none' : formatCount(progress?.awaited ?? 0)} />
      ) : (
        <>
          <Figure title="Rate" value={formatWithUnit(rate, 'eval/s')} />
          <Figure title="Search time" value={formatDuration(seconds)} />
        </>
      )}
      {!isOver && progress && (
        <>
          {!isTold && <Figure title="Time left" value={left === null ? '–' : formatDuration(left)} />}
          {isFit ? (
            <Figure title="Phase" value={progress.phase} />
          ) : (
            <Figure title="Mean value" value={formatNumber(progress.meanValue)} />
          )}
          {!isFit && (
            <Figure title="Diversity" value={progress.diversity === null ? '–' : formatPercent(progress.diversity)} />
          )}
        </>
      )}
      {isOver && <Figure title="Set-up" value={formatDuration(result.setupSeconds)} />}
      {notFinite > 0 && <Figure title="Not finite" value={`${formatCount(notFinite)} evaluations`} />}
      {phase === 'paused' && <Figure title="State" value="paused" />}
    </dl>
  );
}

/** One figure of a readout. */
export function Figure({ title, value }: { readonly title: string; readonly value: ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd className="number">{value}</dd>
    </div>
  );
}
