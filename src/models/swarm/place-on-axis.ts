// For pictures: where a value of a problem's own variable stands on its axis.
import { typedProblem } from './designs/designs.ts';
import { decodingOf, encode } from './problem.ts';
import type { ProblemSpec } from './schema.ts';

/** A choice stands at its place in the list. */
export function placeOnAxis(problem: ProblemSpec, dimension: number, value: number): number {
  const typed = typedProblem(problem);
  if (!typed) return value;
  return encode(decodingOf(Object.values(typed.variables)[dimension]), value) ?? Number.NaN;
}
