// The PSO family on the GPU behind the interface of all swarms: which generations go into which submit, and what is read back
// of them. Buffers, kernels and commands are the neighbours' (gpu-swarm-state, gpu-pso-kernels, gpu-pso-generations).
import { createWorkQueue, type WorkQueue } from '../../core/work-queue.ts';
import type { Gpu, SubmitReport } from '../../gpu/gpu.ts';
import { packUniform } from '../../gpu/struct-layout.ts';
import { turnKnobs } from './algorithms/turnables.ts';
import { createPartControl } from './dispatch-parts.ts';
import { hasOwnBox, readCurve, readFault, unpackSwarms } from './gpu-layout.ts';
import { createGenerations } from './gpu-pso-generations.ts';
import { createPsoKernels, smallWorkgroup } from './gpu-pso-kernels.ts';
import { allocateSwarm } from './gpu-swarm-state.ts';
import { memoryOf } from './evaluations.ts';
import { checkFits, planSwarm, type SwarmPlan, swarmRecordBytes } from './plan.ts';
import { type CompiledProblem, searchedStop } from './problem.ts';
import { swarmSettings } from './swarm-settings.ts';
import type { SwarmSpec } from './schema.ts';
import { psoLayout } from './shader-layouts.ts';
import type { MachineState, SliceReport, SwarmMachine } from './swarm-machine.ts';

/**
 * Ways to lay out and launch the same kernels; the tuner picks. Tiles of 16 go with few invocations at the end of a
 * generation, which suits a software adapter: there every invocation pays for a wait.
 */
export const psoVariants = {
  'tile16-wg64': { tile: 16, workgroupSize: 64, endSize: 16 },
  'tile64-wg64': { tile: 64, workgroupSize: 64, endSize: 64 },
  'tile256-wg256': { tile: 256, workgroupSize: 256, endSize: 256 },
} as const;
export type PsoVariant = keyof typeof psoVariants;

export interface GpuPsoOptions {
  readonly gpu: Gpu;
  readonly spec: SwarmSpec;
  readonly problem: CompiledProblem;
  readonly variant: PsoVariant;
  readonly saved: MachineState | null;
  /** In whose turns a state is written; default: one of its own, for a device that nobody else uses meanwhile. */
  readonly queue?: WorkQueue;
}

const noHeads = new Uint32Array();

/** Bytes on the GPU and refusal of what does not fit; nothing is allocated. */
export function planGpuPso(
  spec: SwarmSpec,
  problem: CompiledProblem,
  variant: PsoVariant,
  limits: Gpu['limits'],
): SwarmPlan {
  const plan = planSwarm({
    memory: memoryOf(spec.algorithm, problem.dimensions),
    particles: spec.algorithm.particles,
    dimensions: problem.dimensions,
    repeats: spec.repeats,
    problemFloats: problem.shader.data.length + (hasOwnBox(problem) ? 2 * problem.dimensions : 0),
    ...psoVariants[variant],
  });
  checkFits(plan, {
    maxStorageBufferBindingSize: limits['maxStorageBufferBindingSize'] ?? 0,
    maxBufferSize: limits['maxBufferSize'] ?? 0,
  });
  return plan;
}

/** Sets up buffers and kernels. Throws `out-of-memory`, `gpu-validation` and `bad-wgsl`; whatever was allocated by then is freed. */
export async function createGpuPso(options: GpuPsoOptions): Promise<SwarmMachine> {
  const { gpu, spec, problem, saved, variant } = options;
  const plan = planGpuPso(spec, problem, variant, gpu.limits);
  let settings = swarmSettings(spec.algorithm, searchedStop(spec.stop, problem), problem.dimensions);
  const kernels = await createPsoKernels(gpu, spec, problem, plan, psoVariants[variant].endSize);
  const state = await allocateSwarm(gpu, plan);
  try {
    const { buffers } = state;
    const given = await state.fill(spec, problem, saved, options.queue ?? createWorkQueue(1));
    let begun = saved !== null;
    const commands = createGenerations(gpu, plan, problem, kernels, state, given);
    const control = createPartControl({
      members: plan.particles,
      multiple: plan.workgroupSize,
      coordinatesPerMember: plan.dimensions * plan.repeats,
      weight: problem.shader.user?.weight ?? 1 + problem.shader.data.length / problem.dimensions / 4,
    });

    let reported = -1;
    const report = ({ milliseconds, data }: SubmitReport, brokenOff: boolean, leftOut: number): SliceReport => {
      const [swarms, history, heads] = data;
      if (!swarms || !history || !heads) throw new Error('A submit gave back fewer reads than it was asked for.');
      const fault = readFault(swarms, plan.repeats);
      if (fault !== 0 && problem.shader.user) throw problem.shader.user.explainFault(fault);
      const repeats = unpackSwarms(swarms, plan.memory ? new Uint32Array(heads) : noHeads, settings, plan.repeats);
      const last = Math.max(...repeats.map(({ generation }) => generation));
      const from = Math.max(reported + 1, last - plan.history + 1);
      const curve = readCurve(new Float32Array(history), repeats, from, last, plan.history);
      reported = last;
      return { milliseconds, repeats, curve, brokenOff, leftOut: leftOut > 0 ? repeats.map(() => leftOut) : [] };
    };
    /** Slices follow each other: one in parts cannot overlap with the next call's. */
    let parted: Promise<unknown> = Promise.resolve();

    return {
      variants: { pso: variant },
      advance(generations, isGivenUp = () => false) {
        const first = !begun;
        begun = true;
        // As they are now: what is turned later acts later, though this slice may have to wait.
        const own = settings;
        if (control.membersPerPart >= plan.particles) {
          return parted.then(async () => {
            const slice = await commands.submitWhole(own, generations, first);
            control.record(generations, slice.milliseconds);
            return report(slice, false, 0);
          });
        }
        const advanced = parted.then(async () => {
          let milliseconds = 0;
          for (let i = 0; ; i++) {
            const isInitial = first && i === 0;
            const done = await commands.submitInParts(own, control.membersPerPart, isInitial, isGivenUp);
            control.record(1, done.milliseconds);
            milliseconds += done.milliseconds;
            const { left } = done;
            if (left > 0 || i + 1 >= generations)
              return report({ ...done, milliseconds }, left > 0, isInitial ? left : 0);
          }
        });
        parted = advanced.catch(() => undefined);
        return advanced;
      },
      turn(knobs) {
        settings = turnKnobs(settings, knobs);
      },
      async sample(repeat, most) {
        const count = Math.min(most, plan.particles);
        const floats = count * (plan.dimensions + 1);
        using sampled = gpu.takeBuffer(floats * 4);
        const { kernel, arrays } = kernels.sample;
        const { wanted, sampled: target } = psoLayout.bindings;
        const { data } = await gpu.submit(
          'swarm sample',
          (pass) => {
            pass.setPipeline(kernel.pipeline);
            pass.setBindGroup(
              wanted.group,
              state.bind(kernel, commands.settingsUniform(settings), arrays, [
                { binding: wanted.binding, ...gpu.uniform(packUniform(psoLayout.structs.Sample, { repeat, count })) },
                { binding: target.binding, buffer: sampled, offsetBytes: 0, sizeBytes: floats * 4 },
              ]),
            );
            pass.dispatchWorkgroups(Math.ceil(count / smallWorkgroup));
          },
          [
            { buffer: sampled, offsetBytes: 0, sizeBytes: floats * 4 },
            {
              buffer: buffers.bests,
              offsetBytes: (repeat * 2 + 1) * plan.dimensions * 4,
              sizeBytes: plan.dimensions * 4,
            },
            { buffer: buffers.swarms, offsetBytes: repeat * swarmRecordBytes, sizeBytes: swarmRecordBytes },
          ],
        );
        const [members = new ArrayBuffer(0), best = new ArrayBuffer(0), swarm = new ArrayBuffer(0)] = data;
        return {
          generation: unpackSwarms(swarm, noHeads, settings, 1)[0]?.generation ?? -1,
          dimensions: plan.dimensions,
          positions: new Float32Array(members, 0, count * plan.dimensions),
          values: new Float32Array(members, count * plan.dimensions * 4),
          best: new Float32Array(best),
        };
      },
      bestPositions: () => state.bestPositions(),
      save: async () => ({ state: { variant }, arrays: await state.save() }),
      [Symbol.dispose]: () => state[Symbol.dispose](),
    };
  } catch (error) {
    state[Symbol.dispose]();
    throw error;
  }
}
