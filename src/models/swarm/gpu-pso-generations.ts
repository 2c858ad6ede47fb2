// Generations of one swarm as commands for the device: many in one submit, or one in several where a generation alone would
// hold the device for long. What the kernels do is written in shaders/swarm/.
import type { Binding, BufferPart, Gpu, SubmitReport } from '../../gpu/gpu.ts';
import { packUniform } from '../../gpu/struct-layout.ts';
import { packKnobs, packSettings } from './gpu-layout.ts';
import { type PsoKernel, type PsoKernels, smallWorkgroup } from './gpu-pso-kernels.ts';
import type { GpuSwarmState } from './gpu-swarm-state.ts';
import { memoryHead, type SwarmPlan } from './plan.ts';
import type { CompiledProblem } from './problem.ts';
import { worst } from './swarm.reference.ts';
import type { SwarmSettings } from './swarm-settings.ts';
import { psoLayout } from './shader-layouts.ts';

const { knobs, part } = psoLayout.bindings;
/** The group of the settings and the arrays. */
const shared = psoLayout.bindings.settings.group;
const { Part } = psoLayout.structs;

export interface Generations {
  /** For the next submit. */
  settingsUniform(settings: SwarmSettings): Omit<Binding, 'binding'>;
  /** Many generations in one submit, each in one dispatch. The reports' data: the repeats' records, then their histories. */
  submitWhole(settings: SwarmSettings, generations: number, first: boolean): Promise<SubmitReport>;
  /**
   * One generation in several submits of one dispatch each, two of them under way at a time. Broken off, it is not ended
   * and the bests stay those of the one before; an initial generation is ended with the members that it has by then.
   * `left`: how many of each repeat it did without.
   */
  submitInParts(
    settings: SwarmSettings,
    members: number,
    first: boolean,
    isGivenUp: () => boolean,
  ): Promise<SubmitReport & { readonly left: number }>;
}

/** @param given members that came with their places */
export function createGenerations(
  gpu: Gpu,
  plan: SwarmPlan,
  problem: CompiledProblem,
  { initialise, prepare, step, remember, findBlockBests, endGeneration }: PsoKernels,
  state: GpuSwarmState,
  given: number,
): Generations {
  const { buffers } = state;
  const settingsUniform = (settings: SwarmSettings): Omit<Binding, 'binding'> =>
    gpu.uniform(packSettings(settings, plan, problem, given));
  const partUniform = (first: number): Binding => ({
    binding: part.binding,
    ...gpu.uniform(packUniform(Part, { first })),
  });
  const bind = (
    { kernel, arrays, usesKnobs }: PsoKernel,
    uniform: Omit<Binding, 'binding'>,
    settings: SwarmSettings,
  ): GPUBindGroup => {
    const packed = usesKnobs ? packKnobs(settings) : null;
    return state.bind(kernel, uniform, arrays, packed ? [{ binding: knobs.binding, ...gpu.uniform(packed) }] : []);
  };
  const encodePart = (
    pass: GPUComputePassEncoder,
    { kernel }: PsoKernel,
    bindings: GPUBindGroup,
    first: number,
    members: number,
  ): void => {
    pass.setPipeline(kernel.pipeline);
    pass.setBindGroup(shared, bindings);
    pass.setBindGroup(part.group, gpu.bind(kernel, part.group, [partUniform(first)]));
    pass.dispatchWorkgroups(Math.ceil(Math.min(members, plan.particles - first) / plan.workgroupSize), plan.repeats);
  };
  /** What the algorithm works out before a step; made once a submit. */
  const createPreparation = (
    settings: SwarmSettings,
    uniform: Omit<Binding, 'binding'>,
  ): ((pass: GPUComputePassEncoder) => void) => {
    const passes = prepare.map((of) => ({ ...of, bindings: bind(of, uniform, settings) }));
    return (pass) => {
      for (const { kernel, bindings, over } of passes) {
        pass.setPipeline(kernel.pipeline);
        pass.setBindGroup(shared, bindings);
        if (over === 'members') pass.dispatchWorkgroups(plan.workgroups, plan.repeats);
        else pass.dispatchWorkgroups(plan.repeats);
      }
    };
  };
  /** Ends a generation with these settings; made once a submit. */
  const createEnd = (
    settings: SwarmSettings,
    uniform: Omit<Binding, 'binding'>,
  ): ((pass: GPUComputePassEncoder) => void) => {
    const blockBindings = findBlockBests && bind(findBlockBests, uniform, settings);
    const endBindings = bind(endGeneration, uniform, settings);
    return (pass) => {
      if (findBlockBests && blockBindings) {
        pass.setPipeline(findBlockBests.kernel.pipeline);
        pass.setBindGroup(shared, blockBindings);
        pass.dispatchWorkgroups(Math.ceil(plan.blocks / smallWorkgroup), plan.repeats);
      }
      pass.setPipeline(endGeneration.kernel.pipeline);
      pass.setBindGroup(shared, endBindings);
      pass.dispatchWorkgroups(plan.repeats);
    };
  };
  const reads: readonly BufferPart[] = [
    { buffer: buffers.swarms, offsetBytes: 0, sizeBytes: plan.sizeBytes.swarms },
    { buffer: buffers.history, offsetBytes: 0, sizeBytes: plan.sizeBytes.history },
    { buffer: buffers.memory, offsetBytes: 0, sizeBytes: plan.memory ? 4 * memoryHead * plan.repeats : 16 },
  ];
  /** Members from here on were never evaluated: none of them is the best. */
  const writeWorst = (from: number): void => {
    const piece = new Float32Array(4 * Math.min(65_536, plan.particles - from)).fill(worst);
    for (let repeat = 0; repeat < plan.repeats; repeat++)
      for (let member = from; member < plan.particles; member += piece.length / 4) {
        const count = Math.min(piece.length / 4, plan.particles - member);
        gpu.write(buffers.values, piece.subarray(0, 4 * count), 16 * (repeat * plan.padded + member));
      }
  };

  return {
    settingsUniform,
    submitWhole: (settings, generations, first) =>
      gpu.submit(
        'swarm',
        (pass) => {
          const uniform = settingsUniform(settings);
          const whole = partUniform(0);
          const dispatch = (of: PsoKernel): (() => void) => {
            const own = bind(of, uniform, settings);
            const ofPart = gpu.bind(of.kernel, part.group, [whole]);
            return () => {
              pass.setPipeline(of.kernel.pipeline);
              pass.setBindGroup(shared, own);
              pass.setBindGroup(part.group, ofPart);
              pass.dispatchWorkgroups(plan.workgroups, plan.repeats);
            };
          };
          const doInitialise = first ? dispatch(initialise) : null;
          const doPrepare = createPreparation(settings, uniform);
          const doStep = dispatch(step);
          const doRemember = remember && dispatch(remember);
          const end = createEnd(settings, uniform);
          for (let i = 0; i < generations; i++) {
            if (doInitialise && i === 0) doInitialise();
            else {
              doPrepare(pass);
              doStep();
            }
            doRemember?.();
            end(pass);
          }
        },
        reads,
      ),
    async submitInParts(settings, members, first, isGivenUp) {
      const moving = first ? initialise : step;
      const all = first ? (plan.memory?.active ?? plan.particles) : plan.particles;
      const starts = Array.from({ length: Math.ceil(all / members) }, (_, part) => part * members);
      let milliseconds = 0;
      let reached = all;
      const underWay: Promise<SubmitReport>[] = [];
      const land = async (): Promise<void> => {
        milliseconds += (await underWay.shift())?.milliseconds ?? 0;
      };
      try {
        if (!first && prepare.length > 0)
          underWay.push(gpu.submit('swarm preparation', createPreparation(settings, settingsUniform(settings))));
        for (const start of starts) {
          if (underWay.length >= 2) await land();
          if (isGivenUp() && (start > 0 || !first)) {
            reached = start;
            break;
          }
          underWay.push(
            gpu.submit('swarm part', (pass) => {
              const uniform = settingsUniform(settings);
              encodePart(pass, moving, bind(moving, uniform, settings), start, members);
            }),
          );
        }
        while (underWay.length > 0) await land();
      } finally {
        // The other part under way fails for the same reason.
        await Promise.allSettled(underWay);
      }
      if (first && reached < all) writeWorst(reached);
      const end = await gpu.submit(
        'swarm end',
        (pass) => {
          if (reached < all && !first) return;
          const uniform = settingsUniform(settings);
          if (remember) {
            const bindings = bind(remember, uniform, settings);
            for (const start of starts) encodePart(pass, remember, bindings, start, members);
          }
          createEnd(settings, uniform)(pass);
        },
        reads,
      );
      return { ...end, milliseconds: milliseconds + end.milliseconds, left: all - reached };
    },
  };
}
