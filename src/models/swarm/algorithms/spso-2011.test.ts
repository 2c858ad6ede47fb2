import { describe, expect, it } from 'vitest';
import { drawWords, toNormals, toUniform } from '../../../core/random.ts';
import { compileProblem } from '../compile-problem.ts';
import { parseSwarmSpec } from '../schema.ts';
import { createSwarmState } from '../swarm.reference.ts';
import { swarmSettings } from '../swarm-settings.ts';
import { createSpsoMover, drawLinks } from './spso-2011.reference.ts';

const key = [1, 2, 3] as const;

function prepare(particles: number, dimensions: number) {
  const spec = parseSwarmSpec({
    kind: 'swarm',
    problem: { name: 'sphere', dimensions, bounds: [-100, 100] },
    algorithm: { name: 'spso-2011', particles },
  });
  if (spec.problem.name === 'fit') throw new Error('No fits here.');
  const settings = swarmSettings(spec.algorithm, spec.stop, dimensions);
  return { settings, ...createSpsoMover(settings, compileProblem(spec.problem), 'pcg4d') };
}

describe('Standard PSO 2011', () => {
  it('takes the numbers of the standard', () => {
    const { knobs } = prepare(40, 2).settings;
    expect(knobs['inertia']).toBeCloseTo(1 / (2 * Math.LN2), 15);
    expect(knobs['pull']).toBeCloseTo(0.5 + Math.LN2, 15);
    expect(knobs['linkBelow'] / 2 ** 32).toBeCloseTo(1 - (1 - 1 / 40) ** 3, 8);
  });

  it('links members as often as the standard says, and keeps the links while the best gets better', () => {
    const { knobs } = prepare(40, 2).settings;
    const state = createSwarmState(key, 40, 2);
    const links = new Uint8Array(40);
    const seen = new Set<string>();
    let linked = 0;
    for (let generation = 0; generation < 100; generation++) {
      state.counters.unimproved = generation;
      for (let member = 0; member < 40; member++) {
        drawLinks(state, member, 40, knobs['linkBelow'], 'pcg4d', links);
        linked += links.reduce((sum, link) => sum + link, 0);
      }
      seen.add(links.join(''));
    }
    const draws = 100 * 40 * 40;
    const p = 1 - (1 - 1 / 40) ** 3;
    expect(Math.abs(linked - draws * p)).toBeLessThan(5 * Math.sqrt(draws * p * (1 - p)));
    expect(seen.size).toBeGreaterThan(90);
    const before = links.slice();
    state.counters.evaluated = 500;
    drawLinks(state, 39, 40, knobs['linkBelow'], 'pcg4d', links);
    expect(links).toEqual(before);
  });

  it.each([
    ['the best that it is told of', 1, [30, -40], [1 / 3, 1 / 3]],
    ['its own best alone, where that is the best', 0, [0, 0], [1 / 2, 0]],
  ] as const)('moves around a centre drawn by %s', (_, best, told, [ownShare, toldShare]) => {
    const { move, settings } = prepare(2, 2);
    const state = createSwarmState(key, 2, 2);
    state.positions.set([10, 20]);
    state.velocities.set([-1, 2]);
    state.bestPositions.set([4, 8, ...told]);
    state.values.set([5, 0, 9, 0, best === 1 ? 1 : 50, 0, 9, 0]);
    const links = new Uint8Array(2);
    while (links[1] === 0) {
      state.counters.unimproved++;
      drawLinks(state, 0, 2, settings.knobs['linkBelow'], 'pcg4d', links);
    }
    move(state, 0, 9);
    const words = new Uint32Array(4);
    const normals = new Float64Array(4);
    drawWords('pcg4d', key, 0, 9, 1, 'velocity', words);
    toNormals(words, normals);
    drawWords('pcg4d', key, 0, 9, 0, 'velocity', words);
    const rho = toUniform(words[0]);
    const c = 0.5 + Math.LN2;
    const centre = [0, 1].map((d) => c * (ownShare * ([4, 8][d] - [10, 20][d]) + toldShare * (told[d] - [10, 20][d])));
    const radius = Math.hypot(...centre);
    for (const d of [0, 1]) {
      const offset = (rho * radius * normals[d]) / Math.hypot(normals[0], normals[1]);
      const v = (1 / (2 * Math.LN2)) * [-1, 2][d] + centre[d] + offset;
      expect(state.velocities[d]).toBeCloseTo(v, 4);
      expect(state.positions[d]).toBeCloseTo([10, 20][d] + v, 4);
    }
  });

  it('draws directions evenly in three dimensions, whatever the axes', () => {
    const { move } = prepare(1, 3);
    const moments = new Float64Array(6);
    const rounds = 20_000;
    for (let generation = 1; generation <= rounds; generation++) {
      const state = createSwarmState(key, 1, 3);
      state.bestPositions.set([1, 0, 0]);
      move(state, 0, generation);
      const offset = [state.positions[0] - (0.5 + Math.LN2) / 2, state.positions[1], state.positions[2]];
      const length = Math.hypot(...offset);
      const [x, y, z] = offset.map((part) => part / length);
      [x * x, y * y, z * z, x * y, y * z, x * z].forEach((product, i) => {
        moments[i] += product / rounds;
      });
    }
    // Squares have a mean of 1/3 and a variance of 4/45 on the sphere, products 0 and 1/15: five standard deviations.
    moments.forEach((moment, i) =>
      expect(Math.abs(moment - (i < 3 ? 1 / 3 : 0))).toBeLessThan(5 * Math.sqrt((i < 3 ? 4 / 45 : 1 / 15) / rounds)),
    );
  });

  it('stays where it is when all have found the same place and nobody moves', () => {
    const { move } = prepare(5, 4);
    const state = createSwarmState(key, 5, 4);
    state.positions.fill(3);
    state.bestPositions.fill(3);
    for (let member = 0; member < 5; member++) move(state, member, 1);
    expect(new Set(state.positions)).toEqual(new Set([3]));
  });

  it('starts with velocities that would end inside the box, and bounces off a bound with half of it', () => {
    const { move, startVelocity } = prepare(1, 1);
    for (const word of [0, 0x40000000, 0x80000000, 0xc0000000]) {
      const v = startVelocity?.(70, word, 0) ?? Number.NaN;
      expect(70 + v).toBeGreaterThanOrEqual(-100);
      expect(70 + v).toBeLessThanOrEqual(100);
    }
    const state = createSwarmState(key, 1, 1);
    state.positions.set([90]);
    state.bestPositions.set([90]);
    state.velocities.set([80]);
    move(state, 0, 1);
    expect(state.positions[0]).toBe(100);
    expect(state.velocities[0]).toBeCloseTo(-0.5 * (80 / (2 * Math.LN2)), 4);
  });
});
