// What a comparison says, in plain sentences: who hit how many targets, and which differences can be trusted.
import type { ComparisonResult } from '../../../models/swarm/comparison/result.ts';
import type { ComparisonSummary, PairSummary } from '../../../models/swarm/comparison/summary.numeric.ts';
import { formatCount, formatNumber, formatPercent } from '../../../views/format.ts';
import { sayP } from './tables.ts';

const significance = 0.05;

export function conclusionsOf(result: ComparisonResult, summary: ComparisonSummary): readonly string[] {
  return [...partOf(result), ...targetsOf(result, summary), ...differencesOf(result, summary)];
}

/** A comparison that was stopped has not tried all alike. */
function partOf({ stoppedBecause, cells }: ComparisonResult): string[] {
  if (stoppedBecause !== 'cancelled') return [];
  const trials = cells.flat().flatMap((cell) => cell.trials);
  const done = trials.filter((trial) => trial !== null).length;
  return [
    `It was stopped after ${formatCount(done)} of ${formatCount(trials.length)} trials: what follows says nothing of the others.`,
  ];
}

function targetsOf({ algorithms, spec, targets }: ComparisonResult, { targetsHit }: ComparisonSummary): string[] {
  const order = [...targetsHit.keys()].sort((a, b) => (targetsHit[b] ?? 0) - (targetsHit[a] ?? 0));
  const say = (a: number | undefined): string =>
    a === undefined ? '' : `${algorithms[a]?.label ?? ''} with ${formatPercent(targetsHit[a] ?? 0)}`;
  const [first, second, ...others] = order;
  if (first === undefined) return [];
  const { budget } = spec;
  const within =
    'evaluations' in budget
      ? `${formatCount(budget.evaluations)} evaluations`
      : `${formatCount(budget.evaluationsPerDimension)} evaluations per dimension`;
  const down = `from ${formatNumber(targets[0])} to ${formatNumber(targets.at(-1))}`;
  const last = others.at(-1);
  return [
    [
      `Within ${within}, ${algorithms[first]?.label ?? ''} hit ${formatPercent(targetsHit[first] ?? 0)} of the targets ${down}`,
      second === undefined ? '' : `; second is ${say(second)}`,
      last === undefined ? '' : `, last ${say(last)}`,
      '.',
    ].join(''),
  ];
}

function differencesOf(result: ComparisonResult, summary: ComparisonSummary): string[] {
  const { friedman, pairs } = summary;
  const { algorithms, problems } = result;
  if (algorithms.length < 2) return [];
  const overall =
    problems.length < 2
      ? []
      : friedman === null
        ? ['All algorithms are equal on every problem.']
        : [
            friedman.fP < significance
              ? `Over the ${problems.length} problems the algorithms differ (Friedman’s test by Iman and Davenport, ${sayP(friedman.fP)}).`
              : `Over the ${problems.length} problems the differences are not significant at this budget (Friedman’s test by Iman and Davenport, ${sayP(friedman.fP)}).`,
          ];
  return [...overall, ...leadersOf(result, summary, pairs)];
}

/** The two best by rank, against each other. */
function leadersOf(
  { algorithms, problems }: ComparisonResult,
  { meanRanks }: ComparisonSummary,
  pairs: readonly PairSummary[],
): string[] {
  const [first, second] = [...meanRanks.keys()].sort((a, b) => (meanRanks[a] ?? 0) - (meanRanks[b] ?? 0));
  const pair = pairs.find(
    (one) => (one.first === first && one.second === second) || (one.first === second && one.second === first),
  );
  if (pair === undefined || first === undefined || second === undefined) return [];
  const { better, worse } = pair.first === first ? pair : { better: pair.worse, worse: pair.better };
  const [a, b] = [algorithms[first]?.label ?? '', algorithms[second]?.label ?? ''];
  const counts = `${a} is significantly better on ${better} of ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}, ${b} on ${worse}`;
  if (pair.adjusted === null) {
    return [`By rank ${a} and ${b} lead. ${counts}; fewer than 6 problems do not suffice to tell them apart over all.`];
  }
  const verdict = pair.adjusted < significance ? 'is significant' : 'is not significant at this budget';
  return [
    `By rank ${a} and ${b} lead; between them the difference over all problems ${verdict} (${sayP(pair.adjusted)} after Holm). ${counts}.`,
  ];
}
