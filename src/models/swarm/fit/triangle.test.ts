import fc from 'fast-check';
import { expect, test } from 'vitest';
import { solveBounded, solveSmall, Triangle } from './triangle.numeric.ts';

const entry = fc.double({ min: -10, max: 10, noNaN: true });
const matrix = (rows: number, columns: number) =>
  fc.array(fc.array(entry, { minLength: rows, maxLength: rows }), { minLength: columns, maxLength: columns });

function squaresOf(columns: readonly number[][], x: ArrayLike<number>, b: readonly number[]): number {
  return b.reduce(
    (sum, right, i) => sum + (right - columns.reduce((s, column, j) => s + column[i]! * x[j]!, 0)) ** 2,
    0,
  );
}

const zeros = Array.from({ length: 12 }, () => 0);
/** The second column is so short that its direction, in numbers of one bit, is not of length 1. */
const withDenormals = [
  zeros,
  [-5e-324, 0, -5e-324, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  [-7.07e-5, 0, 0, 0, -3.5, 0, 0, 0, 0, 0, 0, -8.5],
  zeros,
];

test('R holds the inner products of all columns, whatever blocks the rows came in', () => {
  fc.assert(
    fc.property(matrix(12, 4), fc.integer({ min: 1, max: 11 }), (columns, cut) => {
      const triangle = new Triangle(4);
      for (const [from, to] of [
        [0, cut],
        [cut, 12],
      ] as const)
        triangle.absorb(
          columns.map((column) => Float64Array.from(column.slice(from, to))),
          to - from,
        );
      for (let j = 0; j < 4; j++)
        for (let l = 0; l < 4; l++) {
          let product = 0;
          for (let i = 0; i <= Math.min(j, l); i++) product += triangle.r[i * 4 + j]! * triangle.r[i * 4 + l]!;
          const wanted = columns[j]!.reduce((sum, value, i) => sum + value * columns[l]![i]!, 0);
          expect(product).toBeCloseTo(wanted, 8);
        }
    }),
    { examples: [[withDenormals, 1]] },
  );
});

test('least squares with a column that repeats another leave the second at 0', () => {
  const column = Float64Array.of(1, 2, 3, 4);
  const x = solveSmall([column, column.slice(), Float64Array.of(1, 1, 1, 1)], Float64Array.of(5, 7, 9, 11), 4);
  expect(Array.from(x)).toEqual([expect.closeTo(2, 12), 0, expect.closeTo(3, 12)]);
});

test('the bounded solution is no worse than any other point of the box', () => {
  fc.assert(
    fc.property(
      matrix(8, 3),
      fc.array(entry, { minLength: 8, maxLength: 8 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
      (columns, b, share) => {
        const triangle = new Triangle(4);
        triangle.absorb(
          [...columns, b].map((column) => Float64Array.from(column)),
          8,
        );
        const lower = [-0.5, 0.2, -1];
        const upper = [0.5, 0.9, -0.1];
        const { x } = solveBounded(triangle, 3, lower, upper);
        for (let j = 0; j < 3; j++) {
          expect(x[j]).toBeGreaterThanOrEqual(lower[j]!);
          expect(x[j]).toBeLessThanOrEqual(upper[j]!);
        }
        const other = share.map((s, j) => lower[j]! + s * (upper[j]! - lower[j]!));
        const own = squaresOf(columns, x, b);
        expect(own).toBeLessThanOrEqual(squaresOf(columns, other, b) * (1 + 1e-9) + 1e-9);
      },
    ),
  );
});

test('a solution inside the box is the free one, and nothing is held', () => {
  const triangle = new Triangle(3);
  triangle.absorb([Float64Array.of(1, 0, 1), Float64Array.of(0, 1, 1), Float64Array.of(2, 3, 5)], 3);
  const { x, pinned } = solveBounded(triangle, 2, [-10, -10], [10, 10]);
  expect(x[0]).toBeCloseTo(2, 12);
  expect(x[1]).toBeCloseTo(3, 12);
  expect(pinned).toEqual([false, false]);
});
