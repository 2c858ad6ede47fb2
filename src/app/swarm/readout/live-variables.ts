// A search position as the problem's own variables, while the run goes on; the result has them from the engine.
import { decode, type Decoding } from '../../../models/swarm/problem.ts';
import type { ProblemSpec, Variable } from '../../../models/swarm/schema.ts';

export function liveVariables(problem: ProblemSpec, position: ArrayLike<number>): [string, number][] {
  if (problem.name === 'formula')
    return Object.entries(problem.variables).map(([name, variable], d) => [
      name,
      decode(decodingOf(variable), position[d] ?? Number.NaN),
    ]);
  if (problem.name === 'fit') return [];
  return Array.from({ length: problem.dimensions }, (_, d) => [`x${d + 1}`, position[d] ?? Number.NaN]);
}

function decodingOf(variable: Variable): Decoding {
  if (Array.isArray(variable)) return { kind: 'real' };
  if ('integer' in variable) return { kind: 'integer', first: variable.integer[0], last: variable.integer[1] };
  return 'oneOf' in variable ? { kind: 'oneOf', values: variable.oneOf } : { kind: 'real' };
}
