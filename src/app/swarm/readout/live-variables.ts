// A place of the picture as the problem's own variables, while the run goes on; the result has them from the engine.
import { decode, decodingOf } from '../../../models/swarm/problem.ts';
import type { ProblemSpec } from '../../../models/swarm/schema.ts';

export function liveVariables(problem: ProblemSpec, position: ArrayLike<number>): [string, number][] {
  if (problem.name === 'formula')
    return Object.entries(problem.variables).map(([name, variable], d) => [
      name,
      decode(decodingOf(variable), position[d] ?? Number.NaN),
    ]);
  if (problem.name === 'fit') return [];
  return Array.from({ length: problem.dimensions }, (_, d) => [`x${d + 1}`, position[d] ?? Number.NaN]);
}
