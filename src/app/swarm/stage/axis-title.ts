import type { ProblemSpec } from '../../../models/swarm/schema.ts';

/** A dimension in the problem's own words; a choice is searched by the place in its list. */
export function axisTitle(problem: ProblemSpec, dimension: number): string {
  if (problem.name === 'fit') return Object.keys(problem.parameters)[dimension] ?? '';
  if (problem.name !== 'formula') return `x${dimension + 1}`;
  const [name, variable] = Object.entries(problem.variables)[dimension] ?? [];
  return variable && 'oneOf' in variable ? `${name} (place in its list)` : (name ?? '');
}
