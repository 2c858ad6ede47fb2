// Fits of generated data from boxes alone, one set for each kind of difficulty: close peaks, aliased periods, mirror images,
// decades, valleys. The least sum of squares is known by a descent from the values that the data were made with.
import { describe, expect, test } from 'vitest';
import { parseSwarmSpec } from '../schema.ts';
import { compileFit } from './compile-fit.ts';
import { polish } from './levenberg-marquardt.numeric.ts';
import { runSpec } from './nist.contract.ts';
import { Passes, runToEnd } from './separable-model.numeric.ts';

interface Class {
  readonly model: string;
  /** Values that the data are made with. */
  readonly truth: readonly number[];
  /** Largest magnitude of each box. */
  readonly reach: readonly number[];
  readonly x: readonly number[];
  readonly noise: number;
  /** Whether other parameters give the same sum, of which only the natural ones will do. */
  readonly isCanonical: boolean;
}

const range = (count: number, from: number, to: number): number[] =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

const classes: Readonly<Record<string, Class>> = {
  'two peaks on a slope': {
    model: 'b1*exp(-b2*x)+b3*exp(-(x-b4)^2/b5^2)+b6*exp(-(x-b7)^2/b8^2)',
    truth: [99, 0.011, 101.9, 107, 23.6, 72, 153, 19.5],
    reach: [980, 0.105, 1030, 1060, 200, 730, 1510, 200],
    x: range(250, 1, 250),
    noise: 2.5,
    isCanonical: false,
  },
  'two periods and the year, in whole months': {
    model:
      'b1+b2*cos(2*pi*x/12)+b3*sin(2*pi*x/12)+b5*cos(2*pi*x/b4)+b6*sin(2*pi*x/b4)+b8*cos(2*pi*x/b7)+b9*sin(2*pi*x/b7)',
    truth: [10.5, 3.1, 0.5, 44, -1.6, 0.5, 27, 0.2, 1.5],
    reach: [110, 30, 5, 440, 15, 13, 260, 3, 15],
    x: range(168, 1, 168),
    noise: 2.2,
    isCanonical: true,
  },
  'a peak whose width may be mirrored': {
    model: '(b1/b2)*exp(-0.5*((x-b3)/b2)^2)',
    truth: [1.55, 4.1, 451.5],
    reach: [15, 100, 5000],
    x: range(35, 400, 500),
    noise: 0.005,
    isCanonical: true,
  },
  'constants decades apart': {
    model: 'b1*exp(b2/(x+b3))',
    truth: [0.0056, 6180, 345],
    reach: [20, 4e6, 250_000],
    x: range(16, 50, 125),
    noise: 3,
    isCanonical: true,
  },
  'a long valley': {
    model: 'b1*(b2+x)^(-1/b3)',
    truth: [-2523.5, 46.74, 0.9322],
    reach: [20_000, 500, 8.5],
    x: range(154, 7.4, 200),
    noise: 0.002,
    isCanonical: true,
  },
  'three decays': {
    model: 'b1*exp(-b2*x)+b3*exp(-b4*x)+b5*exp(-b6*x)',
    truth: [0.0951, 1, 0.8607, 3, 1.5576, 5],
    reach: [12, 7, 56, 55, 65, 76],
    x: range(24, 0, 1.15),
    noise: 2e-5,
    isCanonical: false,
  },
  'a step that arctangent makes': {
    model: 'b1-b2*x-atan(b3/(x-b4))/pi',
    truth: [0.202, -6.2e-6, 1204, -181],
    reach: [2, 1e-4, 12_000, 1500],
    x: range(25, -4868, -464),
    noise: 0.005,
    isCanonical: true,
  },
  'growth with a shape of its own': {
    model: 'b1/((1+exp(b2-b3*x))^(1/b4))',
    truth: [700, 5.3, 0.76, 1.28],
    reach: [7000, 100, 10, 13],
    x: range(15, 1, 15),
    noise: 20,
    isCanonical: true,
  },
};

/** Normal numbers that are the same everywhere. */
function noiseOf(count: number): number[] {
  let state = 12345;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return Array.from({ length: count }, () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()));
}

function problemOf({ model, truth, reach, x, noise }: Class) {
  const names = truth.map((_, j) => `b${j + 1}`);
  const parameters = Object.fromEntries(names.map((name, j) => [name, [-reach[j]!, reach[j]!] as [number, number]]));
  const blank = compileFit({
    name: 'fit',
    data: { name: 'made', columns: { x: [...x], y: x.map(() => 0) } },
    response: 'y',
    model,
    parameters,
  });
  const made: number[] = [];
  const passes = new Passes(blank, blank.data);
  runToEnd(passes.visitRows(Float64Array.from(truth), [], [], (_row, value) => made.push(value)));
  const normal = noiseOf(x.length);
  const y = made.map((value, i) => value + noise * normal[i]!);
  return { name: 'fit' as const, data: { name: 'made', columns: { x: [...x], y } }, response: 'y', model, parameters };
}

describe.each([1, 2, 3])('seed %i', (seed) => {
  test.each(Object.keys(classes))('%s', async (name) => {
    const kind = classes[name]!;
    const problem = problemOf(kind);
    const fit = compileFit(problem);
    const least = runToEnd(polish(new Passes(fit, fit.data), Float64Array.from(kind.truth)));
    const outcome = await runSpec(parseSwarmSpec({ kind: 'swarm', problem, seed }));
    // Never above what the descent from the truth finds, to 9 digits; noise may move the optimum, and even give a better.
    expect(outcome.fit.residualSumOfSquares / least.residualSumOfSquares).toBeLessThan(1 + 1e-9);
    if (!kind.isCanonical) return;
    fit.names.forEach((parameter, j) =>
      expect(outcome.fit.parameters[parameter]! / least.parameters[j]!, parameter).toBeCloseTo(1, 6),
    );
  });
});
