import { describe, expect, it } from 'vitest';
import { drawWords, toIndex, toUniform } from '../../../core/random.ts';
import { compileProblem } from '../compile-problem.ts';
import { createMemberStepper } from '../member-stepper.reference.ts';
import { parseSwarmSpec } from '../schema.ts';
import { createSwarmState, type SwarmState } from '../swarm.reference.ts';
import { swarmSettings } from '../swarm-settings.ts';
import { createDeMover, drawOthers } from './de.reference.ts';

function prepare(algorithm: Record<string, unknown>, dimensions = 6) {
  const spec = parseSwarmSpec({
    kind: 'swarm',
    problem: { name: 'sphere', dimensions, bounds: [-10, 10] },
    algorithm: { name: 'de', particles: 8, ...algorithm },
  });
  if (spec.problem.name === 'fit') throw new Error('No fits here.');
  const settings = swarmSettings(spec.algorithm, spec.stop, dimensions);
  const problem = compileProblem(spec.problem);
  return {
    ...createDeMover(settings, problem, 'pcg4d'),
    stepper: createMemberStepper(settings, problem, 'pcg4d'),
  };
}

function population(dimensions = 6): SwarmState {
  const state = createSwarmState([1, 2, 3], 8, dimensions);
  state.bestPositions.set(Array.from({ length: 8 * dimensions }, (_, i) => ((i * 37) % 100) / 10 - 5));
  return state;
}

describe('differential evolution', () => {
  it('draws three others, all different, each as often as any other', () => {
    const words = new Uint32Array(4);
    for (const [member, particles] of [
      [0, 4],
      [2, 4],
      [3, 5],
      [6, 7],
    ] as const) {
      const seen = new Map<string, number>();
      const draws = 6_000 * (particles - 3);
      for (let generation = 0; generation < draws; generation++) {
        drawWords('pcg4d', [1, 2, 3], member, generation, 0, 'permutation', words);
        const others = drawOthers(member, particles, words);
        expect(new Set([member, ...others]).size).toBe(4);
        for (const other of others) expect(other).toBeLessThan(particles);
        seen.set(others.join(), (seen.get(others.join()) ?? 0) + 1);
      }
      const triples = (particles - 1) * (particles - 2) * (particles - 3);
      expect(seen.size).toBe(triples);
      // Five standard deviations of a count.
      const mean = draws / triples;
      for (const count of seen.values()) expect(Math.abs(count - mean)).toBeLessThan(5 * Math.sqrt(mean));
    }
  });

  it('makes a trial by the formula of the paper', () => {
    const { move } = prepare({ scale: 0.7, crossover: 0.5 });
    const state = population();
    const words = new Uint32Array(4);
    let taken = 0;
    for (let member = 0; member < 8; member++) {
      move(state, member, 3);
      drawWords('pcg4d', [1, 2, 3], member, 3, 0, 'permutation', words);
      const [a, b, c] = drawOthers(member, 8, words);
      const certain = toIndex(words[3], 6);
      for (let d = 0; d < 6; d++) {
        drawWords('pcg4d', [1, 2, 3], member, 3, d >> 2, 'crossover', words);
        const isTaken = d === certain || toUniform(words[d & 3]) < 0.5;
        const x = (of: number): number => state.bestPositions[6 * of + d];
        expect(state.positions[6 * member + d]).toBeCloseTo(isTaken ? x(a) + 0.7 * (x(b) - x(c)) : x(member), 5);
        if (isTaken) taken++;
      }
    }
    expect(taken).toBeGreaterThan(8);
    expect(taken).toBeLessThan(48);
  });

  it('takes one variable of a trial at least, and stops half-way to a bound', () => {
    const { move } = prepare({ scale: 2, crossover: 0 });
    const state = population();
    // Differences of 16, from members at the bounds: every step leads out.
    for (let member = 0; member < 8; member++)
      state.bestPositions.fill(member < 4 ? -8 : 8, 6 * member, 6 * member + 6);
    for (let generation = 1; generation < 40; generation++) {
      move(state, 0, generation);
      const moved = Array.from(state.positions.subarray(0, 6)).filter((x) => x !== -8);
      expect(moved.length).toBeLessThanOrEqual(1);
      for (const x of moved) expect([8, -9, 1]).toContain(x);
    }
  });

  it('lets a trial that is as good take its member’s place, and none that is worse', () => {
    const { stepper } = prepare({}, 2);
    const state = population(2);
    state.values.set([5, 0, 5, 0], 0);
    state.positions.set([1, 2], 0);
    stepper.rememberMember(state, 0, false);
    expect(Array.from(state.bestPositions.subarray(0, 2))).toEqual([1, 2]);
    state.values.set([5, 0, 5.5, 0], 0);
    state.positions.set([3, 4], 0);
    stepper.rememberMember(state, 0, false);
    expect(Array.from(state.bestPositions.subarray(0, 2))).toEqual([1, 2]);
  });
});
