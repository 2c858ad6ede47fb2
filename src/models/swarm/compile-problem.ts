// From a problem's spec to the problem ready to be searched. A fit has a search of its own: see fit/.
import type { CompiledProblem } from './problem.ts';
import { compileCatalogueProblem } from './problems/catalogue-problem.ts';
import { compileFormulaProblem } from './problems/formula-problem.ts';
import type { CatalogueProblem, FormulaProblem } from './schema.ts';

export function compileProblem(spec: CatalogueProblem | FormulaProblem): CompiledProblem {
  return spec.name === 'formula' ? compileFormulaProblem(spec) : compileCatalogueProblem(spec);
}
