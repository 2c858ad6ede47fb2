import { describe, expect, it } from 'vitest';
import { catalogue, catalogueNames } from './catalogue.ts';
import { catalogueFunctions } from './catalogue.reference.ts';
import { compileCatalogueProblem } from './problems/catalogue-problem.ts';

/** Published textbook forms, written down here apart from the product's own cancellation-free ones. */
const textbook: Record<string, (x: number[]) => number> = {
  sphere: (x) => x.reduce((s, v) => s + v * v, 0),
  ellipsoid: (x) => x.reduce((s, v, i) => s + 10 ** ((6 * i) / Math.max(1, x.length - 1)) * v * v, 0),
  rosenbrock: (x) =>
    x.length === 1
      ? (1 - x[0]) ** 2
      : x.slice(1).reduce((s, v, i) => s + 100 * (v - x[i] ** 2) ** 2 + (1 - x[i]) ** 2, 0),
  rastrigin: (x) => x.reduce((s, v) => s + v * v - 10 * Math.cos(2 * Math.PI * v) + 10, 0),
  ackley: (x) =>
    20 +
    Math.E -
    20 * Math.exp(-0.2 * Math.sqrt(x.reduce((s, v) => s + v * v, 0) / x.length)) -
    Math.exp(x.reduce((s, v) => s + Math.cos(2 * Math.PI * v), 0) / x.length),
  griewank: (x) =>
    1 + x.reduce((s, v) => s + v * v, 0) / 4000 - x.reduce((p, v, i) => p * Math.cos(v / Math.sqrt(i + 1)), 1),
  schwefel: (x) => 418.9828872724338 * x.length - x.reduce((s, v) => s + v * Math.sin(Math.sqrt(Math.abs(v))), 0),
  levy: (x) => {
    const w = x.map((v) => 1 + (v - 1) / 4);
    const last = w[w.length - 1];
    const middle = w.slice(0, -1).reduce((s, v) => s + (v - 1) ** 2 * (1 + 10 * Math.sin(Math.PI * v + 1) ** 2), 0);
    return Math.sin(Math.PI * w[0]) ** 2 + middle + (last - 1) ** 2 * (1 + Math.sin(2 * Math.PI * last) ** 2);
  },
  zakharov: (x) => {
    const s = x.reduce((t, v, i) => t + 0.5 * (i + 1) * v, 0);
    return x.reduce((t, v) => t + v * v, 0) + s ** 2 + s ** 4;
  },
  michalewicz: (x) => -x.reduce((s, v, i) => s + Math.sin(v) * Math.sin(((i + 1) * v * v) / Math.PI) ** 20, 0),
  'styblinski-tang': (x) => x.reduce((s, v) => s + v ** 4 - 16 * v * v + 5 * v, 0) / 2,
  happycat: (x) => {
    const square = x.reduce((s, v) => s + v * v, 0);
    return ((square - x.length) ** 2) ** (1 / 8) + (0.5 * square + x.reduce((s, v) => s + v, 0)) / x.length + 0.5;
  },
};

/** Points inside the bounds that follow no pattern of the functions. */
function samplePoint(dimensions: number, seed: number, [low, high]: readonly [number, number]): number[] {
  return Array.from(
    { length: dimensions },
    (_, i) => low + (high - low) * Math.abs((Math.sin(12.9898 * (i + 1) + 78.233 * seed) * 43758.5453) % 1),
  );
}

describe.each(catalogueNames)('%s', (name) => {
  const entry = catalogue[name];

  it.each([1, 2, 7, 30])('equals the published formula in %i dimensions', (dimensions) => {
    for (let seed = 1; seed <= 20; seed++) {
      const x = samplePoint(dimensions, seed, entry.bounds);
      const expected = textbook[name](x);
      // The textbook forms cancel against numbers of the size of 420 D: 1e-11 of that is their own error.
      expect(Math.abs(catalogueFunctions[name](Float64Array.from(x)) - expected)).toBeLessThan(
        1e-11 * (Math.abs(expected) + 420 * dimensions),
      );
    }
  });

  it('has its published minimum at its published place', () => {
    for (const dimensions of [1, 2, 5, 10]) {
      const minimum = entry.minimum(dimensions);
      if (entry.minimiser(0, dimensions) === null || minimum === null) continue;
      const place = Float64Array.from({ length: dimensions }, (_, d) => entry.minimiser(d, dimensions) ?? Number.NaN);
      expect(Math.abs(catalogueFunctions[name](place) - minimum)).toBeLessThan(1e-10 * dimensions);
    }
  });

  it('keeps its minimum when shifted and rotated, and moves its place', () => {
    const minimum = entry.minimum(5);
    if (entry.minimiser(0, 5) === null || minimum === null) return;
    const problem = compileCatalogueProblem({ name, dimensions: 5, shiftSeed: 4, rotationSeed: 9 });
    const place = problem.minimiser ?? [];
    expect(place.every((x, d) => x >= problem.lower[d] && x <= problem.upper[d])).toBe(true);
    expect(Math.abs(problem.evaluate(place).value - minimum)).toBeLessThan(1e-9 * (1 + Math.abs(minimum)));
    expect(problem.evaluate(place.map((x) => x + 0.3)).value).toBeGreaterThan(minimum + 1e-4);
  });
});
