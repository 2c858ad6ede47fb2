import { describe, expect, test } from 'vitest';
import { AeonError } from '../../../core/errors.ts';
import type { KnobTurn } from '../../../core/run.ts';
import { createRunControl, type RunControl } from '../../../core/run-control.ts';
import type { SwarmProgress } from '../result.ts';
import { parseSwarmSpec } from '../schema.ts';
import { compileFit } from './compile-fit.ts';
import type { FitRunLoop, FitRunState } from './fit-run.ts';
import { createCpuFitSwarm, type FitSwarm } from './fit-swarm.ts';
import { readFixture, runSpec, specOf, startSpec } from './nist.contract.ts';

type Columns = Record<string, number[]>;

function fitSpec(model: string, columns: Columns, parameters: Record<string, [number, number]>, more: object = {}) {
  return {
    kind: 'swarm' as const,
    problem: { name: 'fit' as const, data: { name: 'test data', columns }, model, parameters },
    ...more,
  };
}

const x = Array.from({ length: 20 }, (_, i) => i / 4);
const wobble = x.map((_, i) => 0.01 * Math.sin(12.9898 * i * i));

describe('models of every shape', () => {
  test('a model that is linear in everything is solved at once, without a search', async () => {
    const y = x.map((v, i) => 2 - 3 * v + wobble[i]!);
    const { fit, generations, stoppedBecause } = await runSpec(
      fitSpec('a + b*x', { x, y }, { a: [-10, 10], b: [-10, 10] }),
    );
    // Ordinary least squares by its textbook formulas.
    const mean = (v: readonly number[]) => v.reduce((sum, value) => sum + value, 0) / v.length;
    const slope =
      x.reduce((sum, v, i) => sum + (v - mean(x)) * (y[i]! - mean(y)), 0) /
      x.reduce((sum, v) => sum + (v - mean(x)) ** 2, 0);
    expect(fit.parameters['b']).toBeCloseTo(slope, 12);
    expect(fit.parameters['a']).toBeCloseTo(mean(y) - slope * mean(x), 12);
    const error = Math.sqrt(fit.residualSumOfSquares / 18 / x.reduce((sum, v) => sum + (v - mean(x)) ** 2, 0));
    expect(fit.standardErrors['b']).toBeCloseTo(error, 12);
    expect(fit.found).toEqual({ times: 1, polishes: 1, rounds: 1 });
    expect(generations).toBe(0);
    expect(stoppedBecause).toBe('stagnation');
    // The band of a straight line is narrowest at the mean of x, t s / sqrt(n) there.
    expect(Math.min(...fit.curve!.bandHalfWidth)).toBeCloseTo(
      (2.10092204 * fit.residualStandardDeviation!) / Math.sqrt(20),
      4,
    );
  });

  test('a model without a linear parameter is searched over all of them', async () => {
    const y = x.map((v) => Math.exp(-1.5 * v) / (0.5 + 2 * v));
    const { fit } = await runSpec(
      fitSpec('exp(-b1*x)/(b2+b3*x)', { x, y }, { b1: [-20, 20], b2: [-20, 20], b3: [-20, 20] }),
    );
    expect(fit.parameters['b1']).toBeCloseTo(1.5, 8);
    expect(fit.parameters['b3']).toBeCloseTo(2, 8);
  });

  test('several columns, either sign of a power, brackets of both kinds, and an expression as response', async () => {
    const u = x.map((_, i) => 1 + (i % 5));
    const y = x.map((v, i) => Math.exp(3 + 2 * u[i]! ** 1.5 * Math.exp(-0.7 * v)));
    const spec = fitSpec('a + b*u**p*exp[-c*x]', { x, u, y }, { a: [-50, 50], b: [-50, 50], p: [-5, 5], c: [-5, 5] });
    const { fit } = await runSpec({ ...spec, problem: { ...spec.problem, response: 'log(y)' } });
    expect(fit.parameters).toEqual({
      a: expect.closeTo(3, 7),
      b: expect.closeTo(2, 7),
      p: expect.closeTo(1.5, 7),
      c: expect.closeTo(0.7, 7),
    });
    expect(fit.curve).toBeNull();
    expect(fit.rSquared).toBeCloseTo(1, 10);
  });

  test('boxes that do not hold 0, and boxes that end at it', async () => {
    const y = x.map((v, i) => 5 * (1 - Math.exp(-0.003 * v * 100)) + wobble[i]!);
    const parameters: Record<string, [number, number]> = { b1: [1, 5000], b2: [1e-6, 1] };
    const { fit } = await runSpec(fitSpec('b1*(1-exp(-b2*x*100))', { x, y }, parameters));
    expect(fit.parameters['b2']).toBeCloseTo(0.003, 3);
    const mirrored = await runSpec(
      fitSpec('-b1*(1-exp(b2*x*100))', { x, y }, { b1: [-5000, -1], b2: [-1, 0] } as Record<string, [number, number]>),
    );
    expect(mirrored.fit.residualSumOfSquares / fit.residualSumOfSquares).toBeCloseTo(1, 8);
  });
});

describe('what a result says of itself', () => {
  test('a parameter that stands at its bound has no standard error, and a note', async () => {
    const y = x.map((v, i) => 4 * Math.exp(-0.5 * v) + wobble[i]!);
    const { fit } = await runSpec(fitSpec('a*exp(-b*x)', { x, y }, { a: [0, 3], b: [0, 2] }));
    expect(fit.parameters['a']).toBe(3);
    expect(fit.standardErrors['a']).toBeNull();
    expect(fit.standardErrors['b']).toBeGreaterThan(0);
    expect(fit.notes[0]).toMatch(/^a stands at the upper bound of its box, 3/);
    // The best b for a held at 3, by a scan.
    const sum = (b: number) => x.reduce((total, v, i) => total + (y[i]! - 3 * Math.exp(-b * v)) ** 2, 0);
    const b = fit.parameters['b']!;
    expect(sum(b)).toBeLessThan(Math.min(sum(b - 1e-4), sum(b + 1e-4)));
  });

  test('parameters that the data cannot tell apart have no standard error, the others do', async () => {
    const y = x.map((v, i) => 6 * Math.exp(-0.5 * v) + wobble[i]!);
    const { fit } = await runSpec(fitSpec('a*c*exp(-b*x)', { x, y }, { a: [-9, 9], c: [1, 9], b: [-5, 5] }));
    expect(fit.standardErrors['a']).toBeNull();
    expect(fit.standardErrors['c']).toBeNull();
    expect(fit.standardErrors['b']).toBeGreaterThan(0);
    expect(fit.bandHalfWidth.every((half) => half > 0 && half < 0.1)).toBe(true);
    expect(fit.notes.some((note) => note.startsWith('The data do not determine a and c'))).toBe(true);
  });

  test('as many parameters as rows leave nothing to judge by', async () => {
    const { fit } = await runSpec(fitSpec('a + b*x', { x: [1, 2], y: [3, 5] }, { a: [-9, 9], b: [-9, 9] }));
    expect(fit.parameters).toEqual({ a: expect.closeTo(1, 10), b: expect.closeTo(2, 10) });
    expect(fit.degreesOfFreedom).toBe(0);
    expect(fit.residualStandardDeviation).toBeNull();
    expect(fit.standardErrors).toEqual({ a: null, b: null });
    expect(fit.bandHalfWidth).toEqual([]);
    expect(fit.notes).toHaveLength(1);
  });

  test('a constant response has no R², a constant column no curve', async () => {
    const same = x.map(() => 7);
    const { fit } = await runSpec(fitSpec('a + 0*x', { x, y: same }, { a: [-9, 9] }));
    expect(fit.rSquared).toBeNull();
    expect(fit.parameters['a']).toBeCloseTo(7, 12);
    const flat = await runSpec(fitSpec('a*x', { x: same, y: same }, { a: [-9, 9] }));
    expect(flat.fit.curve).toBeNull();
    expect(flat.fit.parameters['a']).toBeCloseTo(1, 12);
  });

  test('equal optima are listed, and the one without needless signs is chosen', async () => {
    const y = x.map((v, i) => 3 * Math.exp(-((v - 2) ** 2) / 0.49) + wobble[i]!);
    const spec = fitSpec('a*exp(-(x-m)^2/w^2)', { x, y }, { a: [-50, 50], m: [-10, 10], w: [-5, 5] });
    for (const seed of [1, 2, 3]) {
      const { fit } = await runSpec({ ...spec, seed });
      expect(fit.parameters['w']).toBeCloseTo(0.7, 2);
      expect(fit.alternatives.map(({ parameters }) => parameters['w']!)).toEqual([expect.closeTo(-0.7, 2)]);
      expect(fit.notes).toHaveLength(1);
    }
  });
});

describe('limits and repeats', () => {
  const nist = readFixture('MGH17');
  const run = (more: object) => runSpec({ ...specOf(nist, 3), ...more });

  test('generations', async () => {
    const outcome = await run({ stop: { generations: 7 } });
    expect(outcome.generations).toBe(7);
    expect(outcome.stoppedBecause).toBe('generations');
    expect(outcome.fit.found.polishes).toBeGreaterThan(0);
    expect(outcome.curve.generations.at(-1)).toBeLessThanOrEqual(7);
  });

  test.each([64, 300, 1_000, 5_000])('%i evaluations', async (evaluations) => {
    const outcome = await run({ stop: { evaluations }, algorithm: { name: 'pso', particles: 64 } });
    expect(outcome.stoppedBecause).toBe('evaluations');
    // The shortest polish is needed for any answer at all.
    expect(outcome.evaluations).toBeLessThanOrEqual(evaluations + 12);
    expect(Number.isFinite(outcome.fit.residualSumOfSquares)).toBe(true);
  });

  test('evaluations of each repeat', async () => {
    const algorithm = { name: 'pso', particles: 64 };
    const { repeats, evaluations } = await run({ stop: { evaluations: 1_000 }, algorithm, repeats: 3 });
    for (const repeat of repeats) expect(repeat.evaluations).toBeGreaterThan(900);
    expect(evaluations).toBe(repeats.reduce((total, repeat) => total + repeat.evaluations, 0));
    expect(Math.max(...repeats.map((repeat) => repeat.evaluations))).toBeLessThanOrEqual(1_012);
  });

  test('a target', async () => {
    const outcome = await run({ stop: { target: 1 } });
    expect(outcome.stoppedBecause).toBe('target');
    expect(outcome.fit.residualSumOfSquares).toBeLessThanOrEqual(1);
    expect(outcome.evaluations).toBeLessThan(3_000);
  });

  test('stagnation', async () => {
    const outcome = await run({ stop: { stagnation: 1, generations: 1_000 } });
    expect(outcome.stoppedBecause).toBe('stagnation');
    expect(outcome.generations).toBeLessThan(60);
  });

  test('time', async () => {
    const outcome = await run({ stop: { seconds: 0.001 } });
    expect(outcome.stoppedBecause).toBe('time');
    expect(outcome.fit.found.polishes).toBe(1);
    expect(outcome.fit.notes.some((note) => note.includes('a longer one'))).toBe(true);
  });

  test('two rounds are enough where each finds the best clearly, and no fewer than three where one does not', async () => {
    const clear = await runSpec(specOf(readFixture('Misra1a'), 1));
    expect(clear.stoppedBecause).toBe('stagnation');
    expect(clear.fit.found).toEqual({ times: 32, polishes: 32, rounds: 2 });
    const rare = await runSpec({ ...specOf(readFixture('Misra1a'), 1), algorithm: { name: 'pso', particles: 40 } });
    expect(rare.stoppedBecause).toBe('stagnation');
    expect(rare.fit.found).toEqual({ times: 15, polishes: 15, rounds: 3 });
  });

  test('repeats have seeds of their own, and the best of them is reported', async () => {
    const outcome = await run({ repeats: 3, stop: { generations: 5 }, algorithm: { name: 'pso', particles: 16 } });
    expect(outcome.repeats.map(({ repeat }) => repeat)).toEqual([0, 1, 2]);
    expect(new Set(outcome.repeats.map(({ best }) => best.valueF32)).size).toBe(3);
    expect(outcome.fit.residualSumOfSquares).toBe(Math.min(...outcome.repeats.map(({ best }) => best.value)));
    const [first] = (await run({ stop: { generations: 5 }, algorithm: { name: 'pso', particles: 16 } })).repeats;
    expect(outcome.repeats[0]).toEqual(first);
  });

  test('given points are polished first', async () => {
    const points = [nist.parameters.map(({ starts }) => starts[1])];
    const outcome = await run({
      stop: { generations: 1 },
      algorithm: { name: 'pso', particles: 8, initialisation: { points } },
    });
    expect(outcome.fit.residualSumOfSquares).toBeCloseTo(5.4648946975e-5, 12);
  });
});

describe('the same bits', () => {
  const spec = { ...specOf(readFixture('MGH09'), 5), repeats: 2, algorithm: { name: 'pso', particles: 64 } };

  test('twice from the same seed', async () => {
    const [one, two] = await Promise.all([runSpec(spec), runSpec(spec)]);
    expect(two.fit).toEqual(one.fit);
    expect(two.repeats).toEqual(one.repeats);
    expect(two.curve).toEqual(one.curve);
  });

  test('from any checkpoint, taken through JSON', async () => {
    const states: FitRunState[] = [];
    // A clock that goes on with every look at it, so that how many checkpoints there are does not depend on the machine.
    let ticks = 0;
    const whole = await runSpec(spec, {
      checkpointMs: 0,
      clock: { now: () => 0, tick: () => (ticks += 0.3), yield: async () => undefined },
      saveCheckpoint: async (state) => {
        const { search, ...rest } = state;
        states.push({
          ...(JSON.parse(JSON.stringify(rest)) as Omit<FitRunState, 'search'>),
          search: {
            state: JSON.parse(JSON.stringify(search.state)),
            arrays: Object.fromEntries(Object.entries(search.arrays).map(([name, array]) => [name, array.slice()])),
          },
        });
      },
    });
    expect(states.length).toBeGreaterThan(3);
    for (const saved of [states[0]!, states[states.length >> 1]!, states.at(-1)!]) {
      const resumed = await runSpec(spec, { saved });
      expect(resumed.fit).toEqual(whole.fit);
      expect(resumed.repeats).toEqual(whole.repeats);
      expect(resumed.curve).toEqual(whole.curve);
    }
  });

  test('with pauses and steps in between', async () => {
    const control = createRunControl(true);
    const seen: SwarmProgress[] = [];
    let stoodStill = 0;
    const outcome = runSpec(spec, {
      control: Object.assign(Object.create(control) as RunControl, {
        async standStill() {
          stoodStill++;
          if (stoodStill < 6) control.step(3);
          else control.resume();
          await control.standStill();
        },
      }),
      onProgress: (progress) => seen.push(progress),
    });
    const { fit } = await outcome;
    expect(stoodStill).toBe(6);
    const paused = seen.filter(({ status }) => status === 'paused').map(({ generation }) => generation);
    expect(paused).toEqual([0, 2, 5, 8, 11, 14]);
    expect(fit).toEqual((await runSpec(spec)).fit);
  });

  test.each([1, 4])('where a knob is turned while %i generations are under way', async (slice) => {
    const input = { ...spec, stop: { generations: 60 } };
    const { problem } = parseSwarmSpec(input);
    if (problem.name !== 'fit') throw new TypeError('not a fit');
    const fit = compileFit(problem);
    const turns: KnobTurn[] = [];
    let loop: FitRunLoop | null = null;
    const createSwarm = async (): Promise<FitSwarm> => {
      const swarm = createCpuFitSwarm(fit);
      return {
        ...swarm,
        generationsPerSlice: slice,
        *advance(state, request) {
          if (loop && turns.length === 0 && request.generation >= 9) turns.push(loop.turn({ inertia: 0.2, social: 3 }));
          return yield* swarm.advance(state, request);
        },
      };
    };
    loop = startSpec(input, { createSwarm });
    const live = await loop.outcome;
    expect(turns).toHaveLength(1);
    const replayed = await runSpec(input, { createSwarm, knobTurns: turns });
    expect(replayed.repeats).toEqual(live.repeats);
    expect(replayed.fit).toEqual(live.fit);
    expect(live.repeats).not.toEqual((await runSpec(input)).repeats);
  });

  test('cancelled in the middle it ends with what it has', async () => {
    const control = createRunControl(false);
    let done = 0;
    const outcome = await runSpec(spec, {
      control: Object.assign(Object.create(control) as RunControl, {
        spend(generations: number) {
          done += generations;
          if (done >= 45) control.cancel();
        },
      }),
    });
    expect(outcome.generations).toBe(44);
    expect(outcome.stoppedBecause).toBe('cancelled');
    expect(Number.isFinite(outcome.fit.residualSumOfSquares)).toBe(true);
  });
});

describe('cancelled before it has begun, a fit ends with the first it finds', () => {
  test.each([
    ['of a search', 'a*exp(-b*x)'],
    ['of a model that is linear in everything', 'a + b*x'],
  ])('%s', async (_, model) => {
    const control = createRunControl(false);
    control.cancel();
    const input = fitSpec(model, { x, y: x.map((v) => Math.exp(-v)) }, { a: [-9, 9], b: [-9, 9] });
    const saved: FitRunState[] = [];
    const outcome = await runSpec(input, { control, saveCheckpoint: async (state) => void saved.push(state) });
    expect(outcome.stoppedBecause).toBe('cancelled');
    expect(outcome.generations).toBe(0);
    expect(Number.isFinite(outcome.fit.residualSumOfSquares)).toBe(true);
    expect((await runSpec(input, { saved: saved[0]! })).fit).toEqual((await runSpec(input)).fit);
  });
});

describe('bad input', () => {
  const y = x.map((v) => v);
  const box: Record<string, [number, number]> = { a: [-9, 9], b: [-9, 9] };
  const refuses = async (input: unknown, expected: object): Promise<void> => {
    const error: unknown = await Promise.resolve()
      .then(() => runSpec(input))
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(AeonError);
    expect(error).toMatchObject(expected);
  };

  test('fewer rows than parameters', () =>
    refuses(fitSpec('a*exp(b*x)', { x: [1], y: [1] }, box), {
      code: 'bad-data',
      message: 'test data has 1 row, too few for 2 parameters.',
    }));
  test('a parameter with the name of a column', () =>
    refuses(fitSpec('a*exp(x*b)', { x, y, a: y }, box), {
      code: 'bad-spec',
      place: { field: 'problem.parameters.a' },
    }));
  test('a parameter that the model does not use', () =>
    refuses(fitSpec('a*x', { x, y }, box), { code: 'bad-spec', place: { field: 'problem.parameters.b' } }));
  test('a name that nothing has', () =>
    refuses(fitSpec('a*exp(b*z)', { x, y }, box), {
      code: 'bad-formula',
      place: { field: 'problem.model', offset: 8 },
    }));
  test('a response that is not finite, with its row', () =>
    refuses(
      {
        ...fitSpec('a*exp(b*x)', { x, y }, box),
        problem: { ...fitSpec('a*exp(b*x)', { x, y }, box).problem, response: 'log(y)' },
      },
      { code: 'bad-data', place: { field: 'problem.data', row: 1 } },
    ));
  test('columns of unequal length', () =>
    refuses(fitSpec('a*exp(b*x)', { x, y: [1, 2, 3] }, box), { code: 'bad-data', place: { column: 'y' } }));
  test('a model that is finite nowhere', () =>
    refuses(fitSpec('a*log(-1-(b*x)^2)', { x, y }, box), { code: 'bad-formula', place: { field: 'problem.model' } }));
  test('a linear model that is finite nowhere', () =>
    refuses(fitSpec('a/(x-x) + b', { x, y }, box), { code: 'bad-formula', place: { field: 'problem.model' } }));
  test.each([
    ['another algorithm', { name: 'pso-ring' }, 'algorithm.name'],
    ['restarts', { name: 'pso', restartAfter: 5 }, 'algorithm.restartAfter'],
    ['another start', { name: 'pso', initialisation: 'sobol' }, 'algorithm.initialisation'],
  ])('%s', (_, algorithm, field) =>
    refuses(fitSpec('a*exp(b*x)', { x, y }, box, { algorithm }), { code: 'bad-spec', place: { field } }),
  );
});

test('values at given parameters are residual sums of squares, also outside the box', () => {
  const y = x.map((v) => 2 * v);
  const { problem } = fitSpec('a*x^b', { x, y }, { a: [0, 1], b: [0, 1] });
  const fit = compileFit({ ...problem, response: 'y' });
  expect(fit.evaluate([2, 1])).toBe(0);
  expect(fit.evaluate([3, 1])).toBeCloseTo(
    x.reduce((sum, v) => sum + v * v, 0),
    9,
  );
});

test('a hundred thousand rows are searched on some of them and polished on all', async () => {
  const many = Array.from({ length: 100_000 }, (_, i) => (5 * i) / 100_000);
  const noise = (i: number) => Math.sin(i * 12.9898) * 0.05;
  const y = many.map((v, i) => 4 * Math.exp(-0.8 * v) + 1 + noise(i));
  const { fit } = await runSpec(fitSpec('a*exp(-b*x)+c', { x: many, y }, { a: [-50, 50], b: [-50, 50], c: [-50, 50] }));
  expect(fit.parameters['b']).toBeCloseTo(0.8, 3);
  expect(fit.fitted).toHaveLength(100_000);
  expect(fit.notes.some((note) => note.startsWith('The search saw 1,024 of 100,000 rows'))).toBe(true);
  // At the optimum of all rows, the derivative of the sum of squares along a is 0.
  const slope = many.reduce((sum, v, i) => sum + (y[i]! - fit.fitted[i]!) * Math.exp(-fit.parameters['b']! * v), 0);
  expect(Math.abs(slope)).toBeLessThan(1e-6);
});
