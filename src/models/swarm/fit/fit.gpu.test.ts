// The kernels of a fit against their reference, step by step from equal state: movement to rounding, own bests bit for
// bit, sums of squares against f64 at the same place.
import { afterAll, describe, expect, it } from 'vitest';
import { openTestGpu } from '../../../../cli/test-device.ts';
import { withTestGpu } from '../../../../cli/test-gpu.contract.ts';
import { deriveKey } from '../../../core/random.ts';
import { createRunControl, type RunControl } from '../../../core/run-control.ts';
import type { Gpu } from '../../../gpu/gpu.ts';
import { boundaries } from '../algorithms/fields.ts';
import { type FitProblem, parseSwarmSpec } from '../schema.ts';
import { worst } from '../swarm.reference.ts';
import { boundaryOf } from '../swarm-settings.ts';
import { type CompiledFit, compileFit } from './compile-fit.ts';
import { FitObjective } from './fit-objective.numeric.ts';
import {
  boxMapsOf,
  createFitSwarmState,
  drawPositions,
  type FitSwarmSettings,
  type FitSwarmState,
  moveMember,
  readMember,
} from './fit-swarm.reference.ts';
import { type FitSwarm, type GenerationReport, type SwarmWork } from './fit-swarm.ts';
import { createGpuFitSwarm } from './gpu-fit-swarm.ts';
import { agreement, readFixture, runSpec, specOf } from './nist.contract.ts';

let gpu: Gpu;
let executed = 0;
withTestGpu((opened) => {
  gpu = opened;
});
afterAll(() => {
  // So that green on nothing is red.
  expect(executed).toBe(23);
});

const settingsOf = (members: number, more: Partial<FitSwarmSettings> = {}): FitSwarmSettings => ({
  members,
  inertia: 0.7298,
  cognitive: 1.49618,
  social: 1.49618,
  velocityLimit: 0.25,
  boundary: 'absorb',
  generator: 'pcg4d',
  ...more,
});

async function finish<T>(work: SwarmWork<T>): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await step.value;
  }
}

function compile(
  model: string,
  f: (x: number) => number,
  parameters: FitProblem['parameters'],
  rows = 40,
): CompiledFit {
  const x = Array.from({ length: rows }, (_, i) => 0.1 + (5 * i) / rows);
  const y = x.map((v, i) => f(v) + 0.01 * Math.sin(12.9898 * i * i));
  return compileFit({ name: 'fit', data: { name: 'test', columns: { x, y } }, response: 'y', model, parameters });
}

const models: Record<string, () => CompiledFit> = {
  'one linear': () => compile('a*exp(-b*x)', (x) => 3 * Math.exp(-x), { a: [-50, 50], b: [-5, 5] }),
  'none linear': () =>
    compile('exp(-b1*x)/(b2+b3*x)', (x) => Math.exp(-x) / (1 + x), { b1: [0, 5], b2: [0.5, 5], b3: [0.1, 5] }),
  'three linear': () =>
    compile('a*exp(-b*x)+c*exp(-d*x)+e', (x) => 3 * Math.exp(-x) + Math.exp(-3 * x) + 1, {
      a: [-50, 50],
      b: [0, 8],
      c: [-50, 50],
      d: [0, 8],
      e: [-50, 50],
    }),
  'periods and powers': () =>
    compile('a*sin(x/p)+c*x^q', (x) => Math.sin(x / 0.7) + x ** 1.3, {
      a: [-9, 9],
      p: [0.2, 4],
      c: [-9, 9],
      q: [0, 3],
    }),
  'linear parameters held at their bounds': () =>
    compile('a*exp(-b*x)+c', (x) => 9 * Math.exp(-x) + 3, { a: [0, 4], b: [0, 5], c: [0, 1] }),
  'an offset, and a box of both signs': () =>
    compile('x/(1+b^2)+a*exp(-abs(d)*x)', (x) => x / 5 + Math.exp(-x), { a: [-9, 9], b: [-9, 9], d: [-9, 9] }),
};

describe('the sum of squares is that of f64 at the same place', () => {
  it.each(Object.keys(models))('%s', async (name) => {
    executed++;
    const fit = models[name]!();
    const members = 96;
    const settings = settingsOf(members);
    using swarm = await createGpuFitSwarm({ gpu, fit, members, boundary: 'absorb', generator: 'pcg4d' });
    const { state } = await finish(swarm.value(startOf(fit, settings), settings));
    const objective = new FitObjective(fit, fit.sample.blocks[0]!);
    const parameters = new Float64Array(fit.parameters);
    const maps = boxMapsOf(fit);
    const total = fit.response.reduce((sum, y) => sum + y * y, 0);
    let compared = 0;
    const held: number[] = [];
    for (let member = 0; member < members; member++) {
      readMember(fit, maps, state.positions, member, parameters);
      const exact = objective.evaluate(parameters);
      if (exact > 1e30) continue;
      compared++;
      const error = (state.bestValues[member]! - exact) / (exact + 1e-5 * total);
      const what = `member ${member}: ${state.bestValues[member]} against ${exact}`;
      if (fit.linear.some((j, i) => isEdge(objective.coefficients[i]!, fit.lower[j]!, fit.upper[j]!))) {
        // Where the free solution leaves the box, rounding may hold one of two like columns or the other.
        held.push(Math.abs(error));
        continue;
      }
      // The ridge and f32 cost a little where columns are alike, and nothing lies below the least.
      expect(error, what).toBeGreaterThan(-1e-3);
      expect(error, what).toBeLessThan(0.1);
    }
    expect(compared).toBeGreaterThan(members / 2);
    expect(held.filter((error) => error > 0.05).length).toBeLessThanOrEqual(held.length / 10);
  });
});

function isEdge(value: number, low: number, high: number): boolean {
  return value === low || value === high;
}

function startOf(fit: CompiledFit, settings: FitSwarmSettings): FitSwarmState {
  const positions = drawPositions(fit, boxMapsOf(fit), settings, deriveKey(5, 0), 0, []);
  return { ...createFitSwarmState(settings.members, fit.nonlinear.length), positions };
}

async function oneStep(swarm: FitSwarm, fit: CompiledFit, settings: FitSwarmSettings): Promise<void> {
  const key = deriveKey(5, 0);
  let { state: from } = await finish(swarm.value(startOf(fit, settings), settings));
  const dimensions = fit.nonlinear.length;
  for (let generation = 1; generation <= 4; generation++) {
    const { state: to }: GenerationReport = await finish(swarm.advance(from, { key, generation, count: 1, settings }));
    const expected = createFitSwarmState(settings.members, dimensions);
    for (let member = 0; member < settings.members; member++) {
      moveMember(from, expected, settings, key, generation, member, dimensions);
      for (let d = member * dimensions; d < (member + 1) * dimensions; d++) {
        expect(to.positions[d]).toBeCloseTo(expected.positions[d]!, 5);
        // A member that lands on an edge to rounding may or may not lose its velocity there.
        if (Math.abs(expected.positions[d]!) < 0.999) expect(to.velocities[d]).toBeCloseTo(expected.velocities[d]!, 5);
      }
      const isBetter = to.bestValues[member]! < from.bestValues[member]!;
      expect(to.bestValues[member]!).toBeLessThanOrEqual(from.bestValues[member]!);
      for (let d = member * dimensions; d < (member + 1) * dimensions; d++)
        expect(to.bestPositions[d]).toBe(isBetter ? to.positions[d] : from.bestPositions[d]);
    }
    from = to;
  }
}

describe('a generation moves members as the reference does', () => {
  it.each(boundaries)('at the bounds: %s', async (boundary) => {
    executed++;
    const fit = models['three linear']!();
    const settings = settingsOf(64, { boundary, velocityLimit: 0.9 });
    using swarm = await createGpuFitSwarm({ gpu, fit, members: 64, boundary, generator: 'pcg4d' });
    await oneStep(swarm, fit, settings);
  });

  it.each([1, 7, 8, 63, 65, 130])('%i members', async (members) => {
    executed++;
    const fit = models['one linear']!();
    using swarm = await createGpuFitSwarm({ gpu, fit, members, boundary: 'absorb', generator: 'pcg4d' });
    await oneStep(swarm, fit, settingsOf(members));
  });

  it('by Philox', async () => {
    executed++;
    const fit = models['one linear']!();
    using swarm = await createGpuFitSwarm({ gpu, fit, members: 16, boundary: 'random', generator: 'philox4x32-10' });
    await oneStep(swarm, fit, settingsOf(16, { boundary: 'random', generator: 'philox4x32-10' }));
  });

  it('many at once are the same bits as one after the other', async () => {
    executed++;
    const fit = models['periods and powers']!();
    const settings = settingsOf(72);
    const key = deriveKey(9, 1);
    using swarm = await createGpuFitSwarm({ gpu, fit, members: 72, boundary: 'absorb', generator: 'pcg4d' });
    const { state: start } = await finish(swarm.value(startOf(fit, settings), settings));
    const { state: whole } = await finish(swarm.advance(start, { key, generation: 1, count: 5, settings }));
    let state = start;
    for (let generation = 1; generation <= 5; generation++)
      ({ state } = await finish(swarm.advance(state, { key, generation, count: 1, settings })));
    expect(state).toEqual(whole);
  });
});

it('members that are not finite are worst, and counted', async () => {
  executed++;
  const fit = compile('a*log(b)*x', (x) => x, { a: [-9, 9], b: [-1, 1] });
  const settings = settingsOf(64);
  using swarm = await createGpuFitSwarm({ gpu, fit, members: 64, boundary: 'absorb', generator: 'pcg4d' });
  const { state, notFinite } = await finish(swarm.value(startOf(fit, settings), settings));
  expect(notFinite).toBeGreaterThan(10);
  expect(state.bestValues.filter((value) => value === worst)).toHaveLength(notFinite);
});

describe('whole fits', () => {
  it.each(['Misra1a', 'MGH17'])('%s is certified', async (name) => {
    executed++;
    const nist = readFixture(name);
    const spec = parseSwarmSpec(specOf(nist, 1));
    if (spec.problem.name !== 'fit') throw new TypeError('not a fit');
    const fit = compileFit(spec.problem);
    const { particles: members, generator } = spec.algorithm;
    const boundary = boundaryOf(spec.algorithm);
    const outcome = await runSpec(spec, {
      createSwarm: () => createGpuFitSwarm({ gpu, fit, members, boundary, generator }),
    });
    expect(agreement(nist, outcome).parameters).toBeGreaterThan(8);
    expect(outcome.repeats[0]!.best.valueF32 / outcome.fit.residualSumOfSquares).toBeCloseTo(1, 2);
  });

  it('a device lost in mid-run changes no bit', async () => {
    executed++;
    const spec = parseSwarmSpec({
      ...specOf(readFixture('Misra1a'), 4),
      algorithm: { name: 'pso', particles: 32 },
      stop: { generations: 30 },
    });
    if (spec.problem.name !== 'fit') throw new TypeError('not a fit');
    const fit = compileFit(spec.problem);
    const members = spec.algorithm.particles;
    const whole = await runSpec(spec, {
      createSwarm: () => createGpuFitSwarm({ gpu, fit, members, boundary: 'absorb', generator: 'pcg4d' }),
    });
    const opened: Gpu[] = [];
    const control = createRunControl(false);
    const survived = await runSpec(spec, {
      createSwarm: async () => {
        opened.push(await openTestGpu());
        return createGpuFitSwarm({ gpu: opened.at(-1)!, fit, members, boundary: 'absorb', generator: 'pcg4d' });
      },
      control: Object.assign(Object.create(control) as RunControl, {
        spend() {
          if (opened.length === 1) opened[0]!.loseDevice();
        },
      }),
    });
    expect(opened).toHaveLength(2);
    expect(survived.fit).toEqual(whole.fit);
    expect(survived.repeats).toEqual(whole.repeats);
    opened[1]!.dispose();
  });
});
