import { describe, expect, it } from 'vitest';
import { drawWords, toIndex, toUniform } from '../../../core/random.ts';
import { compileProblem } from '../compile-problem.ts';
import { parseSwarmSpec } from '../schema.ts';
import { createSwarmState, type SwarmState } from '../swarm.reference.ts';
import { swarmSettings } from '../swarm-settings.ts';
import { createSlPsoMover } from './sl-pso.reference.ts';

const key = [1, 2, 3] as const;

function open(dimensions: number, algorithm: Record<string, unknown> = {}) {
  const spec = parseSwarmSpec({
    kind: 'swarm',
    problem: { name: 'sphere', dimensions, bounds: [-100, 100] },
    algorithm: { name: 'sl-pso', ...algorithm },
  });
  if (spec.problem.name === 'fit' || spec.problem.name === 'external') throw new Error('Only functions here.');
  const settings = swarmSettings(spec.algorithm, spec.stop, dimensions);
  const { particles } = settings;
  const createState = (): SwarmState => createSwarmState(key, particles, dimensions, settings.memory);
  const { prepare, choose, move } = createSlPsoMover(settings, compileProblem(spec.problem), 'pcg4d');
  if (!prepare || !choose) throw new Error('It sorts, and it chooses.');
  return { settings, spec, createState, prepare, choose, move };
}

describe('social learning', () => {
  it('has as many members as the paper, and a run without an end gets one', () => {
    expect(open(30).settings).toMatchObject({ particles: 103, knobs: { power: 0 } });
    expect(open(30).settings.knobs['pullToMean']).toBeCloseTo(0.003, 15);
    expect(open(1_000).settings).toMatchObject({ particles: 200 });
    expect(open(1_000).settings.knobs['power']).toBeCloseTo(0.5 * Math.log(10), 15);
    expect(open(30).spec.stop).toMatchObject({ seconds: 10 });
  });

  it('lets all but the best learn in few variables, in many the worse the more', () => {
    for (const dimensions of [30, 1_000]) {
      const { createState, prepare, choose, settings } = open(dimensions, { particles: 50 });
      const state = createState();
      for (let member = 0; member < 50; member++) state.values.set([(member * 7) % 50, 0], 4 * member);
      prepare(state, 1);
      const learnt = new Float64Array(50);
      const rounds = 2_000;
      for (let generation = 1; generation <= rounds; generation++)
        for (let member = 0; member < 50; member++)
          if (choose(state, member, generation) !== null) learnt[(member * 7) % 50]++;
      learnt.forEach((count, rank) => {
        const chance = rank === 0 ? 0 : ((rank + 1) / 50) ** settings.knobs['power'];
        expect(Math.abs(count - rounds * chance)).toBeLessThanOrEqual(5 * Math.sqrt(rounds * chance * (1 - chance)));
      });
    }
  });

  it('moves by the formula of the paper, in each variable after another that is better', () => {
    const { createState, prepare, move } = open(3, { particles: 4, beta: 1 });
    const state = createState();
    const places = [1, -2, 3, 40, 50, 60, -7, 8, 9, 20, -30, 10];
    state.positions.set(places);
    state.bestPositions.set(places);
    state.velocities.set([0.5, 0.25, -0.125], 0);
    // By value: 2, 3, 0, 1; a violation puts 1 last.
    state.values.set([3, 0, 3, 0], 0);
    state.values.set([0, 1, 0, 1], 4);
    state.values.set([1, 0, 1, 0], 8);
    state.values.set([2, 0, 2, 0], 12);
    prepare(state, 9);
    move(state, 0, 9);
    const words = new Uint32Array(4);
    for (let d = 0; d < 3; d++) {
      drawWords('pcg4d', key, 0, 9, d, 'velocity', words);
      const [r1, r2, r3] = Array.from(words, toUniform);
      const better = [2, 3][toIndex(words[3], 2)];
      const mean = (places[d] + places[3 + d] + places[6 + d] + places[9 + d]) / 4;
      const x = places[d];
      const v = r1 * [0.5, 0.25, -0.125][d] + r2 * (places[3 * better + d] - x) + 0.03 * r3 * (mean - x);
      expect(state.velocities[d]).toBeCloseTo(v, 5);
      expect(state.positions[d]).toBeCloseTo(x + v, 5);
    }
  });
});
