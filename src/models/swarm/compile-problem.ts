// From a problem's spec to the problem ready to be searched. A fit has a search of its own.
import type { Clock } from '../../core/ports.ts';
import type { CompiledProblem } from './problem.ts';
import { compileCatalogueProblem } from './problems/catalogue-problem.ts';
import { compileFormulaProblem } from './problems/formula-problem.ts';
import { badSpec, type ProblemSpec } from './schema.ts';
import { drawRotationInSteps } from './transform.numeric.ts';

export function compileProblem(spec: ProblemSpec): CompiledProblem {
  if (spec.name === 'fit') throw badSpec('problem.name', 'a fit cannot be searched as a plain objective');
  return spec.name === 'formula' ? compileFormulaProblem(spec) : compileCatalogueProblem(spec);
}

const holdMs = 20;

/** Does ahead, with pauses, what would hold the thread in compiling: a large rotation. It is remembered. */
export async function prepareProblem(spec: ProblemSpec, clock: Clock): Promise<void> {
  if (!('rotationSeed' in spec) || spec.rotationSeed === undefined) return;
  const steps = drawRotationInSteps(spec.rotationSeed, spec.dimensions);
  let heldSince = clock.tick();
  while (!steps.next().done) {
    if (clock.tick() - heldSince < holdMs) continue;
    await clock.yield();
    heldSince = clock.tick();
  }
}
