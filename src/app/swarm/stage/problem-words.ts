// A problem in its own words for the pictures: its title, the names of its axes, its known optimum.
import { isBbob } from '../../../models/swarm/bbob/bbob.ts';
import { catalogue } from '../../../models/swarm/catalogue.ts';
import { functionTitle, isKnownFunction } from '../../../models/swarm/known-functions.ts';
import type { ProblemSpec } from '../../../models/swarm/schema.ts';

/** A dimension by its name; a choice is searched by the place in its list. */
export function axisTitle(problem: ProblemSpec, dimension: number): string {
  if (problem.name === 'fit') return Object.keys(problem.parameters)[dimension] ?? '';
  if (problem.name !== 'formula') return `x${dimension + 1}`;
  const [name, variable] = Object.entries(problem.variables)[dimension] ?? [];
  return variable && 'oneOf' in variable ? `${name} (place in its list)` : (name ?? '');
}

/** The known minimiser on two axes; unknown to the page where the function was moved. */
export function optimumOn(
  problem: ProblemSpec,
  plane: readonly [number, number] | null,
): readonly [number, number] | null {
  if (!plane || !isKnownFunction(problem) || isBbob(problem)) return null;
  if (problem.shiftSeed !== undefined || problem.rotationSeed !== undefined) return null;
  const { minimiser } = catalogue[problem.name];
  const x = minimiser(plane[0], problem.dimensions);
  const y = minimiser(plane[1], problem.dimensions);
  return x === null || y === null ? null : [x, y];
}

export function titleOf(problem: ProblemSpec): string {
  if (problem.name === 'fit') return `${problem.response} = ${problem.model}`;
  if (problem.name === 'formula') return problem.minimize;
  const { dimensions } = problem;
  const moved = isBbob(problem)
    ? [`instance ${problem.instance}`]
    : [problem.shiftSeed !== undefined && 'shifted', problem.rotationSeed !== undefined && 'rotated'];
  const count = `${dimensions} ${dimensions === 1 ? 'dimension' : 'dimensions'}`;
  return [`${functionTitle(problem)} in ${count}`, ...moved.filter(Boolean)].join(', ');
}
