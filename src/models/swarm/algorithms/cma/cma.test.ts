import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileProblem } from '../../compile-problem.ts';
import { createCpuPso } from '../../cpu-pso.ts';
import { memoryHead } from '../../plan.ts';
import { plainClock } from '../../quality.contract.ts';
import { parseSwarmSpec } from '../../schema.ts';
import type { SwarmMachine } from '../../swarm-machine.ts';
import { foldIntoBox, unfoldFromBox } from './box-fold.numeric.ts';
import { chiOf, defaultPopulation, diagonalConstants, fullConstants } from './constants.numeric.ts';
import { createFullModel } from './full-model.reference.ts';
import { arraysOf, endings, head, swarmWords } from './layout.ts';

function open(problem: Record<string, unknown>, algorithm: Record<string, unknown>, stop = {}, seed = 1): SwarmMachine {
  const spec = parseSwarmSpec({
    kind: 'swarm',
    problem,
    algorithm: { name: 'cma-es', ...algorithm },
    stop: { evaluations: 100_000, ...stop },
    seed,
  });
  if (spec.problem.name === 'fit' || spec.problem.name === 'external') throw new Error('A function was asked for.');
  return createCpuPso(spec, compileProblem(spec.problem), plainClock, null);
}

async function memoryOf(machine: SwarmMachine): Promise<{ words: Uint32Array; floats: Float32Array }> {
  const { memory } = (await machine.save()).arrays;
  if (!(memory instanceof Uint32Array)) throw new TypeError('CMA-ES has a memory.');
  return { words: memory, floats: new Float32Array(memory.buffer) };
}

describe('the constants', () => {
  // Of pycma 4.5.0: CMAESParameters of purecma and RecombinationWeights.finalize_negative_weights.
  it.each([
    [2, 6, 3, 2.0286114646100617, 0.1548153998964136, 0.057859085071916304, 0.44620498737831715, 0.6245545390268264],
    [10, 10, 5, 3.1672992814107035, 0.015283824524751714, 0.02015428276120839, 0.2844285879463675, 0.29499038303562225],
    [
      40, 15, 7, 4.5409152090759575, 0.0011694327252618397, 0.0031225007109974075, 0.1320305687020827,
      0.09300921663424917,
    ],
    [10, 80, 40, 21.78808479862064, 0.013379887778830143, 0.2392690821903539, 0.6466247136494739, 0.3365800960668327],
  ])('for %i dimensions and %i samples are those of pycma', (n, population, parents, muEff, c1, cMu, cSigma, cC) => {
    const own = fullConstants(n, population);
    expect(own.parents).toBe(parents);
    for (const [value, published] of [
      [own.muEff, muEff],
      [own.c1, c1],
      [own.cMu, cMu],
      [own.cSigma, cSigma],
      [own.cC, cC],
    ] as const)
      expect(value / published).toBeCloseTo(1, 12);
  });

  it('give the weights of pycma, and keep what is learnt from them positive', () => {
    for (const [n, population, first, last, sum] of [
      [2, 6, 0.6370425712412168, -1.1559817781589212, -1.207323654840602],
      [10, 10, 0.45627264690340597, -0.5862218287788352, -0.7583412769304293],
      [10, 80, 0.09809596579695191, -0.013896537185026463, 0.6876524859838551],
    ] as const) {
      const { weights, weightSum, c1, cMu } = fullConstants(n, population);
      expect(weights[0] / first).toBeCloseTo(1, 12);
      expect(weights.at(-1)! / last).toBeCloseTo(1, 12);
      expect(weightSum).toBeCloseTo(sum, 12);
      // The identity less all that the negative weights may take away in one direction.
      expect(1 - c1 - cMu * weightSum - n * cMu * (1 - weightSum)).toBeGreaterThanOrEqual(-1e-12);
    }
  });

  it('of the separable one learn (n + 2) / 3 times as fast where the parents are few', () => {
    for (const n of [10, 100, 1_000]) {
      const population = defaultPopulation(n);
      const { cMu, cC, muEff, weights } = diagonalConstants(n, population);
      const whole =
        2 / (muEff * (n + Math.SQRT2) ** 2) + (1 - 1 / muEff) * Math.min(1, (2 * muEff - 1) / ((n + 2) ** 2 + muEff));
      expect(cMu / whole).toBeCloseTo((n + 2) / 3, 9);
      expect(cC).toBe(4 / (n + 4));
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    }
  });

  it('take the usual population, and the expected length of a normal vector', () => {
    expect([2, 3, 5, 10, 20, 40, 100].map(defaultPopulation)).toEqual([6, 7, 8, 10, 12, 15, 17]);
    // sqrt(2) Gamma((n + 1) / 2) / Gamma(n / 2).
    expect(chiOf(1)).toBeCloseTo(Math.sqrt(2 / Math.PI), 1);
    expect(chiOf(3)).toBeCloseTo(Math.sqrt(8 / Math.PI), 2);
  });
});

describe('the box', () => {
  const place = fc.record({
    lower: fc.double({ min: -100, max: 100, noNaN: true }),
    width: fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    far: fc.double({ min: -20, max: 20, noNaN: true }),
  });

  it('is never left, and every place in it is stood for by a number next to it', () => {
    fc.assert(
      fc.property(place, ({ lower, width, share, far }) => {
        const upper = lower + width;
        const folded = foldIntoBox(lower + far * width, lower, upper);
        expect(folded).toBeGreaterThanOrEqual(lower);
        expect(folded).toBeLessThanOrEqual(upper);
        const x = Math.min(upper, lower + share * width);
        expect(Math.abs(foldIntoBox(unfoldFromBox(x, lower, upper), lower, upper) - x)).toBeLessThan(1e-9 * width);
      }),
      { seed: 1 },
    );
  });

  it('is bent in 1/32 of its width along each bound, without a jump', () => {
    expect([0.05, 0.5, 0.95].map((u) => foldIntoBox(u, 0, 1))).toEqual([0.05, 0.5, 0.95]);
    for (let u = -3; u < 4; u += 1e-3)
      expect(Math.abs(foldIntoBox(u + 1e-3, 0, 1) - foldIntoBox(u, 0, 1))).toBeLessThanOrEqual(1e-3 + 1e-12);
    expect(foldIntoBox(-1 / 32, 0, 1)).toBe(0);
    expect(foldIntoBox(1 + 1 / 32, 0, 1)).toBe(1);
  });
});

describe('the factor', () => {
  const n = 6;
  const arrays = arraysOf(n);
  const at = memoryHead;

  /** A factor of condition 1e6 and more, draws, and the path in their coordinates. */
  function prepare() {
    const floats = new Float32Array(at + swarmWords(n, true));
    const draws = Float32Array.from({ length: 8 * n }, (_, i) => Math.sin(3 * i + 1) * 1.7);
    const model = createFullModel(n);
    model.reset(floats);
    for (let i = 0; i < n; i++)
      for (let j = 0; j <= i; j++)
        floats[at + arrays.factor + i * n + j] = i === j ? 10 ** -i : Math.cos(i + 2 * j) * 10 ** -j;
    for (let d = 0; d < n; d++) floats[at + arrays.nextPath + d] = Math.cos(d + 0.3);
    const weights = Float32Array.from([0.4, 0.3, 0.2, 0.1, -0.05, -0.1, -0.1, -0.1]);
    const order = Uint32Array.from([3, 1, 4, 0, 5, 2, 7, 6]);
    return { floats, model, view: { floats, draws, order, weights } };
  }
  const factorOf = (floats: Float32Array): number[][] =>
    Array.from({ length: n }, (_, i) =>
      Array.from(floats.subarray(at + arrays.factor + i * n, at + arrays.factor + i * n + n)),
    );
  const times = (a: readonly number[][], x: readonly number[]): number[] =>
    a.map((row) => row.reduce((sum, value, j) => sum + value * (x[j] ?? 0), 0));

  it('becomes that of (1 - ...) C + c1 p p′ + cµ Σ w y y′, at a condition that f32 could not hold in C', () => {
    const { floats, model, view } = prepare();
    const a = factorOf(floats);
    const p = times(a, Array.from(floats.subarray(at + arrays.nextPath, at + arrays.nextPath + n)));
    const y = Array.from(view.order, (member) => times(a, Array.from(view.draws.subarray(member * n, member * n + n))));
    model.learn(view, { kept: 0.9, c1: 0.05, cMu: 0.1, isFresh: true, renews: true });
    const own = factorOf(floats);
    for (let i = 0; i < n; i++)
      for (let j = 0; j <= i; j++) {
        const c = a[i]!.reduce((sum, value, k) => sum + value * a[j]![k]!, 0);
        const learned = y.reduce((sum, step, rank) => sum + view.weights[rank]! * step[i]! * step[j]!, 0);
        const expected = 0.9 * c + 0.05 * p[i]! * p[j]! + 0.1 * learned;
        const got = own[i]!.reduce((sum, value, k) => sum + value * own[j]![k]!, 0);
        const size = Math.sqrt(times(a, a[i]!).length) * Math.hypot(...a[i]!) * Math.hypot(...a[j]!);
        expect(Math.abs(got - expected)).toBeLessThan(1e-6 * size);
      }
    // The path is the same vector in the new coordinates.
    const after = times(own, Array.from(floats.subarray(at + arrays.path, at + arrays.path + n)));
    for (let d = 0; d < n; d++) expect(after[d]).toBeCloseTo(p[d]!, 5);
  });

  it('renewed after two generations is what one renewal after both gives', () => {
    const [late, both] = [prepare(), prepare()];
    const rates = { kept: 0.95, c1: 0.02, cMu: 0.04 };
    late.model.learn(late.view, { ...rates, isFresh: true, renews: false });
    expect(factorOf(late.floats)).toEqual(factorOf(both.floats));
    const path = late.floats.slice(at + arrays.path, at + arrays.path + n);
    late.floats.set(path, at + arrays.nextPath);
    late.model.learn(late.view, { ...rates, isFresh: false, renews: true });
    // K = kept (kept I + L) + L, with the same L twice: one generation that keeps kept² and learns (1 + kept) times as much.
    const twice = 1 + rates.kept;
    both.model.learn(both.view, {
      kept: rates.kept ** 2,
      c1: twice * rates.c1,
      cMu: twice * rates.cMu,
      isFresh: true,
      renews: true,
    });
    factorOf(late.floats).forEach((row, i) =>
      row.forEach((value, j) => expect(value).toBeCloseTo(factorOf(both.floats)[i]![j]!, 5)),
    );
  });
});

describe('a search', () => {
  const evaluationsTo = async (problem: Record<string, unknown>, seed: number): Promise<number> => {
    // From one place and with small steps, so that the box, which is not turned, plays no part.
    const start = { sigma: 0.02, initialisation: { points: [Array.from({ length: 10 }, () => 0.5)] } };
    using machine = open({ dimensions: 10, ...problem }, { restarts: 'none', ...start }, { target: 1e-8 }, seed);
    const [{ evaluations, stopped }] = (await machine.advance(1e6)).repeats;
    expect(stopped).toBe('target');
    return evaluations;
  };

  it('does not care how a quadratic function is turned', async () => {
    const plain: number[] = [];
    const turned: number[] = [];
    for (let seed = 1; seed <= 12; seed++) {
      plain.push(await evaluationsTo({ name: 'ellipsoid' }, seed));
      turned.push(await evaluationsTo({ name: 'ellipsoid', rotationSeed: seed }, seed));
    }
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = (values: number[]) =>
      Math.sqrt(values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1));
    const error = Math.hypot(spread(plain), spread(turned)) / Math.sqrt(12);
    expect(Math.abs(mean(plain) - mean(turned))).toBeLessThan(3 * error);
  });

  it('ends where values do not differ, with none; begins anew with twice the samples, with ipop', async () => {
    const flat = { name: 'formula', variables: { x: [-1, 1], y: [-1, 1] }, minimize: '0 * x * y + 1' };
    using once = open(flat, { restarts: 'none' });
    const [alone] = (await once.advance(1_000)).repeats;
    expect(alone).toMatchObject({ stopped: 'stagnation', restarts: 0 });
    expect(endings[(await memoryOf(once)).words[memoryHead + head.ending]!]).toBe('values');

    using again = open(flat, { restarts: 'ipop', population: 5, particles: 24 });
    const populations = new Set<number>();
    for (let i = 0; i < 40; i++) {
      await again.advance(5);
      populations.add((await memoryOf(again)).words[0]!);
    }
    expect([...populations]).toEqual([5, 10, 20, 24]);
  });

  it('with bipop spends as much on small populations as on large ones', async () => {
    using machine = open({ name: 'rastrigin', dimensions: 5 }, { restarts: 'bipop' }, { evaluations: 60_000 });
    await machine.advance(1e6);
    const { words } = await memoryOf(machine);
    const [large, small, newest] = [head.spentLarge, head.spentSmall, head.newestLarge].map(
      (word) => words[memoryHead + word]!,
    );
    expect(large).toBeGreaterThan(0);
    // What one run of either regime may add before the other has its turn.
    expect(Math.abs(large! - small!)).toBeLessThanOrEqual(newest!);
    expect(words[memoryHead + head.large]).toBe(8 * 2 ** Math.log2(words[memoryHead + head.large]! / 8));
  });

  it('ends exactly where its evaluations do, whatever population it begins anew with', async () => {
    for (let evaluations = 3_000; evaluations < 3_040; evaluations += 3) {
      using machine = open({ name: 'bbob-f24', dimensions: 2 }, {}, { evaluations });
      const [repeat] = (await machine.advance(1e6)).repeats;
      expect(repeat).toMatchObject({ evaluations, stopped: 'generations' });
      expect(repeat.bestValue).toBeGreaterThan(0);
    }
  });

  it.each(['cma-es', 'sep-cma-es'])('of %s keeps whole numbers and choices moving', async (name) => {
    using machine = open(
      {
        name: 'formula',
        variables: { x: [-5, 5], n: { integer: [0, 20] }, kind: { oneOf: [7, 3, 5] } },
        minimize: '(x - 1)^2 + (n - 12)^2 + kind',
      },
      { name, restarts: 'none' },
    );
    await machine.advance(60);
    const { floats } = await memoryOf(machine);
    const spreads = floats.subarray(memoryHead + arraysOf(3).spread, memoryHead + arraysOf(3).spread + 3);
    const sigma = 0.3 * floats[memoryHead + head.sigma]!;
    expect(sigma * spreads[0]! * 10).toBeLessThan(0.01);
    expect(sigma * spreads[1]! * 21).toBeGreaterThanOrEqual(0.1999);
    expect(sigma * spreads[2]! * 3).toBeGreaterThanOrEqual(0.1999);
    const best = await machine.bestPositions();
    expect(best[1]).toBeGreaterThan(11.5);
    expect(best[1]).toBeLessThan(12.5);
    expect(Math.floor(best[2]!)).toBe(1);
  });

  it('goes on where nothing is finite, and in one dimension', async () => {
    using lost = open({ name: 'formula', variables: { x: [-2, -1] }, minimize: 'log(x)' }, {});
    expect((await lost.advance(100)).repeats[0]!.notFinite).toBeGreaterThan(300);
    using line = open({ name: 'formula', variables: { x: [-2, 9] }, minimize: '(x - 8.99)^2' }, {}, { target: 1e-9 });
    expect((await line.advance(1e5)).repeats[0]!.stopped).toBe('target');
  });
});

describe('the spec', () => {
  const refusal = (problem: Record<string, unknown>, algorithm: Record<string, unknown>) => () =>
    open(problem, algorithm);
  it('refuses more variables than the matrix takes, with the numbers, and names the other one', () => {
    expect(refusal({ name: 'sphere', dimensions: 257 }, {})).toThrow(/takes up to 256 of them, the problem has 257/);
    expect(refusal({ name: 'sphere', dimensions: 2_048 }, { name: 'sep-cma-es' })).not.toThrow();
  });
  it('refuses a population beyond the largest', () => {
    expect(refusal({ name: 'sphere' }, { population: 20, particles: 10 })).toThrow(/20 samples are more than/);
  });
});
