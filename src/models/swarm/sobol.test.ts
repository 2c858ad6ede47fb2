import { describe, expect, it } from 'vitest';
import { primitivePolynomials, sobolPoints, sobolTable, sobolWord } from './sobol.numeric.ts';

describe('primitive polynomials', () => {
  it('are as many for each degree as there must be: phi(2^n - 1) / n', () => {
    // OEIS A011260.
    const expected = [1, 1, 2, 2, 6, 6, 18, 16, 48, 60, 176, 144];
    const found = primitivePolynomials(expected.reduce((a, b) => a + b));
    expected.forEach((count, i) => expect(found.filter((p) => 31 - Math.clz32(p) === i + 1)).toHaveLength(count));
  });
});

describe('Sobol points', () => {
  it('put one point into each of 2^m equal slices of every dimension', () => {
    const points = 256;
    const dimensions = 40;
    const unit = sobolPoints(points, dimensions, 3, 0);
    for (let d = 0; d < dimensions; d++) {
      const slices = new Set(Array.from({ length: points }, (_, i) => Math.floor(unit[i * dimensions + d] * points)));
      expect(slices.size).toBe(points);
    }
  });

  it('fill the unit square more evenly than random points', () => {
    const unit = sobolPoints(1024, 2, 1, 0);
    const cells = new Map<number, number>();
    for (let i = 0; i < 1024; i++) {
      const cell = Math.floor(unit[2 * i] * 8) * 8 + Math.floor(unit[2 * i + 1] * 8);
      cells.set(cell, (cells.get(cell) ?? 0) + 1);
    }
    // 16 a cell on average; random counts have a standard deviation of 4.
    expect(Math.max(...cells.values())).toBeLessThanOrEqual(20);
    expect(Math.min(...cells.values())).toBeGreaterThanOrEqual(12);
  });

  it('are the same one by one as all together', () => {
    const unit = sobolPoints(300, 3, 5, 1);
    const table = sobolTable(3, 5, 1);
    for (let i = 0; i < 300; i++)
      for (let d = 0; d < 3; d++) expect(sobolWord(table, i, d) / 2 ** 32).toBe(unit[3 * i + d]);
  });

  it('differ by seed and repeat', () => {
    expect(sobolPoints(4, 3, 1, 0)).not.toEqual(sobolPoints(4, 3, 2, 0));
    expect(sobolPoints(4, 3, 1, 0)).not.toEqual(sobolPoints(4, 3, 1, 1));
  });
});
