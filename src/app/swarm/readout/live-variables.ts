// A place of the picture as the problem's own variables, while the run goes on; the result has them from the engine.
import { clusterNames, isCluster } from '../../../models/swarm/clusters/clusters.ts';
import { variablesOf } from '../../../models/swarm/designs/designs.ts';
import { decode, decodingOf } from '../../../models/swarm/problem.ts';
import { dimensionsOf, type ProblemSpec } from '../../../models/swarm/schema.ts';

export function liveVariables(problem: ProblemSpec, position: ArrayLike<number>): [string, number][] {
  const variables = variablesOf(problem);
  if (variables)
    return Object.entries(variables).map(([name, variable], d) => [
      name,
      decode(decodingOf(variable), position[d] ?? Number.NaN),
    ]);
  const names = isCluster(problem)
    ? clusterNames(problem.atoms)
    : Array.from({ length: 'dimensions' in problem ? dimensionsOf(problem) : 0 }, (_, d) => `x${d + 1}`);
  return names.map((name, d) => [name, position[d] ?? Number.NaN]);
}
