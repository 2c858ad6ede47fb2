// Every reference value here is scipy 1.10.1's, by the call named beside it, unless a source is named.
import { describe, expect, test } from 'vitest';
import { effectWord, varghaDelaney } from './effect-size.numeric.ts';
import { performanceProfiles } from './performance-profile.numeric.ts';
import { friedman, ranksOf } from './ranks.numeric.ts';
import { expectedRunningTime, runningTimeDistribution, runningTimeInterval } from './running-time.numeric.ts';
import { chiSquareUpperTail, fUpperTail, normalUpperTail } from './special-functions.numeric.ts';
import { holm, rankSum, signedRank } from './wilcoxon.numeric.ts';

/** Relative; the functions under them are good to about 14 digits. */
function expectClose(value: number | undefined, reference: number, tolerance = 1e-11): void {
  expect(Math.abs((value ?? NaN) / reference - 1)).toBeLessThan(tolerance);
}

const from = <T>(n: number, f: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => f(i));

describe('tails', () => {
  test.each([
    [0.1, 0.460172162722971],
    [1.96, 0.024997895148220435],
    [6, 9.865876450376946e-10],
    [-1.5, 0.9331927987311419],
    [10, 7.61985302416047e-24],
  ])('of the normal distribution at %d (norm.sf)', (z, p) => expectClose(normalUpperTail(z), p));

  test.each([
    [0.5, 1, 0.47950012218695337],
    [10, 4, 0.04042768199451279],
    [50, 3, 7.989179244951495e-11],
    [2, 11, 0.9984958817174162],
    [150, 120, 0.03307348091130466],
  ])('of chi-square at %d with %d degrees (chi2.sf)', (x, k, p) => expectClose(chiSquareUpperTail(x, k), p));

  test.each([
    [0.5, 3, 39, 0.6844682170167444],
    [2.69, 3, 39, 0.05947824186906358],
    [12, 2, 10, 0.002200925867886696],
    [30, 5, 100, 1.6580762554847162e-18],
  ])('of F at %d with %d and %d degrees (f.sf)', (x, a, b, p) => expectClose(fUpperTail(x, a, b), p));
});

describe('signed ranks', () => {
  test('of the depression data of Hollander & Wolfe, exact and approximate (wilcoxon, mode exact and approx)', () => {
    const a = [1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.3];
    const b = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];
    expect(signedRank(a, b)).toEqual({ statistic: 5, p: 0.0390625, n: 9, isExact: true });
    expectClose(signedRank(a, b, 'never').p, 0.038151710173415135);
  });

  test('with ties and pairs that are equal (wilcoxon, mode approx)', () => {
    const outcome = signedRank([3, 5, 2, 8, 7, 7, 9, 4, 6, 5, 1, 2], [2, 5, 4, 4, 5, 8, 6, 1, 3, 5, 2, 7]);
    expect(outcome).toMatchObject({ statistic: 18.5, n: 10, isExact: false });
    expectClose(outcome.p, 0.3561251865045345);
  });

  test('of 20 pairs exactly, of 60 approximately', () => {
    const b = (i: number): number => Math.cos(1.7 * i);
    expectClose(
      signedRank(
        from(20, (i) => Math.sin(i) * 3 + 0.9),
        from(20, b),
      ).p,
      0.13272666931152344,
    );
    expectClose(
      signedRank(
        from(60, (i) => Math.sin(i) * 3 + 0.4),
        from(60, b),
      ).p,
      0.11347967802538327,
    );
  });

  test('of nothing that differs', () => {
    expect(signedRank([1, 2, Infinity], [1, 2, Infinity]).p).toBe(1);
  });
});

describe('rank sums', () => {
  test('of the permeability data of Hollander & Wolfe (mannwhitneyu, exact and asymptotic)', () => {
    const a = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
    const b = [1.15, 0.88, 0.9, 0.74, 1.21];
    expect(rankSum(a, b)).toMatchObject({ statistic: 35, isExact: true });
    expectClose(rankSum(a, b).p, 0.2544122544122544);
    expectClose(rankSum(a, b, 'never').p, 0.24462360512698333);
  });

  test('with ties, and of 15 and 15 (mannwhitneyu, asymptotic and exact)', () => {
    expectClose(rankSum([1, 2, 2, 3, 5, 8, 8], [2, 4, 5, 8, 9, 9, 10, 12]).p, 0.06170669002831265);
    expectClose(
      rankSum(
        from(15, (i) => Math.sin(i * 1.3) + 0.6),
        from(15, (i) => Math.cos(i * 2.1)),
      ).p,
      0.008641809126396553,
    );
  });

  test('of equal values, of which nothing can be said', () => {
    expect(rankSum([2, 2, 2], [2, 2]).p).toBe(1);
    expect(rankSum([], [1]).p).toBe(1);
  });
});

test('Holm: smallest first, never falling, never above 1', () => {
  expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
  expect(holm([0.9, 0.6])).toEqual([1, 1]);
  expect(holm([])).toEqual([]);
});

test('ranks: ties share the mean', () => {
  expect(ranksOf([3, 1, 3, 2, Infinity, Infinity])).toEqual([3.5, 1, 3.5, 2, 5.5, 5.5]);
});

describe('Friedman', () => {
  /** Areas under curves of 4 classifiers on 14 data sets, Demšar (2006), table 6; higher is better. */
  const demsar = [
    [0.763, 0.768, 0.771, 0.798],
    [0.599, 0.591, 0.59, 0.569],
    [0.954, 0.971, 0.968, 0.967],
    [0.628, 0.661, 0.654, 0.657],
    [0.882, 0.888, 0.886, 0.898],
    [0.936, 0.931, 0.916, 0.931],
    [0.661, 0.668, 0.609, 0.685],
    [0.583, 0.583, 0.563, 0.625],
    [0.775, 0.838, 0.866, 0.875],
    [1, 1, 1, 1],
    [0.94, 0.962, 0.965, 0.962],
    [0.619, 0.666, 0.614, 0.669],
    [0.972, 0.981, 0.975, 0.975],
    [0.957, 0.978, 0.946, 0.97],
  ].map((row) => row.map((value) => -value));

  test('on Demšar’s table: his mean ranks; statistics with ties corrected, as friedmanchisquare does and he does not', () => {
    const outcome = friedman(demsar);
    expect(outcome?.meanRanks.map((rank) => Number(rank.toFixed(3)))).toEqual([3.143, 2, 2.929, 1.929]);
    expectClose(outcome?.chiSquare, 10.952380952380956);
    expectClose(outcome?.p, 0.011986176325417788);
    expectClose(outcome?.f, 4.585889570552149);
    expectClose(outcome?.fP, 0.007628838730725733);
  });

  test('without ties (friedmanchisquare; F by Iman and Davenport’s formula and f.sf)', () => {
    const outcome = friedman([
      [1, 2, 3],
      [1, 3, 2],
      [2, 1, 3],
      [1, 2, 3],
      [1, 2, 3],
      [1, 3, 2],
    ]);
    expectClose(outcome?.chiSquare, 7);
    expectClose(outcome?.p, 0.0301973834223185);
    expectClose(outcome?.fP, 0.012558674125514407);
  });

  test('says nothing where all are equal, and all where the order never changes', () => {
    expect(
      friedman([
        [1, 1],
        [2, 2],
      ]),
    ).toBeNull();
    expect(
      friedman([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
    ).toMatchObject({ f: Infinity, fP: 0 });
  });
});

test('A12: the probability of being lower, and its words', () => {
  // By hand: 1 is below four of four, 2 below three and equal to one, 4 below two.
  expect(varghaDelaney([1, 2, 4], [2, 3, 5, 6])).toBeCloseTo((4 + 3.5 + 2) / 12, 12);
  expect(varghaDelaney([1, 1], [1, 1])).toBe(0.5);
  expect([0.5, 0.56, 0.35, 0.72].map(effectWord)).toEqual(['none', 'small', 'medium', 'large']);
});

describe('running times', () => {
  const attempts = [
    { hit: 100, evaluations: 100 },
    { hit: null, evaluations: 1_000 },
    { hit: 300, evaluations: 500 },
  ];

  test('expected: all evaluations spent until the target, by the hits', () => {
    expect(expectedRunningTime(attempts)).toBe(1_400 / 2);
    expect(expectedRunningTime([{ hit: null, evaluations: 5 }])).toBeNull();
  });

  test('the interval holds the mean where all hit, and covers as often as it says', () => {
    // Geometric hits of mean 50 with a uniform start: the mean of 40 of them lies within the interval in 95 % of the cases;
    // 200 cases have a standard deviation of 1.5 points, and percentile intervals of skewed data fall somewhat short.
    let covered = 0;
    for (let i = 0; i < 200; i++) {
      const sample = from(40, (j) => {
        const u = (Math.sin((i * 40 + j) * 12.9898) * 43758.5453) % 1;
        return { hit: -50 * Math.log(1 - Math.abs(u)), evaluations: 1_000 };
      });
      const { low, high } = runningTimeInterval(sample, { draws: 200, seed: i });
      if ((low ?? Infinity) <= 50 && 50 <= (high ?? Infinity)) covered++;
    }
    expect(covered / 200).toBeGreaterThan(0.88);
    expect(covered / 200).toBeLessThan(0.99);
  });

  test('the interval has no upper end where a draw may well miss altogether', () => {
    // Of three trials with one hit none is drawn in 8 of 27 draws, of six with four in 1 of 729.
    expect(runningTimeInterval([...attempts, ...attempts]).high).not.toBeNull();
    expect(runningTimeInterval([attempts[0], attempts[1], attempts[1], attempts[1]]).high).toBeNull();
    expect(runningTimeInterval(attempts)).toEqual(runningTimeInterval(attempts));
  });

  test('distribution without restarts: the share of trials and targets that hit in time', () => {
    const problem = {
      dimensions: 2,
      trials: [
        { hits: [10, 40], evaluations: 40 },
        { hits: [20, null], evaluations: 100 },
      ],
    };
    const { evaluationsPerDimension, share } = runningTimeDistribution([problem], { restarts: 'none', most: 50 });
    const at = (x: number): number | undefined => share[evaluationsPerDimension.findLastIndex((e) => e <= x)];
    expect([at(4.9), at(5.3), at(10.6), at(21), at(50)]).toEqual([0, 0.25, 0.5, 0.75, 0.75]);
    expect(evaluationsPerDimension.at(-1)).toBeCloseTo(50, 9);
  });

  test('distribution with restarts: what some trial hits is hit in the end, at the expected time on average', () => {
    const trials = attempts.map(({ hit, evaluations }) => ({ hits: [hit, null], evaluations }));
    const { evaluationsPerDimension, share } = runningTimeDistribution([{ dimensions: 1, trials }], { draws: 20_000 });
    expect(share.at(-1)).toBeCloseTo(0.5, 9);
    let mean = 0;
    share.forEach((value, i) => (mean += (value - (share[i - 1] ?? 0)) * (evaluationsPerDimension[i] ?? 0) * 2));
    // The points stand 4.7 % apart and a time counts at the next one: between the expected time and 4.7 % above it, with
    // 3 standard errors (5 each) to both sides.
    expect(mean).toBeGreaterThan(700 - 15);
    expect(mean).toBeLessThan(700 * 1.047 + 15);
  });
});

test('performance profiles: shares within a factor of the cheapest', () => {
  const [a, b] = performanceProfiles([
    [100, 200, null, 50],
    [50, 300, null, null],
  ]);
  expect(a).toEqual({ tau: [1, 2], share: [0.5, 0.75] });
  expect(b).toEqual({ tau: [1, 1.5], share: [0.25, 0.5] });
});
