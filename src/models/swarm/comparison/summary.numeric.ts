// What a comparison says, in numbers: per problem and over all. Final errors are compared as far as the last target: below
// it two trials are equally good.
import { varghaDelaney } from '../statistics/effect-size.numeric.ts';
import { friedman, type Friedman, ranksOf } from '../statistics/ranks.numeric.ts';
import { type Attempt, expectedRunningTime, runningTimeInterval } from '../statistics/running-time.numeric.ts';
import { holm, rankSum, signedRank } from '../statistics/wilcoxon.numeric.ts';
import type { ComparisonResult, TrialResult } from './result.ts';

/** Of one algorithm on one problem. Errors are null where nothing feasible was found. */
export interface CellSummary {
  readonly trials: number;
  /** Of the final errors; an even number of trials gives the mean of the middle two. */
  readonly median: number | null;
  readonly best: number | null;
  readonly worst: number | null;
  /** Trials that hit the last target. */
  readonly solved: number;
  /** Of all its targets and trials, the share that was hit. */
  readonly targetsHit: number;
  /** Expected running time to the target asked for, in evaluations, with its 95 % bootstrap interval. */
  readonly runningTime: number | null;
  readonly runningTimeLow: number | null;
  readonly runningTimeHigh: number | null;
  /** 1: the lowest median on this problem. */
  readonly rank: number;
}

/** Two algorithms; `better`: problems on which `first` is, significantly at 5 % after Holm's correction over the problem's pairs. */
export interface PairSummary {
  readonly first: number;
  readonly second: number;
  /** Signed ranks over the medians of all problems; null with fewer than 6 problems, of which it could not say anything. */
  readonly p: number | null;
  /** The same after Holm's correction over all pairs. */
  readonly adjusted: number | null;
  readonly better: number;
  readonly worse: number;
  readonly equal: number;
  /** Mean over problems of the probability that a trial of `first` ends lower than one of `second`. */
  readonly effect: number;
}

export interface ComparisonSummary {
  /** [problem][algorithm] */
  readonly cells: readonly (readonly CellSummary[])[];
  /** By algorithm, over problems. */
  readonly meanRanks: readonly number[];
  /** By algorithm: the share of all targets that was hit, each problem weighing the same. */
  readonly targetsHit: readonly number[];
  /** null with fewer than two algorithms or problems, or where all are equal. */
  readonly friedman: Friedman | null;
  readonly pairs: readonly PairSummary[];
  /** [problem][pair, in the order of `pairs`]: rank sums of the trials' final errors, with Holm's correction over the problem's pairs. */
  readonly tests: readonly (readonly { readonly p: number; readonly adjusted: number; readonly effect: number }[])[];
}

const significance = 0.05;
/** Two-sided signed ranks of fewer pairs never get below 5 %. */
const fewestProblems = 6;

/** @param target index of the one that running times are for; default: the last */
export function summariseComparison(
  { problems, algorithms, cells, targets }: ComparisonResult,
  target = targets.length - 1,
): ComparisonSummary {
  const floor = targets[targets.length - 1];
  const trialsOf = (p: number, a: number): TrialResult[] => cells[a][p].trials.filter((trial) => trial !== null);
  /** [problem][algorithm][trial] */
  const finals = problems.map((_, p) =>
    algorithms.map((_unused, a) => trialsOf(p, a).map(({ error }) => atLeast(error, floor))),
  );
  const medians = finals.map((of) => of.map(median));
  const ranks = medians.map(ranksOf);
  const pairsOf = algorithms.flatMap((_, first) =>
    algorithms.slice(first + 1).map((_unused, i) => ({ first, second: first + 1 + i })),
  );
  const tests = finals.map((of) => {
    const p = pairsOf.map(({ first, second }) => rankSum(of[first], of[second]).p);
    const adjusted = holm(p);
    return pairsOf.map(({ first, second }, i) => ({
      p: p[i],
      adjusted: adjusted[i],
      effect: of[first].length > 0 && of[second].length > 0 ? varghaDelaney(of[first], of[second]) : 0.5,
    }));
  });
  const overall = pairsOf.map(({ first, second }) =>
    problems.length < fewestProblems
      ? null
      : signedRank(
          medians.map((of) => of[first]),
          medians.map((of) => of[second]),
        ).p,
  );
  const adjusted = holm(overall.filter((p) => p !== null));
  const summaries = problems.map((_, p) =>
    algorithms.map((_unused, a): CellSummary => {
      const trials = trialsOf(p, a);
      const errors = trials.map(({ error }) => error ?? Number.POSITIVE_INFINITY);
      const attempts = trials.map(({ hits, evaluations }): Attempt => ({ hit: hits[target], evaluations }));
      const interval = attempts.length > 0 ? runningTimeInterval(attempts) : { low: null, high: null };
      return {
        trials: trials.length,
        median: finite(median(errors)),
        best: finite(Math.min(...errors)),
        worst: finite(Math.max(...errors)),
        solved: trials.filter(({ hits }) => hits[targets.length - 1] !== null).length,
        targetsHit: shareHit(trials),
        runningTime: expectedRunningTime(attempts),
        runningTimeLow: interval.low,
        runningTimeHigh: interval.high,
        rank: ranks[p][a],
      };
    }),
  );
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    cells: summaries,
    meanRanks: algorithms.map((_, a) => mean(ranks.map((of) => of[a]))),
    targetsHit: algorithms.map((_, a) => mean(summaries.map((of) => of[a].targetsHit))),
    friedman: problems.length >= 2 && algorithms.length >= 2 ? friedman(medians) : null,
    pairs: pairsOf.map(({ first, second }, i) => {
      const isBetter = (at: number, sign: number): boolean =>
        tests[at][i].adjusted < significance && sign * (tests[at][i].effect - 0.5) > 0;
      const better = problems.filter((_, p) => isBetter(p, 1)).length;
      const worse = problems.filter((_, p) => isBetter(p, -1)).length;
      return {
        first,
        second,
        p: overall[i],
        adjusted: overall[i] === null ? null : adjusted[i],
        better,
        worse,
        equal: problems.length - better - worse,
        effect: mean(tests.map((of) => of[i].effect)),
      };
    }),
    tests,
  };
}

/** Of all pairs of trial and target. */
function shareHit(trials: readonly Pick<TrialResult, 'hits'>[]): number {
  const pairs = trials.flatMap(({ hits }) => hits);
  return pairs.length === 0 ? 0 : pairs.filter((hit) => hit !== null).length / pairs.length;
}

function atLeast(error: number | null, floor: number): number {
  return error === null ? Number.POSITIVE_INFINITY : Math.max(error, floor);
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** Infinite where the middle is, and of nothing. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return Number.POSITIVE_INFINITY;
  if (sorted.length % 2 === 1) return sorted[Math.floor(middle)];
  return sorted[middle - 1] === sorted[middle] ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle]);
}
