// What is known of the functions that have a name: the catalogue's and BBOB's. Device-free.
import { bbob, bbobNumber, bbobOffset, isBbob } from './bbob/bbob.ts';
import { catalogue } from './catalogue.ts';
import type { BbobProblem, CatalogueProblem, ProblemSpec } from './schema.ts';

export type KnownFunction = CatalogueProblem | BbobProblem;

export function isKnownFunction(problem: ProblemSpec): problem is KnownFunction {
  return problem.name !== 'fit' && problem.name !== 'formula';
}

/** "Rastrigin", "BBOB f3 Rastrigin". */
export function functionTitle(problem: KnownFunction): string {
  if (isBbob(problem)) return `BBOB f${bbobNumber(problem.name)} ${bbob[problem.name].title}`;
  return catalogue[problem.name].title;
}

/** The least value, where one is published. */
export function knownMinimum(problem: KnownFunction): number | null {
  if (isBbob(problem)) return bbobOffset(problem.name, problem.instance);
  return catalogue[problem.name].minimum(problem.dimensions);
}
