import { describe, expect, it } from 'vitest';
import { drawWords, toUniform } from '../../../core/random.ts';
import { compileProblem } from '../compile-problem.ts';
import { parseSwarmSpec } from '../schema.ts';
import { createSwarmState } from '../swarm.reference.ts';
import { swarmSettings } from '../swarm-settings.ts';
import { createFipsMover } from './fips.reference.ts';

function prepare(algorithm: Record<string, unknown>) {
  const spec = parseSwarmSpec({
    kind: 'swarm',
    problem: { name: 'sphere', dimensions: 2, bounds: [-100, 100] },
    algorithm: { name: 'fips', particles: 5, ...algorithm },
  });
  if (spec.problem.name === 'fit') throw new Error('No fits here.');
  const settings = swarmSettings(spec.algorithm, spec.stop, 2);
  return { settings, ...createFipsMover(settings, compileProblem(spec.problem), 'pcg4d') };
}

describe('the fully informed swarm', () => {
  it('pulls a member to both neighbours by the formula of the paper', () => {
    const { move, settings } = prepare({});
    const state = createSwarmState([1, 2, 3], 5, 2);
    state.positions.set([1, -1], 0);
    state.velocities.set([0.25, 0.5], 0);
    // 0 has 4 below and 1 above; what the others found does not matter, its own best neither.
    state.bestPositions.set([70, 70, 9, 2, 60, 60, 50, 50, -3, 4]);
    move(state, 0, 6);
    const words = new Uint32Array(4);
    drawWords('pcg4d', [1, 2, 3], 0, 6, 0, 'velocity', words);
    const u = Array.from(words, (word) => (4.1 / 2) * toUniform(word));
    const chi = 0.7298437881283576;
    const v = [chi * (0.25 + u[0] * (-3 - 1) + u[1] * (9 - 1)), chi * (0.5 + u[2] * (4 + 1) + u[3] * (2 + 1))];
    expect(settings.knobs['constriction']).toBeCloseTo(chi, 14);
    expect(state.velocities[0]).toBeCloseTo(v[0], 5);
    expect(state.velocities[1]).toBeCloseTo(v[1], 5);
    expect(state.positions[0]).toBeCloseTo(1 + v[0], 5);
    expect(state.positions[1]).toBeCloseTo(-1 + v[1], 5);
  });

  it('stays where it is when all have found the same place and nobody moves', () => {
    const { move } = prepare({ neighbours: 2 });
    const state = createSwarmState([1, 2, 3], 5, 2);
    state.positions.fill(3);
    state.bestPositions.fill(3);
    for (let member = 0; member < 5; member++) move(state, member, 1);
    expect(new Set(state.positions)).toEqual(new Set([3]));
  });

  it('refuses a φ that has no constriction', () => {
    expect(() => prepare({ phi: 4 })).toThrow(/algorithm\.phi: must be more than 4/);
  });
});
