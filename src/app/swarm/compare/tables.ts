// The tables of a comparison as texts, the same on the page, in the report and as CSV.
import type { ComparisonResult } from '../../../models/swarm/comparison/result.ts';
import type { ComparisonSummary } from '../../../models/swarm/comparison/summary.numeric.ts';
import { criticalDifference } from '../../../models/swarm/statistics/critical-difference.numeric.ts';
import { effectWord } from '../../../models/swarm/statistics/effect-size.numeric.ts';
import { formatNumber, formatPercent, noValue } from '../../../views/format.ts';

export interface TableCell {
  readonly text: string;
  /** The best of its row, or significant: shown strong. */
  readonly isStrong?: boolean;
}

export interface ResultTable {
  readonly title: string;
  /** How it is to be read. */
  readonly note: string;
  readonly headers: readonly string[];
  /** The first cell of each names the row. */
  readonly rows: readonly (readonly TableCell[])[];
}

const cell = (text: string): TableCell => ({ text });

/** "0.031", "< 0.001". */
export function formatP(p: number | null): string {
  if (p === null) return noValue;
  return p < 0.001 ? '< 0.001' : formatNumber(p, 2);
}

/** "p = 0.031", "p < 0.001". */
export function sayP(p: number | null): string {
  const text = formatP(p);
  return text.startsWith('<') ? `p ${text}` : `p = ${text}`;
}

/** Expected running times to one target, as COCO gives them: ∞ where no trial hits, with hits of trials beside it. */
export function runningTimeTable(
  result: ComparisonResult,
  { cells }: Pick<ComparisonSummary, 'cells'>,
  target: number,
): ResultTable {
  return {
    title: `Expected running time to ${formatNumber(result.targets[target])}`,
    note: 'Evaluations, all spent by the number of hits; in brackets the trials that hit. The least of each problem is strong.',
    headers: ['Problem', ...result.algorithms.map(({ label }) => label)],
    rows: result.problems.map(({ label }, p) => {
      const times = result.algorithms.map((_, a) => cells[p]?.[a]?.runningTime ?? Infinity);
      const least = Math.min(...times);
      return [
        cell(label),
        ...result.algorithms.map((_, a): TableCell => {
          const trials = result.cells[a]?.[p]?.trials.filter((trial) => trial !== null) ?? [];
          const hits = trials.filter(({ hits: of }) => (of[target] ?? null) !== null).length;
          const time = times[a] ?? Infinity;
          if (trials.length === 0) return cell(noValue);
          return {
            text: `${formatNumber(time)} (${hits}/${trials.length})`,
            isStrong: time === least && Number.isFinite(least),
          };
        }),
      ];
    }),
  };
}

/** Final errors by problem: the median, from best to worst, and the rank. */
export function finalErrorTable(result: ComparisonResult, { cells }: Pick<ComparisonSummary, 'cells'>): ResultTable {
  return {
    title: 'Final errors',
    note: 'Median over trials, from best to worst. Where no least value is known, distances to the best that any trial found.',
    headers: ['Problem', ...result.algorithms.map(({ label }) => label)],
    rows: result.problems.map(({ label }, p) => {
      const row = cells[p] ?? [];
      const first = Math.min(...row.map(({ rank }) => rank));
      return [
        cell(label),
        ...row.map(({ trials, median, best, worst, rank }): TableCell => {
          if (trials === 0) return cell(noValue);
          return {
            text: `${formatNumber(median ?? Infinity, 3)} (${formatNumber(best ?? Infinity, 3)} to ${formatNumber(worst ?? Infinity, 3)})`,
            isStrong: rank === first,
          };
        }),
      ];
    }),
  };
}

/** Mean ranks, best first, with what Friedman's test says of them and how far apart they must lie. */
export function rankTable(result: ComparisonResult, summary: ComparisonSummary): ResultTable {
  const { meanRanks, targetsHit, cells } = summary;
  const difference = criticalDifference(result.algorithms.length, result.problems.length);
  const order = [...meanRanks.keys()].sort((a, b) => (meanRanks[a] ?? 0) - (meanRanks[b] ?? 0));
  const least = Math.min(...meanRanks);
  return {
    title: 'Mean ranks',
    note: friedmanWords(result, summary),
    headers: ['Algorithm', 'Mean rank', 'Behind the best', 'Targets hit', 'Solved'],
    rows: order.map((a) => {
      const behind = (meanRanks[a] ?? 0) - least;
      const all = cells.reduce((total, of) => total + (of[a]?.trials ?? 0), 0);
      const solved = cells.reduce((total, of) => total + (of[a]?.solved ?? 0), 0);
      const isFar = difference !== null && behind > difference;
      return [
        cell(result.algorithms[a]?.label ?? ''),
        { text: formatNumber(meanRanks[a], 3), isStrong: behind === 0 },
        cell(behind === 0 ? noValue : `${formatNumber(behind, 3)}${isFar ? ', significant' : ''}`),
        cell(formatPercent(targetsHit[a] ?? 0)),
        cell(`${solved} of ${all} trials`),
      ];
    }),
  };
}

function friedmanWords({ algorithms, problems }: ComparisonResult, { friedman }: ComparisonSummary): string {
  const k = algorithms.length;
  if (k < 2) return 'There is nothing to compare one algorithm with.';
  const how = 'Ranks by the median error of each problem, 1 is best.';
  if (problems.length < 2) return `${how} One problem says nothing of others: Friedman’s test needs two.`;
  if (friedman === null) return `${how} All algorithms are equal on every problem.`;
  const difference = criticalDifference(k, problems.length);
  return [
    how,
    `Friedman: χ² = ${formatNumber(friedman.chiSquare)} with ${k - 1} degrees of freedom, ${sayP(friedman.p)};`,
    `Iman–Davenport: ${sayP(friedman.fP)}.`,
    difference === null
      ? ''
      : `Mean ranks differ significantly at 5 % when they lie ${formatNumber(difference, 3)} apart (Nemenyi).`,
  ]
    .join(' ')
    .trim();
}

/** All pairs over all problems: signed ranks of the medians, corrected by Holm, and Vargha and Delaney's effect. */
export function pairTable(result: ComparisonResult, { pairs }: ComparisonSummary): ResultTable {
  const name = (a: number): string => result.algorithms[a]?.label ?? '';
  const isFew = pairs.some(({ p }) => p === null);
  return {
    title: 'Pairs over all problems',
    note: [
      'Wilcoxon’s signed ranks of the medians; p is also given after Holm’s correction over all pairs. A12: the probability that a trial of the first ends lower.',
      isFew ? 'Fewer than 6 problems can show no significance over all.' : '',
    ]
      .join(' ')
      .trim(),
    headers: ['Pair', 'Better on', 'Worse on', 'Equal on', 'p', 'p, Holm', 'A12', 'Effect'],
    rows: pairs.map(({ first, second, better, worse, equal, p, adjusted, effect }) => [
      cell(`${name(first)} – ${name(second)}`),
      cell(String(better)),
      cell(String(worse)),
      cell(String(equal)),
      cell(formatP(p)),
      { text: formatP(adjusted), isStrong: adjusted !== null && adjusted < 0.05 },
      cell(formatNumber(effect, 3)),
      cell(effectWords[effectWord(effect)]),
    ]),
  };
}

/** All pairs on one problem: rank sums of the trials. */
export function pairTableOf(result: ComparisonResult, { pairs, tests }: ComparisonSummary, p: number): ResultTable {
  const name = (a: number): string => result.algorithms[a]?.label ?? '';
  return {
    title: `Pairs on ${result.problems[p]?.label ?? ''}`,
    note: 'Wilcoxon’s rank sums (Mann–Whitney) of the trials’ final errors; p is also given after Holm’s correction over the pairs of this problem. A12: the probability that a trial of the first ends lower.',
    headers: ['Pair', 'p', 'p, Holm', 'A12', 'Effect'],
    rows: pairs.map(({ first, second }, i) => {
      const { p: plain = null, adjusted = null, effect = 0.5 } = tests[p]?.[i] ?? {};
      return [
        cell(`${name(first)} – ${name(second)}`),
        cell(formatP(plain)),
        { text: formatP(adjusted), isStrong: adjusted !== null && adjusted < 0.05 },
        cell(formatNumber(effect, 3)),
        cell(effectWords[effectWord(effect)]),
      ];
    }),
  };
}

const effectWords: Readonly<Record<ReturnType<typeof effectWord>, string>> = {
  none: 'negligible',
  small: 'small',
  medium: 'medium',
  large: 'large',
};
