// The designs against what is published of them, and a search that finds one.
import { describe, expect, it } from 'vitest';
import { compileProblem } from '../compile-problem.ts';
import { createCpuPso } from '../cpu-pso.ts';
import { plainClock } from '../quality.contract.ts';
import { parseSwarmSpec } from '../schema.ts';
import { designDimensions, designNames } from './design-names.ts';
import { designFormulas } from './design-formulas.ts';
import { designs } from './designs.ts';

describe('engineering designs', () => {
  it.each(designNames)('%s: the published minimiser is feasible and gives the published value', (name) => {
    const { minimum, minimiser } = designs[name];
    const problem = compileProblem({ name });
    expect(problem.names).toHaveLength(designFormulas[name].meanings.length);
    expect(designDimensions[name]).toBe(designFormulas[name].meanings.length);
    const { value, violation } = problem.evaluateValues(minimiser);
    // Published with ten digits, rounded: a millionth of a psi or of a cubic inch is what they leave.
    expect(violation).toBeLessThan(1e-6);
    expect(Math.abs(value / minimum - 1)).toBeLessThan(2e-9);
  });

  it.each(designNames)(
    '%s: the minimiser lies in the box of the search, choices and whole numbers at values',
    (name) => {
      const { lower, upper, minimiser, evaluate } = compileProblem({ name });
      const position = minimiser ?? [];
      expect(position).toHaveLength(lower.length);
      position.forEach((x, d) => {
        expect(x).toBeGreaterThanOrEqual((lower[d] ?? 0) * (1 - 1e-6));
        expect(x).toBeLessThanOrEqual((upper[d] ?? 0) * (1 + 1e-6));
      });
      expect(Math.abs(evaluate(position).value / designs[name].minimum - 1)).toBeLessThan(2e-9);
    },
  );

  it('the welded beam is found within a thousandth, feasible, by a search as it is set', async () => {
    const spec = parseSwarmSpec({ kind: 'swarm', problem: { name: 'welded-beam' }, stop: { generations: 300 } });
    const problem = compileProblem({ name: 'welded-beam' });
    using machine = createCpuPso(spec, problem, plainClock, null);
    await machine.advance(300);
    const { value, violation } = problem.evaluate(await machine.bestPositions());
    expect(violation).toBe(0);
    expect(value / designs['welded-beam'].minimum).toBeLessThan(1.001);
  });
});
