// Ranks with ties, and Friedman's test on them (Friedman 1937; Iman & Davenport 1980; Demšar 2006).
import { chiSquareUpperTail, fUpperTail } from './special-functions.numeric.ts';

/** Ranks from 1, least first; equal values share the mean of their ranks. Infinities count as equal to each other. */
export function ranksOf(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => (values[a] < values[b] ? -1 : values[a] > values[b] ? 1 : 0));
  const ranks = new Array<number>(values.length);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let i = from; i < to; i++) ranks[order[i]] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}

/** Sum of t^3 - t over the groups of t equal values. */
export function tieSum(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let sum = 0;
  for (const count of counts.values()) sum += count ** 3 - count;
  return sum;
}

export interface Friedman {
  /** By treatment, 1 is best. */
  readonly meanRanks: readonly number[];
  /** Friedman's statistic, corrected for ties; k - 1 degrees of freedom. */
  readonly chiSquare: number;
  readonly p: number;
  /** Iman and Davenport's, less conservative; k - 1 and (k - 1)(n - 1) degrees of freedom. */
  readonly f: number;
  readonly fP: number;
}

/**
 * Whether the treatments differ, over blocks.
 * @param table [block][treatment], lower is better; two blocks and two treatments at least
 * @returns null where every block is one tie: nothing can be said
 */
export function friedman(table: readonly (readonly number[])[]): Friedman | null {
  const n = table.length;
  const k = table[0]?.length ?? 0;
  if (n < 2 || k < 2) throw new RangeError('Friedman’s test takes two blocks and two treatments at least.');
  const sums = new Array<number>(k).fill(0);
  let ties = 0;
  for (const block of table) {
    ranksOf(block).forEach((rank, j) => (sums[j] += rank));
    ties += tieSum(block);
  }
  const correction = 1 - ties / (n * k * (k * k - 1));
  if (correction <= 0) return null;
  const squares = sums.reduce((total, sum) => total + sum * sum, 0);
  const chiSquare = ((12 / (n * k * (k + 1))) * squares - 3 * n * (k + 1)) / correction;
  const rest = n * (k - 1) - chiSquare;
  const f = rest > 1e-12 * n ? ((n - 1) * chiSquare) / rest : Number.POSITIVE_INFINITY;
  return {
    meanRanks: sums.map((sum) => sum / n),
    chiSquare,
    p: chiSquareUpperTail(chiSquare, k - 1),
    f,
    fP: fUpperTail(f, k - 1, (k - 1) * (n - 1)),
  };
}
