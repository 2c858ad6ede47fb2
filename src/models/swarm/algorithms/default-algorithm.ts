// Which algorithm a spec gets that names none, and why. Device-free.
import { isDesign } from '../designs/design-names.ts';
import type { ProblemSpec, StopSpec } from '../schema.ts';
import { jso } from './jso.ts';

export interface AlgorithmChoice {
  readonly name: 'pso' | 'jso';
  /** A sentence without its full stop. */
  readonly because: string;
}

/** Generations that jSO takes to learn its numbers, at least. */
const fewestGenerations = 20;

/**
 * By constraints, whole numbers and choices, dimensions and budget. jSO spends a number of evaluations, over which its
 * population shrinks: where the end is given in generations or time, or the evaluations are few, it has nothing to go by.
 */
export function defaultAlgorithm(problem: ProblemSpec, stop: StopSpec, dimensions: number): AlgorithmChoice {
  const what = hardPart(problem);
  if (what === null)
    return {
      name: 'pso',
      because: 'nothing but a box bounds the search: a large swarm explores it and keeps a GPU busy',
    };
  if (stop.evaluations === undefined && (stop.generations !== undefined || stop.seconds !== undefined))
    return { name: 'pso', because: 'the end is given in generations or time; jSO goes by evaluations' };
  const needed = fewestGenerations * jso.schedule.particles(dimensions);
  if (stop.evaluations !== undefined && stop.evaluations < needed)
    return {
      name: 'pso',
      because: `the budget is below the ${needed.toLocaleString('en')} evaluations that jSO learns from`,
    };
  return { name: 'jso', because: `the problem has ${what}, in which jSO's members keep apart longer than a swarm's` };
}

/** What of a problem is more than a box of real numbers. */
function hardPart(problem: ProblemSpec): string | null {
  if (isDesign(problem)) return problem.name === 'gear-train' ? 'whole numbers' : 'constraints';
  if (problem.name !== 'formula') return null;
  if (problem.subjectTo.length > 0) return 'constraints';
  return Object.values(problem.variables).every((variable) => Array.isArray(variable))
    ? null
    : 'whole numbers or choices';
}
