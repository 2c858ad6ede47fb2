// The one number of a run, and what kind of number it is.
import { useStore } from 'zustand';
import { describeAdapter } from '../../../core/adapter.ts';
import { formatMoment, formatNumber } from '../../../views/format.ts';
import { Tooltip } from '../../shared/tooltip.tsx';
import { isGoing, runView } from '../run/run-view.ts';
import styles from './readout.module.css';

/** Values at or above it stand for 'nothing finite was found'. */
const worst = 3e38;

/** What the value of a result is. */
const kinds = {
  exact: {
    title: 'f64',
    help: 'The search computes in f32, which is what a GPU is fast in. Its best place is evaluated again in f64 on the CPU; that value is reported.',
  },
  device: {
    title: 'f32 of the GPU, evaluated again',
    help: 'WGSL has floats of 32 bits and no others. The best place is evaluated again on the GPU after the search; there is no 64-bit form to check it by.',
  },
} as const;

export function BestValue() {
  const { progress, result, record, phase } = useStore(runView);
  const best = result?.best;
  const seen = best ? best.value : progress && progress.bestValue < worst ? progress.bestValue : null;
  const violation = best ? best.violation : (progress?.violation ?? 0);
  const isFit = record?.spec.problem.name === 'fit';
  const isTold = record?.spec.problem.name === 'external';
  const shown = isFit ? (result?.fit ?? progress?.fit)?.residualSumOfSquares : seen;
  const kind = record?.spec.problem.name === 'wgsl' ? kinds.device : kinds.exact;
  const isLive = phase === 'running';
  const adapter = record?.choices.adapter;
  return (
    <section aria-label="Best value" className={styles['best']}>
      <h2>{isFit ? 'Residual sum of squares' : violation > 0 ? 'Best value, not feasible' : 'Best value'}</h2>
      <p className={styles['bestNumber']} data-live={isLive || undefined} aria-live="off">
        {formatNumber(shown, best || isFit ? 6 : 4)}
      </p>
      {(shown === null || shown === undefined) && !isGoing(phase) && record?.summary && (
        <p className={styles['trust']}>when it was last seen: {record.summary}</p>
      )}
      {violation > 0 && Number.isFinite(violation) && violation < worst && (
        <p className={styles['warn']}>
          The constraints are broken by {formatNumber(violation)} in sum. No place found so far satisfies them all; this
          is the least violation.
        </p>
      )}
      <p className={styles['trust']}>
        {isTold ? (
          'as it was told'
        ) : best && !isFit ? (
          <Tooltip text={kind.help}>
            <span tabIndex={0}>
              {kind.title} {result?.polish ? 'after the polish' : 'at the best place'} · the search saw{' '}
              <span className="number">{formatNumber(best.valueF32)}</span> in f32
            </span>
          </Tooltip>
        ) : (
          !isFit && 'in f32, as the search sees it'
        )}
      </p>
      {adapter && record && (
        <p className={styles['trust']}>
          <Tooltip text={`Chosen because: ${record.choices.reason}.`}>
            <span tabIndex={0}>
              on {describeAdapter(adapter)} · {formatMoment(record.createdAt)}
            </span>
          </Tooltip>
        </p>
      )}
    </section>
  );
}
