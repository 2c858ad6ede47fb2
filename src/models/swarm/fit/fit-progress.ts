// What a fit says of itself while it goes on: the best so far with its curve through the data, how fast, and how far along.
import type { CurveLog } from '../curve-log.ts';
import { worst } from '../swarm.reference.ts';
import type { FitProgress, SwarmProgress } from '../result.ts';
import type { CompiledFit } from './compile-fit.ts';
import { byName, type FinishedRepeat } from './fit-outcome.ts';
import type { FitSearch } from './fit-search.ts';
import { Passes, runToEnd } from './separable-model.numeric.ts';

/** Rows up to which progress carries the fitted values. */
const mostProgressRows = 20_000;
/** Rounds that a fit is expected to take, for the share that is done. */
const expectedRounds = 2;
/** Active time over which evaluations a second are counted, at least. */
const rateMs = 100;

/** Where a fit stands. */
export interface FitStand {
  readonly search: FitSearch;
  readonly finished: readonly FinishedRepeat[];
  readonly generation: number;
  readonly activeMs: number;
}

/** Residual sum of squares of the best so far, over all repeats. */
export function leastSum(finished: readonly FinishedRepeat[], search: FitSearch | null): number {
  return finished.reduce((least, { result }) => Math.min(least, result.best.value), search?.state.bestSum ?? worst);
}

/** @param curve of the run; what is new of it goes with the next report */
export function createFitReporter(
  fit: CompiledFit,
  repeats: number,
  curve: CurveLog,
): (status: 'running' | 'paused', stand: FitStand) => SwarmProgress {
  let rate = { evaluations: 0, activeMs: 0, perSecond: 0 };
  let shown: { parameters: readonly number[]; progress: FitProgress } | null = null;

  function fitSoFar(search: FitSearch): FitProgress | null {
    const best = search.best();
    if (!best) return null;
    if (shown?.parameters === best.parameters) return shown.progress;
    const isSmall = fit.data.rows <= mostProgressRows;
    const passes = new Passes(fit, isSmall ? fit.data : fit.sample);
    const parameters = Float64Array.from(best.parameters);
    if (!best.isPolished) runToEnd(passes.solveLinear(parameters));
    const fitted: number[] = [];
    let sum = 0;
    if (isSmall) {
      runToEnd(
        passes.visitRows(parameters, [], [], (row, value) => {
          fitted.push(value);
          sum += ((fit.response[row] ?? 0) - value) ** 2;
        }),
      );
    } else sum = runToEnd(passes.sumOfSquares(parameters)) * (fit.data.rows / fit.sample.rows);
    const progress = { parameters: byName(fit, parameters), residualSumOfSquares: sum, fitted };
    shown = { parameters: best.parameters, progress };
    return progress;
  }

  return (status, { search, finished, generation, activeMs }) => {
    const { state } = search;
    const evaluations = finished.reduce((total, { result }) => total + result.evaluations, state.evaluations);
    if (activeMs - rate.activeMs > rateMs)
      rate = {
        evaluations,
        activeMs,
        perSecond: ((evaluations - rate.evaluations) * 1000) / (activeMs - rate.activeMs),
      };
    const seconds = activeMs / 1000;
    const fraction = shareDone(search, finished.length, repeats);
    return {
      kind: 'swarm',
      status,
      generation,
      evaluations,
      seconds,
      evaluationsPerSecond: rate.perSecond,
      fraction,
      secondsLeft: fraction !== null && fraction > 0.05 ? (seconds / fraction) * (1 - fraction) : null,
      bestValue: leastSum(finished, search),
      violation: 0,
      meanValue: null,
      diversity: null,
      curve: curve.takeNew(),
      picture: null,
      fit: fitSoFar(search),
      phase: `${state.phase === 'polishing' || state.phase === 'done' ? 'polishing' : 'searching'}, round ${state.round + 1}`,
    };
  };
}

/** Of the run, as long as its repeats take no more rounds than most do. */
function shareDone(search: FitSearch, finished: number, repeats: number): number | null {
  const { phase, round, roundGenerations, polished, leaders } = search.state;
  if (round >= expectedRounds) return null;
  const within =
    phase === 'polishing'
      ? 0.7 + (0.3 * polished) / Math.max(1, leaders.length)
      : (0.7 * roundGenerations) / (search.generationsPerRound + 1);
  const ofRepeat = phase === 'done' ? 1 : (round + (phase === 'beginning' ? 0 : within)) / expectedRounds;
  return Math.min(0.99, (finished + ofRepeat) / repeats);
}
