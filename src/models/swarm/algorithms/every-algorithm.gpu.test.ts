// What every algorithm has to do, whatever its moves: as its reference does, at borders of sizes, with every boundary of its
// own, integers, choices and constraints, restarts, repeats, values that are not finite; and go on to the same bits.
import { describe, expect, it } from 'vitest';
import { nodeClock } from '../../../../cli/open-engine.ts';
import { withTestGpu } from '../../../../cli/test-gpu.contract.ts';
import type { Gpu } from '../../../gpu/gpu.ts';
import { createCpuPso } from '../cpu-pso.ts';
import { createGpuPso, type PsoVariant, psoVariants } from '../gpu-pso.ts';
import { worst } from '../swarm.reference.ts';
import { boundariesOf, prepare, trace } from '../trace.contract.ts';
import { type AlgorithmName, algorithmNames, algorithms } from './registry.ts';

let gpu: Gpu;
withTestGpu((opened) => {
  gpu = opened;
});

/** So many from the first generation on. */
function members(name: AlgorithmName, particles: number): Record<string, number> {
  return { particles, ...('population' in algorithms[name].schema.shape && { population: particles }) };
}

it('a competitive swarm with a pull to its mean steps as its reference does, and counts the half that it evaluates', async () => {
  for (const [particles, dimensions] of [
    [2, 1],
    [130, 17],
  ]) {
    const [last] = await trace(gpu, {
      problem: { name: 'rosenbrock', dimensions },
      algorithm: { name: 'cso', particles, phi: 0.3, restartAfter: 3 },
      steps: 6,
    });
    const { restarts, restartAt, evaluated } = last.counters;
    const drawn = 1 + restarts - (restartAt === evaluated ? 1 : 0);
    expect(last.memory[1]).toBe(drawn * particles + ((6 - drawn) * particles) / 2);
  }
});

describe.each(algorithmNames)('%s', (name) => {
  it.each(Object.keys(psoVariants) as PsoVariant[])('steps as its reference does, laid out as %s', async (variant) => {
    for (const [particles, dimensions] of [
      [4, 1],
      [64, 2],
      [66, 17],
      [258, 5],
    ])
      await trace(gpu, {
        problem: { name: 'rosenbrock', dimensions },
        algorithm: { name, ...members(name, particles) },
        variant,
        steps: 4,
      });
  });

  it('in a box of its own in every dimension, with every boundary, by the other generator', async () => {
    for (const boundary of boundariesOf(name))
      await trace(gpu, {
        problem: {
          name: 'formula',
          variables: { a: [0, 10], b: [-3, -1], c: [1e-3, 2e-3] },
          minimize: '(a - 9.9)^2 + (b + 1.1)^2 + (1000 * c - 1)^2',
        },
        algorithm: { name, ...members(name, 66), generator: 'philox4x32-10', ...(boundary && { boundary }) },
        steps: 4,
      });
  });

  it('with integers, choices and constraints, by the rules of Deb', async () => {
    const [last] = await trace(gpu, {
      problem: {
        name: 'formula',
        variables: { x: [-5, 5], n: { integer: [1, 9] }, kind: { oneOf: [2, 3, 5] } },
        minimize: '(x - 1)^2 + n * kind - sin(x)',
        subjectTo: ['x^2 + n <= 4', 'x * kind >= -2'],
      },
      algorithm: { name, ...members(name, 100) },
      steps: 12,
    });
    expect(last.counters.bestViolation).toBe(0);
  });

  it('restarts when nothing gets better, in repeats side by side, from given places', async () => {
    const states = await trace(gpu, {
      problem: { name: 'sphere', dimensions: 2 },
      algorithm: { name, ...members(name, 4), restartAfter: 2 },
      repeats: 2,
      steps: 40,
    });
    for (const { counters } of states) expect(counters.restarts).toBeGreaterThan(0);
    const points = [
      [1, 2],
      [3, -4],
    ];
    const { spec, problem } = prepare({
      problem: { name: 'sphere', dimensions: 2 },
      algorithm: { name, ...members(name, 6), initialisation: { points } },
    });
    using machine = await createGpuPso({ gpu, spec, problem, variant: 'tile16-wg64', saved: null });
    await machine.advance(1);
    expect(Array.from((await machine.sample(0, 6)).positions.subarray(0, 4))).toEqual(points.flat());
  });

  it('counts what is not finite, and never takes it for the best', async () => {
    const [last] = await trace(gpu, {
      problem: { name: 'formula', variables: { x: [-2, 2] }, minimize: 'sqrt(x) + 1 / max(0, x - 1)' },
      algorithm: { name, ...members(name, 66) },
      steps: 4,
    });
    expect(last.counters.notFinite).toBeGreaterThan(40);
    expect(last.counters.bestValue).toBeLessThan(worst);
  });

  it('counts its evaluations exactly, restarts among them, and keeps to as many as it is given', async () => {
    const { spec, problem } = prepare({
      problem: { name: 'rastrigin', dimensions: 3 },
      algorithm: { name, ...members(name, 12), restartAfter: 3 },
    });
    const limited = { ...spec, stop: { evaluations: 1_003 } };
    let calls = 0;
    const evaluate = (place: ArrayLike<number>) => {
      calls++;
      return problem.evaluate(place);
    };
    using machine = createCpuPso(limited, { ...problem, evaluate }, nodeClock, null);
    for (const generations of [1, 1, 5, 20, 40, 1_000]) {
      const { repeats } = await machine.advance(generations);
      expect(repeats.map(({ evaluations }) => evaluations)).toEqual([calls]);
    }
    expect(calls).toBeLessThanOrEqual(1_003);
    expect(calls).toBeGreaterThan(1_003 - 12);
    using own = await createGpuPso({ gpu, spec: limited, problem, variant: 'tile16-wg64', saved: null });
    const [{ evaluations, restarts }] = (await own.advance(1_000)).repeats;
    expect(restarts).toBeGreaterThan(0);
    expect(evaluations).toBeLessThanOrEqual(1_003);
    expect(evaluations).toBeGreaterThan(1_003 - 12);
  });

  it('goes on from a saved state to the bits of an uninterrupted run, on both paths', async () => {
    const { spec, problem } = prepare({
      problem: { name: 'ackley', dimensions: 5, shiftSeed: 2 },
      algorithm: { name, ...members(name, 70), restartAfter: 4 },
      repeats: 2,
    });
    const create = (path: string, saved: Parameters<typeof createCpuPso>[3]) =>
      path === 'cpu'
        ? createCpuPso(spec, problem, nodeClock, saved)
        : createGpuPso({ gpu, spec, problem, variant: 'tile16-wg64', saved });
    for (const path of ['cpu', 'gpu']) {
      using whole = await create(path, null);
      await whole.advance(30);
      using rest = await create(path, await whole.save());
      await whole.advance(30);
      await rest.advance(30);
      expect((await rest.save()).arrays).toEqual((await whole.save()).arrays);
    }
  });
});
