import { describe, expect, it } from 'vitest';
import { drawWords, toUniform } from '../../../core/random.ts';
import { compileProblem } from '../compile-problem.ts';
import { parseSwarmSpec } from '../schema.ts';
import { createSwarmState } from '../swarm.reference.ts';
import { swarmSettings } from '../swarm-settings.ts';
import { createCsoMover } from './cso.reference.ts';
import { permute, permuteBack } from './permutation.reference.ts';

function drawKeys(generation: number): Uint32Array {
  const words = new Uint32Array(4);
  const keys = new Uint32Array(8);
  for (const half of [0, 1]) {
    drawWords('pcg4d', [1, 2, 3], 0, generation, half, 'permutation', words);
    keys.set(words, 4 * half);
  }
  return keys;
}

describe('the competitive swarm', () => {
  it.each([2, 4, 6, 16, 18, 100, 1_000])('pairs all of %i members, each once', (count) => {
    for (let generation = 0; generation < 20; generation++) {
      const keys = drawKeys(generation);
      const places = new Set(Array.from({ length: count }, (_, index) => permute(index, count, keys)));
      expect(places.size).toBe(count);
      expect(Math.max(...places)).toBe(count - 1);
      for (let index = 0; index < count; index++)
        expect(permuteBack(permute(index, count, keys), count, keys)).toBe(index);
    }
  });

  it.each([4, 6, 20, 100])('of %i members pairs each with any other as often', (count) => {
    const generations = 400 * (count - 1);
    const met = new Float64Array(count * count);
    for (let generation = 0; generation < generations; generation++) {
      const keys = drawKeys(generation);
      for (let pair = 0; pair < count / 2; pair++) {
        const [a, b] = [permute(2 * pair, count, keys), permute(2 * pair + 1, count, keys)];
        met[a * count + b]++;
        met[b * count + a]++;
      }
    }
    // Chi-square over the pairs of all members, within five of its standard deviations.
    let sum = 0;
    for (let a = 0; a < count; a++) for (let b = 0; b < a; b++) sum += (met[a * count + b] - 400) ** 2 / 400;
    const pairs = (count * (count - 1)) / 2;
    expect(Math.abs(sum - pairs)).toBeLessThan(5 * Math.sqrt(2 * pairs) + 2);
  });

  it('moves the loser towards the winner by the formula of the paper, and nobody else', () => {
    const spec = parseSwarmSpec({
      kind: 'swarm',
      problem: { name: 'sphere', dimensions: 2, bounds: [-100, 100] },
      algorithm: { name: 'cso', particles: 2 },
    });
    if (spec.problem.name === 'fit') throw new Error('No fits here.');
    const settings = swarmSettings(spec.algorithm, spec.stop, 2);
    const { choose, move } = createCsoMover(settings, compileProblem(spec.problem), 'pcg4d');
    const state = createSwarmState([1, 2, 3], 2, 2);
    state.positions.set([3, -4, 1, 2]);
    state.velocities.set([0.5, -0.25, 9, 9]);
    // Own best, its violation, present value, its violation: the present ones count.
    state.values.set([0, 0, 25, 0, 1, 0, 5, 0]);
    const loser = choose?.(state, 0, 4) ?? -1;
    expect(loser).toBe(0);
    move(state, loser, 4);
    const words = new Uint32Array(4);
    drawWords('pcg4d', [1, 2, 3], 0, 4, 0, 'velocity', words);
    const [r1, r2, r3, r4] = Array.from(words, toUniform);
    expect(state.positions[0]).toBeCloseTo(3 + 0.5 * r1 + r2 * (1 - 3), 5);
    expect(state.positions[1]).toBeCloseTo(-4 - 0.25 * r3 + r4 * (2 + 4), 5);
    expect(Array.from(state.positions.subarray(2))).toEqual([1, 2]);
    // Less violation wins, whatever the value.
    state.values.set([0, 0, 25, 0, 1, 0, 5, 0.5]);
    expect(choose?.(state, 0, 4)).toBe(1);
  });

  it('is pulled to the mean as the paper’s rule says by the number of members, or as told', () => {
    const phiOf = (algorithm: Record<string, unknown>): number => {
      const spec = parseSwarmSpec({
        kind: 'swarm',
        problem: { name: 'sphere', dimensions: 2 },
        algorithm: { name: 'cso', ...algorithm },
      });
      return swarmSettings(spec.algorithm, spec.stop, 2).knobs['pullToMean'];
    };
    expect([{}, { particles: 100 }, { particles: 4_000, phi: 0 }].map(phiOf)).toEqual([0, 0, 0]);
    // What the paper uses in 500, 1,000 and 2,000 dimensions: 250 members and 0.1, 500 and 0.15, 1,000 and 0.2.
    expect(phiOf({ particles: 250 })).toBeCloseTo(0.1, 1);
    expect(phiOf({ particles: 500 })).toBeCloseTo(0.15, 2);
    expect(phiOf({ particles: 1_000 })).toBeCloseTo(0.2, 1);
    expect(phiOf({ particles: 4, phi: 0.3 })).toBe(0.3);
  });

  it('moves the loser towards the mean of all as well, where φ is above 0', () => {
    const spec = parseSwarmSpec({
      kind: 'swarm',
      problem: { name: 'sphere', dimensions: 2, bounds: [-100, 100] },
      algorithm: { name: 'cso', particles: 2, phi: 0.4 },
    });
    if (spec.problem.name === 'fit' || spec.problem.name === 'external') throw new Error('Only functions here.');
    const settings = swarmSettings(spec.algorithm, spec.stop, 2);
    const { prepare, choose, move } = createCsoMover(settings, compileProblem(spec.problem), 'pcg4d');
    const state = createSwarmState([1, 2, 3], 2, 2, settings.memory);
    state.positions.set([3, -4, 1, 2]);
    state.values.set([0, 0, 25, 0, 1, 0, 5, 0]);
    prepare?.(state, 4);
    expect(choose?.(state, 0, 4)).toBe(0);
    move(state, 0, 4);
    const words = new Uint32Array(4);
    drawWords('pcg4d', [1, 2, 3], 0, 4, 0, 'velocity', words);
    const [, r2, , r4] = Array.from(words, toUniform);
    drawWords('pcg4d', [1, 2, 3], 0, 4, 1, 'velocity', words);
    const [first, second] = Array.from(words, toUniform);
    expect(state.positions[0]).toBeCloseTo(3 + r2 * (1 - 3) + 0.4 * first * (2 - 3), 5);
    expect(state.positions[1]).toBeCloseTo(-4 + r4 * (2 + 4) + 0.4 * second * (-1 + 4), 5);
  });

  it('refuses an odd number of members', () => {
    expect(() =>
      parseSwarmSpec({
        kind: 'swarm',
        problem: { name: 'sphere', dimensions: 2 },
        algorithm: { name: 'cso', particles: 5 },
      }),
    ).toThrow(/algorithm\.particles: must be even/);
  });
});
