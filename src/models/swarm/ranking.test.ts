import { describe, expect, it } from 'vitest';
import { nodeClock } from '../../../cli/open-engine.ts';
import { compileProblem } from './compile-problem.ts';
import { createCpuPso } from './cpu-pso.ts';
import { createPreference, firstLeeway, worst } from './ranking.reference.ts';
import { parseSwarmSpec } from './schema.ts';
import { createCounters, createSwarmState } from './swarm.reference.ts';
import { swarmSettings } from './swarm-settings.ts';

const stateWith = (leeway: number) => ({ counters: { ...createCounters(), leeway } });

describe('what a search prefers', () => {
  it('goes by violation first, then by value, by the rules of Deb', () => {
    const prefers = createPreference({ constraints: { kind: 'deb' } });
    const state = stateWith(9);
    expect(prefers(state, 5, 0, 1, 0.1)).toBe(true);
    expect(prefers(state, 1, 0.2, 5, 0.1)).toBe(false);
    expect(prefers(state, 1, 0.1, 5, 0.1)).toBe(true);
    expect(prefers(state, 5, 0.1, 5, 0.1)).toBe(false);
  });

  it('goes by value where both violate no more than the leeway, and by violation where one does', () => {
    const prefers = createPreference({ constraints: { kind: 'epsilon', perGeneration: 0, perEvaluation: 0 } });
    const state = stateWith(0.5);
    expect(prefers(state, 1, 0.5, 5, 0)).toBe(true);
    expect(prefers(state, 1, 0.6, 5, 0.5)).toBe(false);
    expect(prefers(state, 5, 0.6, 1, 0.7)).toBe(true);
    // Once there is none left it is Deb's rules.
    expect(prefers(stateWith(0), 1, 0.5, 5, 0)).toBe(false);
  });

  it('goes by the value and so many times the violation with a penalty; what is not finite comes last', () => {
    const prefers = createPreference({ constraints: { kind: 'penalty', factor: 10 } });
    const state = stateWith(0);
    expect(prefers(state, 1, 0.3, 5, 0)).toBe(true);
    expect(prefers(state, 1, 0.5, 5, 0)).toBe(false);
    expect(prefers(state, 1e30, 1e30, worst, worst)).toBe(true);
    expect(prefers(state, worst, worst, 1e30, 1e30)).toBe(false);
    expect(prefers(state, worst, worst, worst, worst)).toBe(false);
  });

  it('begins with the violation of the member a fifth of the way up', () => {
    const state = createSwarmState([1, 2, 3], 20, 1);
    for (let member = 0; member < 20; member++) state.values.set([0, 0, 0, (member * 7) % 20], 4 * member);
    expect(firstLeeway(state, 20)).toBe(3);
    expect(firstLeeway(state, 4)).toBe(0);
    for (let member = 0; member < 20; member++) state.values.set([worst, worst, worst, worst], 4 * member);
    expect(firstLeeway(state, 20)).toBe(0);
  });
});

describe('the leeway of a run', () => {
  const specOf = (constraints: unknown, stop: Record<string, unknown>, algorithm: Record<string, unknown> = {}) =>
    parseSwarmSpec({
      kind: 'swarm',
      problem: { name: 'formula', variables: { x: [-5, 5] }, minimize: 'x', subjectTo: ['x = 1'] },
      algorithm: { name: 'pso', particles: 20, ...algorithm, constraints },
      stop,
    });

  it('falls over its share of the generations, or of the evaluations where members may go without one', () => {
    const settingsOf = (...of: Parameters<typeof specOf>) => {
      const { algorithm, stop } = specOf(...of);
      return swarmSettings(algorithm, stop, 1).constraints;
    };
    expect(settingsOf('epsilon', { generations: 200 })).toEqual({
      kind: 'epsilon',
      perGeneration: 1 / 100,
      perEvaluation: 0,
    });
    expect(settingsOf({ epsilon: { until: 0.8 } }, { evaluations: 1_000 }, { name: 'dms-pso' })).toEqual({
      kind: 'epsilon',
      perGeneration: 0,
      perEvaluation: 1 / 800,
    });
    expect(settingsOf('penalty', {})).toEqual({ kind: 'penalty', factor: 1_000 });
    expect(settingsOf({ penalty: 5 }, {})).toEqual({ kind: 'penalty', factor: 5 });
    expect(settingsOf('deb', {})).toEqual({ kind: 'deb' });
  });

  it('needs to know how long the run is', () => {
    expect(() => specOf('epsilon', { seconds: 3 })).toThrow(/algorithm\.constraints: epsilon falls over/);
    expect(() => specOf('deb', { seconds: 3 })).not.toThrow();
  });
});

it('with an equality a leeway that falls gets to the minimum where Deb’s rules stop at the first feasible place', async () => {
  // What is feasible is a curved surface 1e-4 thick: less violation first leads onto it at once, and then hardly along it.
  const solve = async (constraints: string): Promise<number[]> => {
    const spec = parseSwarmSpec({
      kind: 'swarm',
      problem: {
        name: 'formula',
        variables: { x: [-10, 10], y: [-10, 10], z: [-10, 10], u: [-10, 10] },
        minimize: '(x - 3)^2 + (y + 2)^2 + (z - 1)^2 + (u + 4)^2',
        subjectTo: ['x * y + z = 2', 'x + u^2 = 7'],
      },
      algorithm: { name: 'de', particles: 40, constraints },
      stop: { evaluations: 20_000 },
      seed: 3,
      repeats: 10,
    });
    if (spec.problem.name === 'fit' || spec.problem.name === 'external') throw new Error('Only formulas here.');
    const problem = compileProblem(spec.problem);
    using machine = createCpuPso(spec, problem, nodeClock, null);
    await machine.advance(1_000);
    const places = await machine.bestPositions();
    return Array.from({ length: 10 }, (_, repeat) => {
      const { value, violation } = problem.evaluate(places.subarray(4 * repeat, 4 * repeat + 4));
      return violation === 0 ? value : Number.POSITIVE_INFINITY;
    }).sort((a, b) => a - b);
  };
  // z and x from the constraints, y from the derivative, u from a scan in steps of 0.001: 8.7326 on the surface itself.
  for (const value of await solve('epsilon')) expect(Math.abs(value - 8.7326)).toBeLessThan(1e-3);
  const [best] = await solve('deb');
  expect(best).toBeGreaterThan(11);
  // A penalty lies between.
  const [bestOfPenalty] = await solve('penalty');
  expect(bestOfPenalty).toBeGreaterThan(8.8);
  expect(bestOfPenalty).toBeLessThan(best);
});
