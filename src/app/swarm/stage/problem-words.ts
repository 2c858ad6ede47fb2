// A problem in its own words for the pictures: its title, the names of its axes, its known optimum.
import { isBbob } from '../../../models/swarm/bbob/bbob.ts';
import { catalogue } from '../../../models/swarm/catalogue.ts';
import { clusterNames, isCluster } from '../../../models/swarm/clusters/clusters.ts';
import { isDesign } from '../../../models/swarm/designs/design-names.ts';
import { designs, variablesOf } from '../../../models/swarm/designs/designs.ts';
import { knownTitle } from '../../../models/swarm/known-functions.ts';
import { placeOnAxis } from '../../../models/swarm/place-on-axis.ts';
import { type CatalogueProblem, dimensionsOf, type ProblemSpec } from '../../../models/swarm/schema.ts';

/** A dimension by its name; a choice is searched by the place in its list. */
export function axisTitle(problem: ProblemSpec, dimension: number): string {
  if (problem.name === 'fit') return Object.keys(problem.parameters)[dimension] ?? '';
  if (isCluster(problem)) return clusterNames(problem.atoms)[dimension] ?? '';
  const variables = variablesOf(problem);
  if (!variables) return `x${dimension + 1}`;
  const [name, variable] = Object.entries(variables)[dimension] ?? [];
  return variable && 'oneOf' in variable ? `${name} (place in its list)` : (name ?? '');
}

/** The known minimiser on two axes; unknown to the page where the function was moved. */
export function optimumOn(
  problem: ProblemSpec,
  plane: readonly [number, number] | null,
): readonly [number, number] | null {
  if (!plane) return null;
  if (isDesign(problem)) {
    const { minimiser } = designs[problem.name];
    const at = (d: number): number => placeOnAxis(problem, d, minimiser[d] ?? Number.NaN);
    return [at(plane[0]), at(plane[1])];
  }
  if (!isCatalogue(problem)) return null;
  if (problem.shiftSeed !== undefined || problem.rotationSeed !== undefined) return null;
  const { minimiser } = catalogue[problem.name];
  const x = minimiser(plane[0], problem.dimensions);
  const y = minimiser(plane[1], problem.dimensions);
  return x === null || y === null ? null : [x, y];
}

export function titleOf(problem: ProblemSpec): string {
  if (problem.name === 'fit') return `${problem.response} = ${problem.model}`;
  if (problem.name === 'formula') return problem.minimize;
  if (problem.name === 'external') return `Values for ${Object.keys(problem.variables).join(', ')}`;
  const dimensions = dimensionsOf(problem);
  const count = `${dimensions} ${dimensions === 1 ? 'dimension' : 'dimensions'}`;
  if (problem.name === 'wgsl') return `Objective in WGSL in ${count}`;
  if (!('dimensions' in problem)) return knownTitle(problem);
  const moved = isBbob(problem)
    ? [`instance ${problem.instance}`]
    : [problem.shiftSeed !== undefined && 'shifted', problem.rotationSeed !== undefined && 'rotated'];
  return [`${knownTitle(problem)} in ${count}`, ...moved.filter(Boolean)].join(', ');
}

function isCatalogue(problem: ProblemSpec): problem is CatalogueProblem {
  return Object.hasOwn(catalogue, problem.name);
}
