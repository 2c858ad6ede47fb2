// The kernels that all algorithms share, by the PSOs: every objective, boundary and layout against the reference, whole runs,
// plans. What each algorithm has to do is in algorithms/every-algorithm.gpu.test.ts.
import { afterAll, describe, expect, it } from 'vitest';
import { nodeClock } from '../../../cli/open-engine.ts';
import { withTestGpu } from '../../../cli/test-gpu.contract.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { boundaries } from './algorithms/fields.ts';
import { catalogueNames } from './catalogue.ts';
import { createCpuPso } from './cpu-pso.ts';
import { createGpuPso, planGpuPso, type PsoVariant, psoVariants } from './gpu-pso.ts';
import { type SwarmState, worst } from './swarm.reference.ts';
import { type Case, prepare, trace as traceOn } from './trace.contract.ts';

let gpu: Gpu;
let executed = 0;
withTestGpu((opened) => {
  gpu = opened;
});
afterAll(() => {
  // So that green on nothing is red.
  expect(executed).toBe(77);
});

async function trace(test: Case): Promise<SwarmState[]> {
  const states = await traceOn(gpu, test);
  executed++;
  return states;
}
async function follow(test: Case): Promise<void> {
  await trace(test);
}

describe.each(catalogueNames)('%s', (name) => {
  it('steps as the reference does, at borders of sizes', async () => {
    for (const [particles, dimensions] of [
      [1, 1],
      [63, 2],
      [64, 17],
      [65, 17],
    ])
      await follow({ problem: { name, dimensions }, algorithm: { particles }, steps: 2 });
    executed -= 3;
  });
  it('shifted', () => follow({ problem: { name, dimensions: 17, shiftSeed: 3 }, steps: 2 }));
  it('shifted and rotated', () =>
    follow({ problem: { name, dimensions: 17, shiftSeed: 3, rotationSeed: 5 }, steps: 2 }));
});

describe('bounds', () => {
  for (const boundary of boundaries)
    for (const generator of ['pcg4d', 'philox4x32-10'])
      it(`${boundary}, ${generator}`, () =>
        follow({
          problem: { name: 'rastrigin', dimensions: 7 },
          algorithm: { boundary, generator, velocityLimit: 1, inertia: 0.9, particles: 130 },
          steps: 5,
        }));
  for (const boundary of boundaries)
    it(`${boundary}, in a box of its own in every dimension, on one side of 0`, async () => {
      const [last] = await trace({
        problem: {
          name: 'formula',
          variables: { a: [0, 10], b: [-3, -1], c: [1e-3, 2e-3] },
          minimize: '(a - 9)^2 + b * b + (1000 * c)^2',
        },
        algorithm: { boundary, velocityLimit: 1, particles: 65 },
        steps: 5,
      });
      // Velocities towards 0 are not cut off by a box that lies on one side of it.
      expect(last.velocities.some((v, i) => i % 3 === 0 && v < 0)).toBe(
        boundary !== 'absorb' || last.velocities.some((v) => v < 0),
      );
    });
});

describe('algorithms', () => {
  it.each(Object.keys(psoVariants) as PsoVariant[])('inertia that falls, laid out as %s', (variant) =>
    follow({
      problem: { name: 'ackley', dimensions: 5 },
      algorithm: { inertia: [0.9, 0.4], particles: 257 },
      variant,
      steps: 4,
    }),
  );
  it.each(Object.keys(psoVariants) as PsoVariant[])('ring, laid out as %s', (variant) =>
    follow({
      problem: { name: 'rosenbrock', dimensions: 4 },
      algorithm: { name: 'pso-ring', neighbours: 2, particles: 129 },
      variant,
      steps: 5,
    }),
  );
  it('ring of fewer members than neighbours', () =>
    follow({
      problem: { name: 'sphere', dimensions: 2 },
      algorithm: { name: 'pso-ring', neighbours: 5, particles: 3 },
      steps: 5,
    }));
  it('constriction', () =>
    follow({
      problem: { name: 'griewank', dimensions: 6 },
      algorithm: { name: 'pso-constriction', particles: 65 },
      steps: 5,
    }));
  it('repeats side by side', () =>
    follow({ problem: { name: 'levy', dimensions: 3 }, algorithm: { particles: 65 }, repeats: 3, steps: 3 }));
  it('restarts when nothing gets better, and keeps the best', async () => {
    const [last] = await trace({
      problem: { name: 'sphere', dimensions: 2 },
      algorithm: { particles: 2, restartAfter: 2 },
      steps: 40,
    });
    expect(last.counters.restarts).toBeGreaterThan(1);
    expect(last.counters.bestValue).toBeLessThanOrEqual(last.counters.attractorValue);
  });
  it('the best of a swarm that is searched in two levels', () =>
    follow({ problem: { name: 'sphere', dimensions: 1 }, algorithm: { particles: 8_193 }, steps: 2 }));
});

describe('formulas', () => {
  it('with integers, choices and constraints', () =>
    follow({
      problem: {
        name: 'formula',
        variables: { x: [-5, 5], n: { integer: [1, 9] }, kind: { oneOf: [2, 3, 5] } },
        minimize: '(x - 1)^2 + n * kind - sin(x)',
        subjectTo: ['x^2 + n <= 4', 'x * kind >= -2'],
      },
      algorithm: { particles: 200 },
      steps: 4,
    }));
  it('that give NaN and infinity are counted, and never best', async () => {
    const [last] = await trace({
      problem: { name: 'formula', variables: { x: [-2, 2] }, minimize: 'sqrt(x) + 1 / max(0, x - 1)' },
      algorithm: { particles: 65, boundary: 'random' },
      steps: 3,
    });
    expect(last.counters.notFinite).toBeGreaterThan(65);
    expect(last.counters.bestValue).toBeLessThan(1e30);
  });
  it('that are finite nowhere end a swarm that waits three generations for better after three', async () => {
    const { spec, problem } = prepare({
      problem: { name: 'formula', variables: { x: [-2, -1] }, minimize: 'log(x)' },
      algorithm: { particles: 3 },
    });
    const impatient = { ...spec, stop: { stagnation: 3 } };
    using own = await createGpuPso({ gpu, spec: impatient, problem, variant: 'tile16-wg64', saved: null });
    using reference = createCpuPso(impatient, problem, nodeClock, null);
    for (const machine of [own, reference])
      expect((await machine.advance(10)).repeats).toMatchObject([{ generation: 3, stopped: 'stagnation' }]);
    executed++;
  });
  it('that are finite nowhere leave a swarm without a best', async () => {
    const [last] = await trace({
      problem: { name: 'formula', variables: { x: [-2, -1] }, minimize: 'log(x)' },
      algorithm: { particles: 3 },
      steps: 3,
    });
    expect(last.counters.notFinite).toBe(9);
    expect(last.counters.bestValue).toBe(worst);
  });
});

describe('whole runs', () => {
  it('give the same bits whatever the number of generations a submit', async () => {
    const { spec, problem } = prepare({ problem: { name: 'rastrigin', dimensions: 9 }, algorithm: { particles: 100 } });
    using one = await createGpuPso({ gpu, spec, problem, variant: 'tile16-wg64', saved: null });
    using many = await createGpuPso({ gpu, spec, problem, variant: 'tile64-wg64', saved: null });
    await one.advance(40);
    for (const count of [1, 2, 7, 30]) await many.advance(count);
    expect(await many.bestPositions()).toEqual(await one.bestPositions());
    expect(await many.sample(0, 100)).toEqual(await one.sample(0, 100));
    executed++;
  });

  it('go on from a saved state to the bits of an uninterrupted run', async () => {
    const { spec, problem } = prepare({
      problem: { name: 'ackley', dimensions: 5, shiftSeed: 2 },
      algorithm: { particles: 70, name: 'pso-ring' },
    });
    using whole = await createGpuPso({ gpu, spec, problem, variant: 'tile16-wg64', saved: null });
    await whole.advance(30);
    const saved = await whole.save();
    await whole.advance(30);
    using rest = await createGpuPso({ gpu, spec, problem, variant: 'tile16-wg64', saved });
    await rest.advance(30);
    expect((await rest.save()).arrays).toEqual((await whole.save()).arrays);
    executed++;
  });

  it('cut a generation that would hold the device into dispatches, which reach every member', async () => {
    const { spec, problem } = prepare({
      problem: { name: 'sphere', dimensions: 1_024 },
      algorithm: { particles: 2_300 },
    });
    using parted = await createGpuPso({ gpu, spec, problem, variant: 'tile16-wg64', saved: null });
    gpu.profiler.reset();
    await parted.advance(1);
    expect(gpu.profiler.entries().find(({ label }) => label === 'swarm part')?.count).toBe(2);
    using small = createCpuPso(spec, problem, nodeClock, null);
    await small.advance(1);
    const [own, reference] = [(await parted.sample(0, 2_300)).positions, (await small.sample(0, 2_300)).positions];
    // In f32 the draw is rounded once more than in f64.
    expect(own.every((x, i) => Math.abs(x - reference[i]) <= 2 ** -23 * 100)).toBe(true);
    executed++;
  });

  it.each([
    ['in whole generations', 12, 9],
    ['in parts', 2_300, 1_024],
  ])('turned knobs act on what is advanced after them, %s', async (_, particles, dimensions) => {
    const { spec, problem } = prepare({ problem: { name: 'sphere', dimensions }, algorithm: { particles } });
    using awaited = await createGpuPso({ gpu, spec, problem, variant: 'tile16-wg64', saved: null });
    using queued = await createGpuPso({ gpu, spec, problem, variant: 'tile16-wg64', saved: null });
    await awaited.advance(2);
    awaited.turn({ inertia: 0.1, social: 0.5 });
    await awaited.advance(1);
    const first = queued.advance(2);
    queued.turn({ inertia: 0.1, social: 0.5 });
    await Promise.all([first, queued.advance(1)]);
    expect((await queued.save()).arrays['positions']).toEqual((await awaited.save()).arrays['positions']);
    executed++;
  });

  it('break off between the parts of a generation, with the best of what is complete', async () => {
    const { spec, problem } = prepare({
      problem: { name: 'sphere', dimensions: 1_024 },
      // Some 200 ms a generation on a software adapter: four parts.
      algorithm: { particles: 9_200 },
    });
    using machine = await createGpuPso({ gpu, spec, problem, variant: 'tile16-wg64', saved: null });
    const initial = await machine.advance(5, () => true);
    expect(initial).toMatchObject({ brokenOff: true, repeats: [{ generation: 0 }] });
    const evaluated = spec.algorithm.particles - (initial.leftOut[0] ?? 0);
    expect(evaluated).toBeGreaterThan(0);
    const { values } = await machine.sample(0, spec.algorithm.particles);
    expect(values.filter((value) => value < worst)).toHaveLength(evaluated);
    expect(initial.repeats[0].bestValue).toBe(Math.min(...values.subarray(0, evaluated)));
    const found = await machine.bestPositions();
    const later = await machine.advance(1, () => true);
    expect(later).toMatchObject({ brokenOff: true, leftOut: [], repeats: [{ generation: 0 }] });
    expect(await machine.bestPositions()).toEqual(found);
    executed++;
  });

  it('start from places that were given, Sobol and Latin hypercube places, as the CPU path does', async () => {
    for (const initialisation of [
      'sobol',
      'latin-hypercube',
      {
        points: [
          [1, 2],
          [3, -4],
        ],
      },
    ]) {
      const { spec, problem } = prepare({
        problem: { name: 'sphere', dimensions: 2 },
        algorithm: { particles: 33, initialisation },
      });
      using own = await createGpuPso({ gpu, spec, problem, variant: 'tile16-wg64', saved: null });
      using reference = createCpuPso(spec, problem, nodeClock, null);
      await own.advance(1);
      await reference.advance(1);
      const [a, b] = [(await own.sample(0, 33)).positions, (await reference.sample(0, 33)).positions];
      a.forEach((x, i) => expect(Math.abs(x - b[i])).toBeLessThan(1e-4));
    }
    executed++;
  });
});

describe('plans at default limits', () => {
  it('refuse what one binding cannot hold, with the numbers, before anything is allocated', () => {
    const { spec, problem } = prepare({
      problem: { name: 'sphere', dimensions: 2_048 },
      algorithm: { particles: 1_048_576 },
    });
    expect(() => planGpuPso(spec, problem, 'tile16-wg64', gpu.limits)).toThrowError(
      /1048576 particles x 2048 dimensions do not fit: one array needs 8,192 MiB, the adapter takes 128 MiB at most/,
    );
    executed++;
  });
  it('refuse what their values alone do not leave room for', () => {
    const { spec, problem } = prepare({
      problem: { name: 'sphere', dimensions: 1 },
      algorithm: { particles: 1_048_576 },
      repeats: 16,
    });
    expect(() => planGpuPso(spec, problem, 'tile16-wg64', gpu.limits)).toThrowError(/one array needs 256 MiB/);
    executed++;
  });
  it.each([
    [1_048_576, 32],
    [16_384, 2_048],
  ])(
    'take %i x %i, which fills a binding, in at most 65,535 workgroups and 1.25 times its state',
    (particles, dimensions) => {
      const { spec, problem } = prepare({ problem: { name: 'sphere', dimensions }, algorithm: { particles } });
      const plan = planGpuPso(spec, problem, 'tile16-wg64', gpu.limits);
      expect(plan.sizeBytes.coordinates).toBe(128 * 2 ** 20);
      expect(plan.workgroups).toBeLessThanOrEqual(65_535);
      expect(plan.sizeBytes.total).toBeLessThan(1.25 * 12 * particles * dimensions);
      executed++;
    },
  );
});
