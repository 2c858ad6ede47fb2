// The PSO family on the GPU: buffers, kernels and slices of many generations per submit. What the kernels do is written in
// shaders/swarm/.
import type { Binding, Gpu, GpuBuffer, Kernel, SubmitReport } from '../../gpu/gpu.ts';
import { createPartControl } from './dispatch-parts.ts';
import { hasOwnBox, packProblem, packSettings, packSwarms, readCurve, toTiles, unpackSwarms } from './gpu-layout.ts';
import { initialPlaces } from './initial-places.ts';
import { checkFits, planSwarm, type SwarmPlan, swarmRecordBytes } from './plan.ts';
import type { CompiledProblem } from './problem.ts';
import { worst } from './pso.reference.ts';
import { linkPsoShaders } from './pso-shaders.ts';
import { type PsoSettings, psoSettings, turnKnobs } from './pso-settings.ts';
import type { SwarmSpec } from './schema.ts';
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

const arrayNames = ['positions', 'velocities', 'bestPositions', 'values', 'bests', 'swarms'] as const;

export interface GpuPsoOptions {
  readonly gpu: Gpu;
  readonly spec: SwarmSpec;
  readonly problem: CompiledProblem;
  readonly variant: PsoVariant;
  readonly saved: MachineState | null;
}

/** Bytes on the GPU and refusal of what does not fit; nothing is allocated. */
export function planGpuPso(
  spec: SwarmSpec,
  problem: CompiledProblem,
  variant: PsoVariant,
  limits: Gpu['limits'],
): SwarmPlan {
  const plan = planSwarm({
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

/** Sets up buffers and kernels. Throws `out-of-memory` and `gpu-validation`; whatever was allocated by then is freed. */
export async function createGpuPso(options: GpuPsoOptions): Promise<SwarmMachine> {
  const { gpu, spec, problem, saved } = options;
  const plan = planGpuPso(spec, problem, options.variant, gpu.limits);
  let settings = psoSettings(spec.algorithm, spec.stop, problem.dimensions);
  const isRing = settings.isRing;
  const code = linkPsoShaders(spec, problem);
  const constants = { TILE: plan.tile, WORKGROUP_SIZE: plan.workgroupSize };
  const [initialise, step, remember, findBlockBests, endGeneration, sampleMembers] = await Promise.all([
    gpu.createKernel({ label: 'pso initialise', code: code.step, entryPoint: 'initialise', constants }),
    gpu.createKernel({ label: 'pso step', code: code.step, entryPoint: 'step', constants }),
    isRing ? gpu.createKernel({ label: 'pso remember', code: code.step, entryPoint: 'remember', constants }) : null,
    plan.blocks > 0
      ? gpu.createKernel({
          label: 'pso block bests',
          code: code.generation,
          entryPoint: 'find_block_bests',
          constants: { ...constants, WORKGROUP_SIZE: 64 },
        })
      : null,
    gpu.createKernel({
      label: 'pso end generation',
      code: code.generation,
      entryPoint: 'end_generation',
      constants: { ...constants, WORKGROUP_SIZE: psoVariants[options.variant].endSize },
    }),
    gpu.createKernel({
      label: 'pso sample',
      code: code.sample,
      entryPoint: 'sample',
      constants: { ...constants, WORKGROUP_SIZE: 64 },
    }),
  ]);

  const owned: GpuBuffer[] = [];
  async function allocate(label: string, sizeBytes: number, usage: GPUBufferUsageFlags): Promise<GpuBuffer> {
    const buffer = await gpu.createBuffer(`swarm ${label}`, sizeBytes, usage);
    owned.push(buffer);
    return buffer;
  }
  function dispose(): void {
    for (const buffer of owned.splice(0)) buffer[Symbol.dispose]();
  }

  const storage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  try {
    const { sizeBytes } = plan;
    const buffers = {
      positions: await allocate('positions', sizeBytes.coordinates, storage),
      velocities: await allocate('velocities', sizeBytes.coordinates, storage),
      bestPositions: await allocate('best positions', sizeBytes.coordinates, storage),
      values: await allocate('values', sizeBytes.values, storage),
      bests: await allocate('bests', sizeBytes.bests, storage),
      swarms: await allocate('swarms', sizeBytes.swarms, storage),
      history: await allocate('history', sizeBytes.history, storage),
      problem: await allocate('problem', sizeBytes.problem, storage),
      blocks: await allocate('blocks', sizeBytes.blocks, storage),
    };
    const order = [
      null,
      buffers.positions,
      buffers.velocities,
      buffers.bestPositions,
      buffers.values,
      buffers.bests,
      buffers.swarms,
      buffers.history,
      buffers.problem,
      buffers.blocks,
    ];
    /** Group 0 of a kernel: the settings of this submit, and buffers by number. */
    const bind = (
      kernel: Kernel,
      uniform: Omit<Binding, 'binding'>,
      bindings: readonly number[],
      extra: readonly Binding[] = [],
    ): GPUBindGroup =>
      gpu.bind(kernel, 0, [
        { binding: 0, ...uniform },
        ...bindings.flatMap((binding) => {
          const buffer = order[binding];
          return buffer ? [{ binding, buffer }] : [];
        }),
        ...extra,
      ]);

    const usesProblem = /problem\[/.test(
      code.step.replace(/^.*var<storage, read> problem.*$/m, '').replace(/\/\/.*$/gm, ''),
    );
    const problemBinding = usesProblem ? [8] : [];
    const stepBindings = [1, 2, 3, 4, ...(isRing ? [] : [5]), 6, ...problemBinding];
    const initialiseBindings = [1, 2, ...(isRing ? [] : [3]), 4, 6, ...problemBinding];

    gpu.write(buffers.problem, packProblem(problem));
    let givenCount = 0;
    let begun = saved !== null;
    if (saved) {
      for (const name of arrayNames) {
        const stored = saved.arrays[name];
        if (stored) gpu.write(buffers[name], stored);
      }
    } else {
      gpu.write(buffers.swarms, packSwarms(spec));
      for (let repeat = 0; repeat < spec.repeats; repeat++) {
        const places = initialPlaces(spec.algorithm, problem, spec.seed, repeat);
        if (!places) continue;
        givenCount = places.length / problem.dimensions;
        gpu.write(buffers.positions, toTiles(places, plan), repeat * plan.padded * plan.dimensions * 4);
      }
    }
    const settingsUniform = (own: PsoSettings): Omit<Binding, 'binding'> =>
      gpu.uniform(packSettings(own, plan, problem, givenCount));

    const control = createPartControl({
      members: plan.particles,
      multiple: plan.workgroupSize,
      coordinatesPerMember: plan.dimensions * plan.repeats,
      weight: 1 + problem.shader.data.length / problem.dimensions / 4,
    });
    const encodePart = (
      pass: GPUComputePassEncoder,
      kernel: Kernel,
      bindings: GPUBindGroup,
      first: number,
      members: number,
    ): void => {
      pass.setPipeline(kernel.pipeline);
      pass.setBindGroup(0, bindings);
      pass.setBindGroup(1, gpu.bind(kernel, 1, [{ binding: 0, ...gpu.uniform(new Uint32Array([first, 0, 0, 0])) }]));
      pass.dispatchWorkgroups(Math.ceil(Math.min(members, plan.particles - first) / plan.workgroupSize), plan.repeats);
    };
    /** Ends a generation with these settings; made once a submit. */
    const createEnd = (uniform: Omit<Binding, 'binding'>): ((pass: GPUComputePassEncoder) => void) => {
      const blockBindings = findBlockBests && bind(findBlockBests, uniform, [4, 9]);
      const endBindings = bind(endGeneration, uniform, [3, 4, 5, 6, 7, 9]);
      return (pass) => {
        if (findBlockBests && blockBindings) {
          pass.setPipeline(findBlockBests.pipeline);
          pass.setBindGroup(0, blockBindings);
          pass.dispatchWorkgroups(Math.ceil(plan.blocks / 64), plan.repeats);
        }
        pass.setPipeline(endGeneration.pipeline);
        pass.setBindGroup(0, endBindings);
        pass.dispatchWorkgroups(plan.repeats);
      };
    };
    const reads = [
      { buffer: buffers.swarms, offsetBytes: 0, sizeBytes: sizeBytes.swarms },
      { buffer: buffers.history, offsetBytes: 0, sizeBytes: sizeBytes.history },
    ];

    /** Many generations in one submit, each in one dispatch. */
    const submitWhole = (own: PsoSettings, generations: number, first: boolean): Promise<SubmitReport> =>
      gpu.submit(
        'swarm',
        (pass) => {
          const uniform = settingsUniform(own);
          const whole = { binding: 0, ...gpu.uniform(new Uint32Array(4)) };
          const dispatch = (kernel: Kernel, bindings: readonly number[]): (() => void) => {
            const groups = [bind(kernel, uniform, bindings), gpu.bind(kernel, 1, [whole])];
            return () => {
              pass.setPipeline(kernel.pipeline);
              groups.forEach((group, i) => pass.setBindGroup(i, group));
              pass.dispatchWorkgroups(plan.workgroups, plan.repeats);
            };
          };
          const doInitialise = first ? dispatch(initialise, initialiseBindings) : null;
          const doStep = dispatch(step, stepBindings);
          const doRemember = remember && dispatch(remember, [1, 3, 4, 6]);
          const end = createEnd(uniform);
          for (let i = 0; i < generations; i++) {
            if (doInitialise && i === 0) doInitialise();
            else doStep();
            doRemember?.();
            end(pass);
          }
        },
        reads,
      );
    /**
     * One generation in several submits of one dispatch each, two of them under way at a time. Broken off, it is not ended
     * and the bests stay those of the one before; an initial generation is ended with the members that it has by then.
     */
    const submitInParts = async (
      own: PsoSettings,
      members: number,
      first: boolean,
      isGivenUp: () => boolean,
    ): Promise<SubmitReport & { reached: number }> => {
      const [kernel, bindings] = first ? [initialise, initialiseBindings] : [step, stepBindings];
      const starts = Array.from({ length: Math.ceil(plan.particles / members) }, (_, part) => part * members);
      let milliseconds = 0;
      let reached = plan.particles;
      const underWay: Promise<SubmitReport>[] = [];
      const land = async (): Promise<void> => {
        milliseconds += (await underWay.shift())?.milliseconds ?? 0;
      };
      try {
        for (const start of starts) {
          if (underWay.length >= 2) await land();
          if (isGivenUp() && (start > 0 || !first)) {
            reached = start;
            break;
          }
          underWay.push(
            gpu.submit('swarm part', (pass) =>
              encodePart(pass, kernel, bind(kernel, settingsUniform(own), bindings), start, members),
            ),
          );
        }
        while (underWay.length > 0) await land();
      } finally {
        // The other part under way fails for the same reason.
        await Promise.allSettled(underWay);
      }
      if (first && reached < plan.particles) writeWorst(reached);
      const end = await gpu.submit(
        'swarm end',
        (pass) => {
          if (reached < plan.particles && !first) return;
          const uniform = settingsUniform(own);
          if (remember) {
            const rememberBindings = bind(remember, uniform, [1, 3, 4, 6]);
            for (const start of starts) encodePart(pass, remember, rememberBindings, start, members);
          }
          createEnd(uniform)(pass);
        },
        reads,
      );
      return { ...end, milliseconds: milliseconds + end.milliseconds, reached };
    };
    /** Members from here on were never evaluated: none of them is the best. */
    const writeWorst = (from: number): void => {
      const piece = new Float32Array(4 * Math.min(65_536, plan.particles - from)).fill(worst);
      for (let repeat = 0; repeat < plan.repeats; repeat++)
        for (let member = from; member < plan.particles; member += piece.length / 4) {
          const count = Math.min(piece.length / 4, plan.particles - member);
          gpu.write(buffers.values, piece.subarray(0, 4 * count), 16 * (repeat * plan.padded + member));
        }
    };

    let reported = -1;
    const report = ({ milliseconds, data }: SubmitReport, brokenOff: boolean, leftOut: number): SliceReport => {
      const [swarms, history] = data;
      if (!swarms || !history) throw new Error('A submit gave back fewer reads than it was asked for.');
      const repeats = unpackSwarms(swarms, plan.repeats);
      const last = Math.max(...repeats.map(({ generation }) => generation));
      const from = Math.max(reported + 1, last - plan.history + 1);
      const curve = readCurve(new Float32Array(history), repeats, from, last, plan.history);
      reported = last;
      return { milliseconds, repeats, curve, brokenOff, leftOut: leftOut > 0 ? repeats.map(() => leftOut) : [] };
    };
    /** Slices follow each other: one in parts cannot overlap with the next call's. */
    let parted: Promise<unknown> = Promise.resolve();

    return {
      variants: { pso: options.variant },
      evaluationsPerGeneration: spec.algorithm.particles * spec.repeats,
      advance(generations, isGivenUp = () => false) {
        const first = !begun;
        begun = true;
        // As they are now: what is turned later acts later, though this slice may have to wait.
        const own = settings;
        if (control.membersPerPart >= plan.particles) {
          return parted.then(async () => {
            const slice = await submitWhole(own, generations, first);
            control.record(generations, slice.milliseconds);
            return report(slice, false, 0);
          });
        }
        const advanced = parted.then(async () => {
          let milliseconds = 0;
          for (let i = 0; ; i++) {
            const isInitial = first && i === 0;
            const done = await submitInParts(own, control.membersPerPart, isInitial, isGivenUp);
            control.record(1, done.milliseconds);
            milliseconds += done.milliseconds;
            const left = plan.particles - done.reached;
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
        const { data } = await gpu.submit(
          'swarm sample',
          (pass) => {
            pass.setPipeline(sampleMembers.pipeline);
            pass.setBindGroup(
              0,
              bind(
                sampleMembers,
                settingsUniform(settings),
                [1, 4],
                [
                  { binding: 10, ...gpu.uniform(new Uint32Array([repeat, count, 0, 0])) },
                  { binding: 11, buffer: sampled, offsetBytes: 0, sizeBytes: floats * 4 },
                ],
              ),
            );
            pass.dispatchWorkgroups(Math.ceil(count / 64));
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
          generation: unpackSwarms(swarm, 1)[0]?.generation ?? -1,
          dimensions: plan.dimensions,
          positions: new Float32Array(members, 0, count * plan.dimensions),
          values: new Float32Array(members, count * plan.dimensions * 4),
          best: new Float32Array(best),
        };
      },
      async bestPositions() {
        const [bytes] = await gpu.readMany([{ buffer: buffers.bests, offsetBytes: 0, sizeBytes: sizeBytes.bests }]);
        const bests = new Float32Array(bytes ?? new ArrayBuffer(0));
        const positions = new Float32Array(plan.repeats * plan.dimensions);
        for (let repeat = 0; repeat < plan.repeats; repeat++) {
          positions.set(
            bests.subarray((2 * repeat + 1) * plan.dimensions, (2 * repeat + 2) * plan.dimensions),
            repeat * plan.dimensions,
          );
        }
        return positions;
      },
      async save() {
        const parts = await gpu.readMany(
          arrayNames.map((name) => ({ buffer: buffers[name], offsetBytes: 0, sizeBytes: buffers[name].sizeBytes })),
        );
        return {
          state: { variant: options.variant },
          arrays: Object.fromEntries(
            arrayNames.map((name, i) => [
              name,
              name === 'swarms'
                ? new Uint32Array(parts[i] ?? new ArrayBuffer(0))
                : new Float32Array(parts[i] ?? new ArrayBuffer(0)),
            ]),
          ),
        };
      },
      [Symbol.dispose]: dispose,
    };
  } catch (error) {
    dispose();
    throw error;
  }
}
