// From a problem's spec to the problem ready to be searched, for a thread that others wait for: what is large is drawn with
// pauses, and what is seldom asked for is fetched when it is.
import type { Clock } from '../../core/ports.ts';
import { isBbob } from './bbob/bbob.ts';
import { isCluster } from './clusters/clusters.ts';
import { isDesign } from './designs/design-names.ts';
import type { CompiledProblem } from './problem.ts';
import { compileCatalogueProblem } from './problems/catalogue-problem.ts';
import { type ProblemSpec } from './schema.ts';
import { badSpec } from './spec-parts.ts';
import { drawRotationInSteps } from './transform.numeric.ts';

const holdMs = 20;

/** Throws `bad-spec`, `bad-formula` and `bad-wgsl` with their places. A fit has a search of its own. */
export async function loadProblem(spec: ProblemSpec, clock: Clock): Promise<CompiledProblem> {
  if (spec.name === 'fit') throw badSpec('problem.name', 'a fit cannot be searched as a plain objective');
  if (spec.name === 'external')
    throw badSpec('problem.name', 'the values of an external problem come from outside: nothing here can compute them');
  if (spec.name === 'formula') {
    const { compileFormulaProblem } = await import('./problems/formula-problem.ts');
    return compileFormulaProblem(spec);
  }
  if (spec.name === 'wgsl') {
    const { compileWgslProblem } = await import('./wgsl/wgsl-problem.ts');
    return compileWgslProblem(spec);
  }
  if (isDesign(spec)) {
    const { compileDesign } = await import('./designs/design-problem.ts');
    return compileDesign(spec);
  }
  if (isCluster(spec)) {
    const { compileCluster } = await import('./clusters/cluster-problem.ts');
    return compileCluster(spec);
  }
  if (isBbob(spec)) {
    const { compileBbobProblem } = await import('./bbob/bbob-problem.ts');
    return compileBbobProblem(spec);
  }
  if (spec.rotationSeed !== undefined) await drawWithPauses(spec.rotationSeed, spec.dimensions, clock);
  return compileCatalogueProblem(spec);
}

/** Large rotations take seconds; what was drawn is remembered. */
async function drawWithPauses(seed: number, dimensions: number, clock: Clock): Promise<void> {
  const steps = drawRotationInSteps(seed, dimensions);
  let heldSince = clock.tick();
  while (!steps.next().done) {
    if (clock.tick() - heldSince < holdMs) continue;
    await clock.yield();
    heldSince = clock.tick();
  }
}
