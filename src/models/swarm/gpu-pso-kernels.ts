// The kernels of a swarm, compiled for one spec, each with the arrays that it binds: a layout is made from what a
// kernel reads and writes, so that a bind group has to hold that and nothing else.
import type { Gpu } from '../../gpu/gpu.ts';
import type { Kernel } from '../../gpu/kernel-cache.ts';
import { moveShaderOf } from './algorithms/move-shaders.ts';
import { algorithms } from './algorithms/registry.ts';
import type { StateArray } from './gpu-swarm-state.ts';
import type { SwarmPlan } from './plan.ts';
import type { CompiledProblem } from './problem.ts';
import { linkedName, linkPsoShaders } from './pso-shaders.ts';
import type { SwarmSpec } from './schema.ts';

export interface PsoKernel {
  readonly kernel: Kernel;
  readonly arrays: readonly StateArray[];
  /** Takes the algorithm's numbers, where it has some. */
  readonly usesKnobs: boolean;
}

export interface PsoKernels {
  readonly initialise: PsoKernel;
  /** What the algorithm works out before a step, in this order. */
  readonly prepare: readonly (PsoKernel & { readonly over: 'members' | 'repeats' })[];
  readonly step: PsoKernel;
  /** Where own bests change after all have moved. */
  readonly remember: PsoKernel | null;
  /** Where the best is sought in two levels. */
  readonly findBlockBests: PsoKernel | null;
  readonly endGeneration: PsoKernel;
  readonly sample: PsoKernel;
}

/** Invocations of a workgroup that sample, or find the bests of blocks. */
export const smallWorkgroup = 64;

/**
 * Throws `gpu-validation`, and `bad-wgsl` for what the user wrote.
 * @param endSize invocations of the workgroup that ends a generation
 */
export async function createPsoKernels(
  gpu: Gpu,
  spec: SwarmSpec,
  problem: CompiledProblem,
  plan: SwarmPlan,
  endSize: number,
): Promise<PsoKernels> {
  const code = linkPsoShaders(spec, problem);
  const { isDeferred } = algorithms[spec.algorithm.name];
  const { reads, start, prepare: preparation } = moveShaderOf(spec.algorithm);
  const hasKnobs = /var<uniform> \w*knobs:/.test(code.step);
  // It says which violations count, of every repeat.
  const ofLeeway: readonly StateArray[] = code.generation.includes('var<private> leeway') ? ['swarms'] : [];
  const ofMemory: readonly StateArray[] = plan.memory ? ['memory'] : [];
  const usesProblem = (text: string): boolean =>
    /problem\[/.test(text.replace(/^.*var<storage, read> problem.*$/m, '').replace(/\/\/.*$/gm, ''));
  const ofProblem: readonly StateArray[] = usesProblem(code.step) ? ['problem'] : [];
  const ofOwnBests: readonly StateArray[] = isDeferred ? [] : ['bestPositions'];
  const create = async (
    label: string,
    module: keyof typeof code,
    entryPoint: string,
    workgroupSize: number,
    arrays: readonly StateArray[],
    usesKnobs = false,
  ): Promise<PsoKernel> => {
    const { user } = problem.shader;
    const named = (name: string): string => (module === 'step' ? linkedName(problem, name) : name);
    const kernel = await gpu.createKernel({
      label: `swarm ${label}`,
      code: code[module],
      entryPoint: named(entryPoint),
      constants: { [named('TILE')]: plan.tile, [named('WORKGROUP_SIZE')]: workgroupSize },
      ...(user && module === 'step' && { explain: user.explainRefusal }),
    });
    return { kernel, arrays, usesKnobs };
  };
  const passes = Promise.all(
    (preparation?.passes ?? []).map(async ({ entryPoint, over, arrays, usesKnobs }) => {
      const size = over === 'members' ? plan.workgroupSize : endSize;
      const bound = arrays.filter((name) => name !== 'problem' || usesProblem(code.prepare));
      return { ...(await create(entryPoint, 'prepare', entryPoint, size, bound, usesKnobs)), over };
    }),
  );
  const [prepare, initialise, step, remember, findBlockBests, endGeneration, sample] = await Promise.all([
    passes,
    create(
      'initialise',
      'step',
      'initialise',
      plan.workgroupSize,
      ['positions', 'velocities', 'values', 'swarms', ...ofOwnBests, ...ofProblem, ...ofMemory],
      start === 'limited',
    ),
    create(
      'step',
      'step',
      'step',
      plan.workgroupSize,
      ['positions', 'velocities', 'values', 'swarms', ...new Set([...ofOwnBests, ...reads]), ...ofProblem, ...ofMemory],
      hasKnobs,
    ),
    isDeferred
      ? create('remember', 'step', 'remember', plan.workgroupSize, [
          'positions',
          'bestPositions',
          'values',
          'swarms',
          ...ofMemory,
        ])
      : null,
    plan.blocks > 0
      ? create('block bests', 'generation', 'find_block_bests', smallWorkgroup, [
          'values',
          'blocks',
          ...ofLeeway,
          ...ofMemory,
        ])
      : null,
    create('end generation', 'generation', 'end_generation', endSize, [
      'bestPositions',
      'values',
      'bests',
      'swarms',
      'history',
      'blocks',
      ...ofMemory,
    ]),
    create('sample', 'sample', 'sample', smallWorkgroup, ['positions', 'values', ...ofMemory]),
  ]);
  return { initialise, prepare, step, remember, findBlockBests, endGeneration, sample };
}
