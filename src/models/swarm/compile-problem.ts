// From a problem's spec to the problem ready to be searched, at once. `load-problem.ts` does the same with pauses.
import { isBbob } from './bbob/bbob.ts';
import { compileBbobProblem } from './bbob/bbob-problem.ts';
import { compileCluster } from './clusters/cluster-problem.ts';
import { isCluster } from './clusters/clusters.ts';
import { compileDesign } from './designs/design-problem.ts';
import { isDesign } from './designs/design-names.ts';
import type { CompiledProblem } from './problem.ts';
import { compileCatalogueProblem } from './problems/catalogue-problem.ts';
import { compileFormulaProblem } from './problems/formula-problem.ts';
import { type ProblemSpec } from './schema.ts';
import { badSpec } from './spec-parts.ts';
import { compileWgslProblem } from './wgsl/wgsl-problem.ts';

export function compileProblem(spec: ProblemSpec): CompiledProblem {
  if (spec.name === 'fit') throw badSpec('problem.name', 'a fit cannot be searched as a plain objective');
  if (spec.name === 'external')
    throw badSpec('problem.name', 'the values of an external problem come from outside: nothing here can compute them');
  if (spec.name === 'formula') return compileFormulaProblem(spec);
  if (spec.name === 'wgsl') return compileWgslProblem(spec);
  if (isDesign(spec)) return compileDesign(spec);
  if (isCluster(spec)) return compileCluster(spec);
  return isBbob(spec) ? compileBbobProblem(spec) : compileCatalogueProblem(spec);
}
