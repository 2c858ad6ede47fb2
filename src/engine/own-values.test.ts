// Places are in the problem's own values wherever a person gives or gets them: whole numbers and choices, not the numbers
// that the search moves.
import { afterAll, describe, expect, test } from 'vitest';
import { nodeClock } from '../../cli/open-engine.ts';
import { createTestStores } from '../core/test-stores.ts';
import type { ProblemSpec } from '../models/swarm/schema.ts';
import { createEngine } from './create-engine.ts';

const problem = {
  name: 'formula',
  variables: { n: { integer: [-5, 5] }, size: { oneOf: [10, 3, 0.1] }, x: [0, 1] },
  minimize: '(n - 2.2)^2 + (size - 3)^2 + x^2',
  subjectTo: [],
} satisfies ProblemSpec;
const spec = { kind: 'swarm', problem, algorithm: { name: 'pso', particles: 32 }, stop: { generations: 60 } };

const stores = createTestStores();
const engine = createEngine({
  gpu: undefined,
  stores,
  locks: stores.locks,
  clock: nodeClock,
  build: 'test',
  environment: { crossOriginIsolated: false, cores: 1 },
});
afterAll(() => engine.close());

const from = (...points: number[][]) => ({ ...spec, algorithm: { ...spec.algorithm, initialisation: { points } } });

describe('places in the own values of a problem', () => {
  test('are what the best is given in: evaluated again, it gives its value', async () => {
    const { best } = await (await engine.start(spec)).result;
    expect(best.position.slice(0, 2)).toEqual([2, 3]);
    expect(best.position).toEqual(Object.values(best.variables));
    expect(await engine.evaluate(spec, [best.position])).toEqual([best.value]);
  });

  test('begin a search where they are', async () => {
    const start = from([-4, 0.1, 0.5]);
    const one = { ...start, algorithm: { ...start.algorithm, particles: 1 }, stop: { generations: 1 } };
    const run = await engine.start(one, { paused: true });
    await run.cancel();
    const { best } = await run.result;
    expect(await engine.evaluate(spec, [[-4, 0.1, 0.5]])).toEqual([(-4 - 2.2) ** 2 + (0.1 - 3) ** 2 + 0.5 ** 2]);
    expect(best.position.slice(0, 2)).toEqual([-4, 0.1]);
  });

  test.each([
    [[2, 1, 0.5], '1', '1 is no choice of size'],
    [[2.5, 3, 0.5], '0', 'n is a whole number, got 2.5'],
    [[6, 3, 0.5], '0', '6 lies outside the bounds of n, -5 to 5'],
    [[2, 3, 1.5], '2', '1.5 lies outside the bounds of x, 0 to 1'],
  ])('that are none, %j, are refused as starts with their place', async (point, d, message) => {
    await expect(engine.start(from([2, 3, 0], point))).rejects.toMatchObject({
      code: 'bad-spec',
      message: expect.stringContaining(message),
      place: { field: `algorithm.initialisation.points.1.${d}` },
    });
  });

  test('are evaluated as they are, outside the bounds and between whole numbers and choices', async () => {
    expect(await engine.evaluate(spec, [[9.2, 5, -2]])).toEqual([(9.2 - 2.2) ** 2 + 4 + 4]);
  });

  test('are the middle of a landscape, whose axes show a choice by its place in the list', async () => {
    const landscape = await engine.landscape({ problem, axes: [1, 2], around: [2, 0.1, 0], size: 16 });
    expect([landscape.x, landscape.y]).toEqual([
      [0, 3],
      [0, 1],
    ]);
    // The left third is the choice 10, the middle one 3.
    const lowest = (0.5 / 16) ** 2 + (2 - 2.2) ** 2;
    expect(landscape.values[0]).toBeCloseTo(49 + lowest, 4);
    expect(landscape.values[8]).toBeCloseTo(lowest, 4);
    await expect(engine.landscape({ problem, axes: [0, 2], around: [2, 4, 0], size: 16 })).rejects.toMatchObject({
      place: { field: 'around.1' },
    });
  });
});
