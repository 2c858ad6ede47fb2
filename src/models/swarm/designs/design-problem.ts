// An engineering design as a problem: its typed objective, under its own name, with its published optimum.
import { type CompiledProblem, encode } from '../problem.ts';
import { compileFormulaProblem } from '../problems/formula-problem.ts';
import type { DesignProblem } from '../schema.ts';
import { formulaOf } from './design-formulas.ts';
import { designs } from './designs.ts';

export function compileDesign(spec: DesignProblem): CompiledProblem {
  const problem = compileFormulaProblem(formulaOf(spec));
  const position = designs[spec.name].minimiser.map((value, d) =>
    encode(problem.decodings[d] ?? { kind: 'real' }, value),
  );
  return {
    ...problem,
    name: spec.name,
    minimiser: position.every((x) => x !== null) ? position : null,
  };
}
