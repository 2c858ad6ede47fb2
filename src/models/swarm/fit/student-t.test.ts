import { expect, test } from 'vitest';
import { studentTwoSided, upperTail } from './student-t.numeric.ts';

// Closed forms: one degree of freedom is Cauchy's distribution, two have an algebraic quantile.
test('the quantile equals the closed forms for one and two degrees of freedom', () => {
  for (const confidence of [0.5, 0.9, 0.95, 0.99, 0.9999]) {
    expect(studentTwoSided(1, confidence)).toBeCloseTo(Math.tan((Math.PI * confidence) / 2), 8);
    const tail = (1 - confidence) / 2;
    const two = (1 - 2 * tail) * Math.sqrt(2 / (4 * tail * (1 - tail)));
    expect(studentTwoSided(2, confidence) / two).toBeCloseTo(1, 12);
  }
});

// NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, and the normal limit.
test.each([
  [3, 3.182],
  [5, 2.571],
  [10, 2.228],
  [12, 2.179],
  [30, 2.042],
  [100, 1.984],
])('95 %% with %i degrees of freedom reach to %f', (degrees, expected) => {
  expect(studentTwoSided(degrees, 0.95)).toBeCloseTo(expected, 3);
});

test('many degrees of freedom approach the normal distribution', () => {
  expect(studentTwoSided(1e6, 0.95)).toBeCloseTo(1.959966, 5);
  expect(studentTwoSided(1e9, 0.95)).toBeCloseTo(1.959964, 5);
});

test('the tail falls as t grows, from one half', () => {
  expect(upperTail(0, 7)).toBe(0.5);
  for (let t = 0.25; t < 40; t *= 2) expect(upperTail(t * 2, 7)).toBeLessThan(upperTail(t, 7));
});
