import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bbobNames, bbobOffset } from './bbob.ts';
import { createBbob } from './bbob-functions.numeric.ts';

/** One line of COCO's values: function, instance, dimensions, then values at three places and f_opt. */
const cases = readFileSync(new URL('fixtures/coco-values.txt', import.meta.url), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const match = /^bbob_f(\d+)_i(\d+)_d(\d+) f0=(\S+) fA=(\S+) fB=(\S+) fopt=(\S+)$/.exec(line);
    return match ? [match.slice(1).map(Number)] : [];
  });

function places(dimensions: number): number[][] {
  const indices = Array.from({ length: dimensions }, (_, i) => i);
  return [
    indices.map(() => 0),
    indices.map((i) => -4 + (8 * ((7 * i + 3) % 11)) / 11),
    indices.map((i) => (i % 2 === 0 ? -5.25 : 5.5)),
  ];
}

describe('the BBOB functions', () => {
  it('are all here, in three sizes', () => expect(cases).toHaveLength(72));

  it.each(cases)('f%i, instance %i, %i dimensions: COCO’s values', (id, instance, dimensions, ...published) => {
    const { excess } = createBbob(id, instance, dimensions);
    const offset = bbobOffset(bbobNames[id - 1], instance);
    const values = [...places(dimensions).map((place) => excess(place) + offset), offset];
    values.forEach((value, i) =>
      expect(Math.abs(value - published[i])).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(published[i]))),
    );
  });

  it.each(cases)('f%i, instance %i, %i dimensions: the least value is at the optimum', (id, instance, dimensions) => {
    const { excess, optimum } = createBbob(id, instance, dimensions);
    // Gallagher's exponent and the scaled Rosenbrock valleys leave rounding noise there.
    expect(Math.abs(excess(optimum))).toBeLessThan(1e-12);
    const step = optimum.map((o, i) => (Math.abs(o) >= 5 ? -Math.sign(o) : 1) * (i % 2 === 0 ? 0.01 : 0.02));
    expect(excess(optimum.map((o, i) => o + step[i]))).toBeGreaterThan(1e-9);
  });
});
