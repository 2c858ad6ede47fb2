import { describe, expect, it } from 'vitest';
import { loadProblem } from './load-problem.ts';
import { drawOptimum, drawRotation, rotate } from './transform.numeric.ts';

describe('rotation', () => {
  // Whatever changes these changes every stored run of a rotated problem.
  it.each([
    [30, 2030.8515762763736],
    [300, 258560.4716132414],
  ])('is the one that it always was, in %i dimensions', (dimensions, expected) => {
    const { blocks, order } = drawRotation(9, dimensions);
    const sum = blocks.reduce(
      (total, { matrix }) => matrix.reduce((part, x, i) => part + x * ((i % 97) + 1), total),
      order.reduce((total, d, i) => total + d * (i % 13), 0),
    );
    expect(sum).toBeCloseTo(expected, 6);
  });

  it('that is large is drawn with pauses, once', async () => {
    let pauses = 0;
    let now = 0;
    const clock = {
      now: () => 0,
      // Every look at the clock is a few milliseconds later than the one before.
      tick: () => (now += 5),
      yield: async () => {
        pauses++;
      },
    };
    const spec = { name: 'sphere', dimensions: 300, rotationSeed: 77 } as const;
    await loadProblem(spec, clock);
    expect(pauses).toBeGreaterThan(30);
    const drawn = drawRotation(77, 300);
    expect(drawRotation(77, 300)).toBe(drawn);
    await loadProblem(spec, clock);
    expect(pauses).toBeLessThan(120);
  });

  it.each([1, 2, 30, 300])('is orthogonal in %i dimensions', (dimensions) => {
    const { blocks, order } = drawRotation(7, dimensions);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: dimensions }, (_, d) => d));
    for (const { size, matrix } of blocks) {
      for (let a = 0; a < size; a += 7) {
        for (let b = 0; b < size; b += 5) {
          let dot = 0;
          for (let j = 0; j < size; j++) dot += matrix[a * size + j] * matrix[b * size + j];
          expect(Math.abs(dot - (a === b ? 1 : 0))).toBeLessThan(1e-13);
        }
      }
    }
  });

  it('keeps distances and sends the optimum to the minimiser', () => {
    const dimensions = 12;
    const optimum = drawOptimum(5, -3, 4, dimensions);
    const minimiser = new Float64Array(dimensions).fill(1);
    const rotation = drawRotation(5, dimensions);
    const z = new Float64Array(dimensions);
    rotate(rotation, optimum, optimum, minimiser, z);
    expect([...z]).toEqual([...minimiser]);
    const x = optimum.map((v, d) => v + d / 10);
    rotate(rotation, x, optimum, minimiser, z);
    expect(Math.hypot(...z.map((v) => v - 1))).toBeCloseTo(Math.hypot(...x.map((v, d) => v - optimum[d])), 12);
  });
});
