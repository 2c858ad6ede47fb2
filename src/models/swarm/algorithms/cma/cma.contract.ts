// The three functions that CMA-ES has to solve in 10 dimensions, and how many evaluations another implementation takes: pycma
// 4.5.0 with the same defaults, median of 20 runs from places drawn in [-5, 5] with a step size of 3.
import type { CompiledProblem } from '../../problem.ts';
import { compileProblem } from '../../compile-problem.ts';
import { parseSwarmSpec, type SwarmSpec } from '../../schema.ts';
import type { SwarmMachine } from '../../swarm-machine.ts';

export const solved = [
  { name: 'sphere', pycma: 1_540 },
  { name: 'ellipsoid', pycma: 4_030 },
  { name: 'rosenbrock', pycma: 5_290 },
] as const;

export interface Solved {
  /** Share of the repeats whose best is below 1e-8 in f64. */
  readonly share: number;
  /** Of those, the median. */
  readonly evaluations: number;
}

/** Repeats side by side until all reach 1e-8, in 100,000 evaluations each at most. */
export async function solve(
  name: string,
  repeats: number,
  createMachine: (spec: SwarmSpec, problem: CompiledProblem) => Promise<SwarmMachine> | SwarmMachine,
): Promise<Solved> {
  const spec = parseSwarmSpec({
    kind: 'swarm',
    problem: { name, dimensions: 10, bounds: [-5, 5] },
    algorithm: { name: 'cma-es' },
    stop: { evaluations: 100_000, target: 0.99e-8 },
    seed: 1,
    repeats,
  });
  if (spec.problem.name === 'fit' || spec.problem.name === 'external') throw new Error('A function was asked for.');
  const problem = compileProblem(spec.problem);
  using machine = await createMachine(spec, problem);
  let report = await machine.advance(100);
  while (report.repeats.some(({ stopped }) => stopped === null)) report = await machine.advance(100);
  const places = await machine.bestPositions();
  const reached = report.repeats.filter(
    (_, repeat) => problem.evaluate(places.subarray(10 * repeat, 10 * (repeat + 1))).value < 1e-8,
  );
  const evaluations = reached.map((repeat) => repeat.evaluations).sort((a, b) => a - b);
  return { share: reached.length / repeats, evaluations: evaluations[evaluations.length >> 1] ?? Number.NaN };
}
