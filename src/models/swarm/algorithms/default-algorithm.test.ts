// What a spec gets that names no algorithm, and that it suffices for the engineering designs.
import { describe, expect, it } from 'vitest';
import { compileProblem } from '../compile-problem.ts';
import { createCpuPso } from '../cpu-pso.ts';
import { designNames } from '../designs/design-names.ts';
import { designs } from '../designs/designs.ts';
import { plainClock } from '../quality.contract.ts';
import { algorithmReason, parseSwarmSpec } from '../schema.ts';

const chosen = (input: Record<string, unknown>): readonly [string, string | null] => {
  const whole = { kind: 'swarm', ...input };
  const spec = parseSwarmSpec(whole);
  return [spec.algorithm.name, algorithmReason(whole, spec)];
};

describe('the algorithm of a spec that names none', () => {
  it('is jSO where there are constraints, whole numbers or choices and evaluations to spend, and says so', () => {
    const formula = { name: 'formula', variables: { x: [0, 1] }, minimize: 'x' };
    expect(chosen({ problem: { name: 'welded-beam' } })[0]).toBe('jso');
    expect(chosen({ problem: { ...formula, subjectTo: ['x >= 0.5'] } })[1]).toContain('constraints');
    expect(chosen({ problem: { ...formula, variables: { x: { integer: [0, 9] } } } })[1]).toContain('whole numbers');
    expect(chosen({ problem: formula })[0]).toBe('pso');
    expect(chosen({ problem: { name: 'rastrigin' } })[0]).toBe('pso');
  });

  it('is PSO where the end is none that jSO could go by', () => {
    const problem = { name: 'welded-beam' };
    expect(chosen({ problem, stop: { seconds: 1 } })[1]).toContain('generations or time');
    expect(chosen({ problem, stop: { evaluations: 1_200 } })[0]).toBe('pso');
    expect(chosen({ problem, stop: { evaluations: 20_000 } })[0]).toBe('jso');
  });

  it('has no reason where the spec names it', () => {
    expect(chosen({ problem: { name: 'welded-beam' }, algorithm: { name: 'de' } })).toEqual(['de', null]);
  });
});

// Of thirty repeats at least 27 do, measured for two seeds; three show that a problem alone is enough.
it.each(designNames)(
  '%s: found within a thousandth, feasible, by the problem alone in one repeat of three',
  async (name) => {
    const spec = parseSwarmSpec({ kind: 'swarm', problem: { name }, repeats: 3 });
    const problem = compileProblem({ name });
    using machine = createCpuPso(spec, problem, plainClock, null);
    let isOver = false;
    while (!isOver) isOver = (await machine.advance(500)).repeats.every(({ stopped }) => stopped !== null);
    const places = await machine.bestPositions();
    const { dimensions } = problem;
    const found = [0, 1, 2].filter((repeat) => {
      const { value, violation } = problem.evaluate(places.subarray(repeat * dimensions, (repeat + 1) * dimensions));
      return violation === 0 && value <= 1.001 * designs[name].minimum;
    });
    expect(found.length).toBeGreaterThanOrEqual(1);
  },
);
