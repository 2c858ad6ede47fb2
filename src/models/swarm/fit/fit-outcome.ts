// What a fit ends with: its repeats as they are reported, the best of them with its statistics, and what a reader has to
// know to trust the numbers.
import type { StopReason } from '../../../core/run.ts';
import { worst } from '../swarm.reference.ts';
import type { FitOptimum, FitResult, RepeatResult } from '../result.ts';
import type { SwarmOutcome } from '../swarm-run.ts';
import type { CompiledFit } from './compile-fit.ts';
import type { Conclusion } from './conclude-fit.ts';
import type { FitSearch } from './fit-search.ts';
import { computeFitStatistics } from './fit-statistics.ts';
import type { Work } from './separable-model.numeric.ts';

/** A repeat that is over. */
export interface FinishedRepeat {
  readonly result: RepeatResult;
  readonly alternatives: readonly FitOptimum[];
  readonly found: FitResult['found'];
  readonly isPolished: boolean;
}

export interface FitOutcome extends SwarmOutcome {
  readonly fit: FitResult;
}

/** Parameters by their names. */
export function byName(fit: CompiledFit, parameters: ArrayLike<number>): Record<string, number> {
  return Object.fromEntries(fit.names.map((name, j) => [name, parameters[j] ?? Number.NaN]));
}

export function finishRepeat(
  fit: CompiledFit,
  search: FitSearch,
  repeat: number,
  { best, alternatives }: Conclusion,
  stoppedBecause: StopReason,
): FinishedRepeat {
  const { state } = search;
  const value = best.residualSumOfSquares;
  const variables = byName(fit, best.parameters);
  return {
    result: {
      repeat,
      best: {
        value,
        valueF32: state.bestValueF32 === worst ? Math.fround(value) : Math.fround(state.bestValueF32 * search.scale),
        position: Array.from(best.parameters),
        variables,
        feasible: true,
        violation: 0,
      },
      evaluations: state.evaluations,
      generations: Math.max(0, state.generation),
      restarts: state.round,
      notFinite: state.notFinite,
      stoppedBecause,
    },
    alternatives: alternatives.map(({ parameters, residualSumOfSquares }) => ({
      parameters: byName(fit, parameters),
      residualSumOfSquares,
    })),
    found: search.found(),
    isPolished: state.polishes.length > 0,
  };
}

/**
 * @param finished one repeat at least
 * @param run what the loop knows of the run as a whole
 */
export function* composeFitOutcome(
  fit: CompiledFit,
  finished: readonly FinishedRepeat[],
  run: Pick<FitOutcome, 'seconds' | 'setupSeconds' | 'curve'> & { readonly isCancelled: boolean },
): Work<FitOutcome> {
  const { isCancelled, ...whole } = run;
  const bestRepeat = finished.reduce(
    (best, { result }, index) =>
      result.best.value < (finished[best]?.result.best.value ?? Number.POSITIVE_INFINITY) ? index : best,
    0,
  );
  const best = finished[bestRepeat];
  if (!best) throw new RangeError('A fit ended without a repeat.');
  const statistics = yield* computeFitStatistics(fit, Float64Array.from(best.result.best.position));
  const { notes, ...numbers } = statistics;
  return {
    ...whole,
    fit: {
      parameters: best.result.best.variables,
      ...numbers,
      alternatives: best.alternatives,
      found: best.found,
      notes: [...notes, ...notesOf(fit, best)],
    },
    repeats: finished.map(({ result }) => result),
    bestRepeat,
    evaluations: finished.reduce((total, { result }) => total + result.evaluations, 0),
    generations: Math.max(...finished.map(({ result }) => result.generations)),
    stoppedBecause: isCancelled ? 'cancelled' : best.result.stoppedBecause,
  };
}

function notesOf(fit: CompiledFit, { result, alternatives, found, isPolished }: FinishedRepeat): readonly string[] {
  const notes: string[] = [];
  if (!isPolished) notes.push('The run was ended before its first polish: these values are rough.');
  else if (result.stoppedBecause !== 'stagnation' && found.times < 3)
    notes.push('The best fit was found only once or twice before the run ended: a longer one may find a better.');
  if (alternatives.length > 0)
    notes.push(
      'Other parameters give the same sum of squares (like terms exchanged, signs or periods mirrored): see the alternatives.',
    );
  if (fit.sample !== fit.data)
    notes.push(
      `The search saw ${fit.sample.rows.toLocaleString('en')} of ${fit.data.rows.toLocaleString('en')} rows; the polish, and every number here, took all of them.`,
    );
  return notes;
}
