// When a run is done: why it ended, how far it can be trusted, and what next.
import { useStore } from 'zustand';
import type { StopReason } from '../../../core/run.ts';
import type { PolishResult, SwarmResult } from '../../../models/swarm/result.ts';
import { algorithms } from '../../../models/swarm/algorithms/registry.ts';
import { knownMinimum } from '../../../models/swarm/known-functions.ts';
import { formatCount, formatNumber } from '../../../views/format.ts';
import { ActionButton } from '../../shared/action-button.tsx';
import { runView } from '../run/run-view.ts';
import styles from './readout.module.css';

const endings: Readonly<Record<StopReason, string>> = {
  generations: 'It ran all its generations.',
  evaluations: 'It used all its evaluations.',
  target: 'It reached the target.',
  stagnation: 'It ended because the best did not get better any more.',
  time: 'It ended when its time was up.',
  cancelled: 'It was stopped. What it had found is kept, and it can go on.',
};

export function ResultCard() {
  const { result, phase } = useStore(runView);
  if (!result) return null;
  const isStopped = phase === 'cancelled';
  return (
    <section aria-label="Result" className={styles['card']}>
      <p>
        {result.fit && result.stoppedBecause === 'stagnation'
          ? 'It ended because nothing better turned up any more.'
          : endings[result.stoppedBecause]}{' '}
        {trustOf(result)}
      </p>
      {result.algorithmReason && (
        <p>
          {algorithms[result.algorithm.name].title}, since {result.algorithmReason}.
        </p>
      )}
      {result.polish && <p>{polishedText(result.polish)}</p>}
      <div className={styles['cardActions']}>
        <ActionButton action="swarm.report" size="small" variant="secondary" />
        {isStopped ? (
          <ActionButton action="swarm.resume" size="small" />
        ) : (
          !result.fit && <ActionButton action="swarm.search-on" size="small" />
        )}
        <ActionButton action="swarm.compare" size="small" />
        <ActionButton action="swarm.csv" size="small" variant="quiet" iconOnly />
        <ActionButton action="swarm.copy-spec" size="small" variant="quiet" iconOnly />
        <ActionButton action="swarm.share" size="small" variant="quiet" iconOnly />
        <ActionButton action="swarm.new" size="small" variant="quiet" iconOnly />
      </div>
    </section>
  );
}

/** What the search found itself, and what the polish made of it. */
function polishedText({ method, valueBefore, evaluations, minimisations }: PolishResult): string {
  const how =
    method === 'local'
      ? 'A local polish in f64'
      : `Basin hopping in f64, ${counted(minimisations, 'local minimisation', 'local minimisations')},`;
  return `The search itself found ${formatNumber(valueBefore, 8)}. ${how} took it from there, with ${counted(evaluations, 'evaluation', 'evaluations')} of its own.`;
}

function counted(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** What can be said of the number: against the known minimum, by refinding, by repeats; else that it is the best seen. */
function trustOf(result: SwarmResult): string {
  const { problem, best, fit, repeats } = result;
  if (fit) {
    const { times, polishes, rounds } = fit.found;
    return `The optimum was found in ${formatCount(times)} of ${counted(polishes, 'polish', 'polishes')} over ${counted(rounds, 'round', 'rounds')}.`;
  }
  if (!best.feasible) return 'No place that satisfies all constraints was found.';
  const minimum = knownMinimum(problem);
  if (minimum !== null) {
    const gap = best.value - minimum;
    // Published with ten digits or so.
    return gap <= 1e-9 * Math.abs(minimum)
      ? 'This is the known minimum.'
      : `The known minimum is ${formatNumber(minimum, 8)}: ${formatNumber(gap)} below this.`;
  }
  if (repeats.length > 1) {
    const near = repeats.filter(
      ({ best: own }) => own.feasible && own.value - best.value <= 1e-6 * Math.max(1, Math.abs(best.value)),
    );
    return `${formatCount(near.length)} of ${formatCount(repeats.length)} independent repeats found it.`;
  }
  return 'The best that this search saw; more repeats show whether others find it too.';
}
