// The pictures of a comparison, as numbers for the view: convergence, targets hit over evaluations, performance profiles.
import { bbob } from '../../../models/swarm/bbob/bbob-texts.ts';
import { isBbob } from '../../../models/swarm/bbob/bbob.ts';
import type { ComparisonResult, TrialResult } from '../../../models/swarm/comparison/result.ts';
import type { ComparisonSummary } from '../../../models/swarm/comparison/summary.numeric.ts';
import { performanceProfiles } from '../../../models/swarm/statistics/performance-profile.numeric.ts';
import { runningTimeDistribution } from '../../../models/swarm/statistics/running-time.numeric.ts';
import { formatNumber } from '../../../views/format.ts';
import type { SeriesPicture } from '../../../views/series-chart.ts';

/** Trials that were carried out, of one algorithm on one problem. */
function trialsOf({ cells }: ComparisonResult, algorithm: number, problem: number): readonly TrialResult[] {
  return cells[algorithm]?.[problem]?.trials.filter((trial) => trial !== null) ?? [];
}

/** Median and quartiles of the error over trials, by evaluations. Errors below the last target are drawn at it. */
export function convergencePicture(result: ComparisonResult, p: number): SeriesPicture {
  const problem = result.problems[p];
  const floor = result.targets.at(-1) ?? Number.MIN_VALUE;
  const grid = problem?.grid ?? [];
  const series = result.algorithms.map(({ label }, a) => {
    const trials = trialsOf(result, a, p);
    const quantiles = grid.map((_, i) => {
      const errors = trials.map(({ curve, error }) => (i < curve.length ? curve[i] : error) ?? Infinity);
      const sorted = errors.map((error) => Math.max(error, floor)).sort((x, y) => x - y);
      return [0.25, 0.5, 0.75].map((share) => quantile(sorted, share));
    });
    const column = (at: number): (number | null)[] => quantiles.map((of) => of[at] ?? null);
    return { name: label, x: grid, low: column(0), y: column(1), high: column(2) };
  });
  const above = problem?.reference === 'known' ? 'error' : 'distance to the best found';
  return {
    title: `Convergence on ${problem?.label ?? ''}`,
    xTitle: 'evaluations',
    yTitle: `${above}, median and quartiles`,
    xScale: 'log',
    yScale: 'log',
    series,
    bandTitle: 'quartile',
  };
}

/** Linear between the sorted values; null where it falls among those without a feasible value. */
function quantile(sorted: readonly number[], share: number): number | null {
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? Infinity;
  const high = sorted[Math.ceil(place)] ?? Infinity;
  const value = low === high ? low : low + (place - Math.floor(place)) * (high - low);
  return Number.isFinite(value) ? value : null;
}

/** Problems that are looked at together. */
export interface ProblemGroup {
  readonly id: string;
  readonly title: string;
  readonly problems: readonly number[];
}

/** All, those of one dimension, BBOB's groups, each alone. */
export function problemGroups({ problems }: ComparisonResult): readonly ProblemGroup[] {
  const all = problems.map((_, p) => p);
  const where = (title: string, wanted: (problem: (typeof problems)[number]) => boolean): ProblemGroup[] => {
    const found = problems.flatMap((problem, p) => (wanted(problem) ? [p] : []));
    return found.length > 0 && found.length < problems.length ? [{ id: title, title, problems: found }] : [];
  };
  const dimensions = [...new Set(problems.map((problem) => problem.dimensions))].sort((a, b) => a - b);
  const groups = [...new Set(Object.values(bbob).map(({ group }) => group))];
  return [
    { id: 'all', title: problems.length === 1 ? (problems[0]?.label ?? '') : 'All problems', problems: all },
    ...dimensions.flatMap((d) => where(`${d} dimensions`, (problem) => problem.dimensions === d)),
    ...groups.flatMap((group) =>
      where(`BBOB, ${group}`, ({ problem }) => isBbob(problem) && bbob[problem.name].group === group),
    ),
    ...(problems.length > 1 ? problems.map(({ label }, p) => ({ id: `only ${p}`, title: label, problems: [p] })) : []),
  ];
}

/** How far beyond its budget a trial that missed is thought on, by restarts. */
const reachOfRestarts = 10;

/** Of all pairs of problem and target, the share that was hit, by evaluations per dimension. */
export function distributionPicture(
  result: ComparisonResult,
  { title, problems }: ProblemGroup,
  restarts: 'none' | 'simulated',
): SeriesPicture {
  const budgets = problems.map((p) => (result.problems[p]?.budget ?? 1) / (result.problems[p]?.dimensions ?? 1));
  const most = Math.max(...budgets) * (restarts === 'simulated' ? reachOfRestarts : 1);
  const series = result.algorithms.map(({ label }, a) => {
    const attempted = problems.map((p) => ({
      dimensions: result.problems[p]?.dimensions ?? 1,
      trials: trialsOf(result, a, p),
    }));
    const { evaluationsPerDimension, share } = runningTimeDistribution(attempted, { restarts, most });
    return { name: label, x: evaluationsPerDimension, y: share };
  });
  return {
    title: `Targets hit: ${title}`,
    xTitle: 'evaluations / D',
    yTitle: 'share of targets hit',
    xScale: 'log',
    yScale: 'linear',
    yRange: [0, 1],
    series,
  };
}

/** Dolan and Moré's: the share of problems that each solves within a multiple of what the quickest needs. */
export function profilePicture(
  result: ComparisonResult,
  { cells }: Pick<ComparisonSummary, 'cells'>,
  target: number,
): SeriesPicture {
  const costs = result.algorithms.map((_, a) => cells.map((of) => of[a]?.runningTime ?? null));
  const profiles = performanceProfiles(costs);
  // So that all lines go on to the same end.
  const end = 1.25 * Math.max(2, ...profiles.map(({ tau }) => tau.at(-1) ?? 1));
  return {
    title: `Performance profile to ${formatNumber(result.targets[target])}`,
    xTitle: 'expected running time / the least on the problem',
    yTitle: 'share of problems',
    xScale: 'log',
    yScale: 'linear',
    yRange: [0, 1],
    steps: true,
    series: result.algorithms.map(({ label }, a) => {
      const { tau, share } = profiles[a] ?? { tau: [1], share: [0] };
      return { name: label, x: [...tau, end], y: [...share, share.at(-1) ?? 0] };
    }),
  };
}
