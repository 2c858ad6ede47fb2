// For pictures: where a value of a problem's own variable stands on its axis.
import { variablesOf } from './designs/designs.ts';
import { decodingOf, encode } from './problem.ts';
import type { ProblemSpec } from './schema.ts';

/** A choice stands at its place in the list. */
export function placeOnAxis(problem: ProblemSpec, dimension: number, value: number): number {
  const variables = variablesOf(problem);
  if (!variables) return value;
  return encode(decodingOf(Object.values(variables)[dimension]), value) ?? Number.NaN;
}
