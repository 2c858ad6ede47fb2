// What is known of the problems that have a name: the catalogue's functions, BBOB's, the engineering designs,
// clusters of atoms. Device-free.
import { bbobTitles } from './bbob/bbob-titles.ts';
import { bbobNumber, bbobOffset, isBbob } from './bbob/bbob.ts';
import { catalogue } from './catalogue.ts';
import { isCluster, leastEnergy } from './clusters/clusters.ts';
import { isDesign } from './designs/design-names.ts';
import { designs } from './designs/designs.ts';
import type { BbobProblem, CatalogueProblem, ClusterProblem, DesignProblem, ProblemSpec } from './schema.ts';

/** "Rastrigin", "BBOB f3 Rastrigin", "Welded beam", "Lennard-Jones cluster of 13 atoms". */
export function knownTitle(problem: CatalogueProblem | BbobProblem | DesignProblem | ClusterProblem): string {
  if (isDesign(problem)) return designs[problem.name].title;
  if (isCluster(problem)) return `Lennard-Jones cluster of ${problem.atoms} atoms`;
  if (isBbob(problem)) return `BBOB f${bbobNumber(problem.name)} ${bbobTitles[problem.name]}`;
  return catalogue[problem.name].title;
}

/** The least value, where one is published. */
export function knownMinimum(problem: ProblemSpec): number | null {
  if (problem.name === 'fit' || problem.name === 'formula') return null;
  if (problem.name === 'external' || problem.name === 'wgsl') return null;
  if (isDesign(problem)) return designs[problem.name].minimum;
  if (isCluster(problem)) return leastEnergy(problem.atoms);
  if (isBbob(problem)) return bbobOffset(problem.name, problem.instance);
  return catalogue[problem.name].minimum(problem.dimensions);
}
