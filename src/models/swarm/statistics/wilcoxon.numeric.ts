// Wilcoxon's two tests (1945): signed ranks for pairs, rank sums (Mann & Whitney's U) for two samples. Two-sided; exact for
// small samples without ties, else by the normal approximation. And Holm's correction (1979) for many tests at once.
import { ranksOf, tieSum } from './ranks.numeric.ts';
import { normalUpperTail } from './special-functions.numeric.ts';

const mostExactPairs = 50;
/** Product of the sizes: what an exact distribution of rank sums costs grows with its square. */
const mostExactProduct = 2_500;

export interface RankTest {
  /** The smaller sum of signed ranks, or U of the first sample. */
  readonly statistic: number;
  readonly p: number;
  /** Pairs that differ, or values of both samples. */
  readonly n: number;
  readonly isExact: boolean;
}

/** Pairs a[i], b[i]; those that are equal are left out. With none left p is 1. Infinities of one sign are equal. */
export function signedRank(a: readonly number[], b: readonly number[], exact: 'auto' | 'never' = 'auto'): RankTest {
  const differences = a.flatMap((value, i) => (value === b[i] ? [] : [value - b[i]]));
  const n = differences.length;
  if (n === 0) return { statistic: 0, p: 1, n, isExact: true };
  const sizes = differences.map(Math.abs);
  const ranks = ranksOf(sizes);
  let above = 0;
  ranks.forEach((rank, i) => (above += differences[i] > 0 ? rank : 0));
  const total = (n * (n + 1)) / 2;
  const statistic = Math.min(above, total - above);
  const ties = tieSum(sizes);
  if (exact === 'auto' && ties === 0 && n <= mostExactPairs)
    return { statistic, p: exactSignedRank(statistic, n), n, isExact: true };
  const deviation = Math.sqrt((n * (n + 1) * (2 * n + 1) - ties / 2) / 24);
  return { statistic, p: Math.min(1, 2 * normalUpperTail((total / 2 - statistic) / deviation)), n, isExact: false };
}

/** P(T <= t or T >= mirror): each rank is on either side with probability 1/2. */
function exactSignedRank(statistic: number, n: number): number {
  const total = (n * (n + 1)) / 2;
  const ways = new Float64Array(total + 1);
  ways[0] = 1;
  for (let rank = 1; rank <= n; rank++) for (let sum = total; sum >= rank; sum--) ways[sum] += ways[sum - rank];
  let below = 0;
  for (let sum = 0; sum <= statistic; sum++) below += ways[sum];
  return Math.min(1, (2 * below) / 2 ** n);
}

/** Two independent samples. With all values equal p is 1. */
export function rankSum(a: readonly number[], b: readonly number[], exact: 'auto' | 'never' = 'auto'): RankTest {
  const all = [...a, ...b];
  const n = all.length;
  const ranks = ranksOf(all);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += ranks[i];
  const product = a.length * b.length;
  const statistic = sum - (a.length * (a.length + 1)) / 2;
  const ties = tieSum(all);
  if (exact === 'auto' && ties === 0 && product > 0 && product <= mostExactProduct)
    return {
      statistic,
      p: exactRankSum(Math.min(statistic, product - statistic), a.length, b.length),
      n,
      isExact: true,
    };
  const variance = (product / 12) * (n + 1 - ties / (n * (n - 1)));
  if (!(variance > 0)) return { statistic, p: 1, n, isExact: false };
  // Half a step towards the mean, as a sum of whole ranks is compared with a smooth distribution.
  const distance = Math.abs(statistic - product / 2) - 0.5;
  return {
    statistic,
    p: Math.min(1, 2 * normalUpperTail(Math.max(0, distance) / Math.sqrt(variance))),
    n,
    isExact: false,
  };
}

/** P(U <= u or U >= mirror), by Mann and Whitney's recurrence over how many values of the second sample each of the first exceeds. */
function exactRankSum(u: number, first: number, second: number): number {
  const most = first * second;
  // ways[i][s]: choices of i values of the first sample with sum s, the largest ones added last.
  const ways = Array.from({ length: first + 1 }, () => new Float64Array(most + 1));
  ways[0][0] = 1;
  for (let j = 1; j <= first + second; j++)
    for (let i = Math.min(j, first); i >= 1; i--) {
      // The j-th value of all being the i-th of the first sample, it exceeds j - i of the second.
      const exceeded = j - i;
      if (exceeded > second) continue;
      for (let sum = most; sum >= exceeded; sum--) ways[i][sum] += ways[i - 1][sum - exceeded];
    }
  const counts = ways[first];
  let below = 0;
  let total = 0;
  for (let sum = 0; sum <= most; sum++) {
    total += counts[sum];
    if (sum <= u) below += counts[sum];
  }
  return Math.min(1, (2 * below) / total);
}

/** p values as they count when all are looked at together; in the order given. */
export function holm(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => values[a] - values[b]);
  const adjusted = new Array<number>(values.length);
  let largest = 0;
  order.forEach((at, i) => {
    largest = Math.max(largest, Math.min(1, (values.length - i) * values[at]));
    adjusted[at] = largest;
  });
  return adjusted;
}
