// The PSO family on the GPU: buffers, kernels and slices of many generations per submit. What the kernels do is written in
// shaders/swarm/.
import type { Gpu, GpuBuffer, Kernel, SubmitReport } from '../../gpu/gpu.ts';
import { createPartControl, mostParts } from './dispatch-parts.ts';
import {
  hasOwnBox,
  packProblem,
  packSettings,
  packSwarms,
  readCurve,
  settingsBytes,
  toTiles,
  unpackSwarms,
} from './gpu-layout.ts';
import { initialPlaces } from './initial-places.ts';
import { checkFits, planSwarm, type SwarmPlan, swarmRecordBytes } from './plan.ts';
import type { CompiledProblem } from './problem.ts';
import { linkPsoShaders } from './pso-shaders.ts';
import { psoSettings, turnKnobs } from './pso-settings.ts';
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
/** Uniforms that are bound at an offset start at multiples of this, by default. */
const uniformAlignment = 256;

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
  const uniform = GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST;
  try {
    const { sizeBytes } = plan;
    const buffers = {
      settings: await allocate('settings', settingsBytes, uniform),
      positions: await allocate('positions', sizeBytes.coordinates, storage),
      velocities: await allocate('velocities', sizeBytes.coordinates, storage),
      bestPositions: await allocate('best positions', sizeBytes.coordinates, storage),
      values: await allocate('values', sizeBytes.values, storage),
      bests: await allocate('bests', sizeBytes.bests, storage),
      swarms: await allocate('swarms', sizeBytes.swarms, storage),
      history: await allocate('history', sizeBytes.history, storage),
      problem: await allocate('problem', sizeBytes.problem, storage),
      blocks: await allocate('blocks', sizeBytes.blocks, storage),
      wanted: await allocate('wanted', 16, uniform),
      parts: await allocate('parts', mostParts * uniformAlignment, uniform),
    };
    const order = [
      buffers.settings,
      buffers.positions,
      buffers.velocities,
      buffers.bestPositions,
      buffers.values,
      buffers.bests,
      buffers.swarms,
      buffers.history,
      buffers.problem,
      buffers.blocks,
      buffers.wanted,
    ];
    const bind = (
      kernel: Kernel,
      bindings: readonly number[],
      extra: readonly { binding: number; buffer: GpuBuffer }[] = [],
    ) =>
      gpu.bind(kernel, 0, [
        ...bindings.flatMap((binding) => (order[binding] ? [{ binding, buffer: order[binding] }] : [])),
        ...extra,
      ]);

    const usesProblem = /problem\[/.test(
      code.step.replace(/^.*var<storage, read> problem.*$/m, '').replace(/\/\/.*$/gm, ''),
    );
    const problemBinding = usesProblem ? [8] : [];
    const stepBindings = bind(step, [0, 1, 2, 3, 4, ...(isRing ? [] : [5]), 6, ...problemBinding]);
    const initialiseBindings = bind(initialise, [0, 1, 2, ...(isRing ? [] : [3]), 4, 6, ...problemBinding]);
    const rememberBindings = remember && bind(remember, [0, 1, 3, 4, 6]);
    const blockBindings = findBlockBests && bind(findBlockBests, [0, 4, 9]);
    const endBindings = bind(endGeneration, [0, 3, 4, 5, 6, 7, 9]);

    const writeSettings = (): void => gpu.write(buffers.settings, packSettings(settings, plan, problem, givenCount));
    gpu.write(buffers.problem, packProblem(problem));
    let givenCount = 0;
    let begun = false;
    if (saved) {
      for (const name of arrayNames) {
        const stored = saved.arrays[name];
        if (stored) gpu.write(buffers[name], stored);
      }
      begun = (saved.arrays['swarms']?.[3] ?? 0) > 0;
    } else {
      gpu.write(buffers.swarms, packSwarms(spec));
      for (let repeat = 0; repeat < spec.repeats; repeat++) {
        const places = initialPlaces(spec.algorithm, problem, spec.seed, repeat);
        if (!places) continue;
        givenCount = places.length / problem.dimensions;
        gpu.write(buffers.positions, toTiles(places, plan), repeat * plan.padded * plan.dimensions * 4);
      }
    }
    writeSettings();

    const control = createPartControl({
      members: plan.particles,
      multiple: plan.workgroupSize,
      coordinatesPerMember: plan.dimensions * plan.repeats,
      weight: 1 + problem.shader.data.length / problem.dimensions / 4,
    });
    /** Where each dispatch of a generation begins; written again when the cut changes. */
    let partMembers = 0;
    const cut = (members: number): number => {
      if (members !== partMembers) {
        partMembers = members;
        const firsts = new Uint32Array((mostParts * uniformAlignment) / 4);
        for (let part = 0; part < mostParts; part++) firsts[(part * uniformAlignment) / 4] = part * members;
        gpu.write(buffers.parts, firsts);
      }
      return Math.ceil(plan.particles / members);
    };
    const partBindings = new Map<Kernel, GPUBindGroup[]>();
    const partBinding = (kernel: Kernel, part: number): GPUBindGroup => {
      const known = partBindings.get(kernel) ?? [];
      partBindings.set(kernel, known);
      return (known[part] ??= gpu.bind(kernel, 1, [
        { binding: 0, buffer: buffers.parts, offsetBytes: part * uniformAlignment, sizeBytes: 16 },
      ]));
    };

    const encodePart = (pass: GPUComputePassEncoder, kernel: Kernel, bindings: GPUBindGroup, part: number): void => {
      pass.setPipeline(kernel.pipeline);
      pass.setBindGroup(0, bindings);
      pass.setBindGroup(1, partBinding(kernel, part));
      const members = Math.min(partMembers, plan.particles - part * partMembers);
      pass.dispatchWorkgroups(Math.ceil(members / plan.workgroupSize), plan.repeats);
    };
    const encodeEnd = (pass: GPUComputePassEncoder): void => {
      if (findBlockBests && blockBindings) {
        pass.setPipeline(findBlockBests.pipeline);
        pass.setBindGroup(0, blockBindings);
        pass.dispatchWorkgroups(Math.ceil(plan.blocks / 64), plan.repeats);
      }
      pass.setPipeline(endGeneration.pipeline);
      pass.setBindGroup(0, endBindings);
      pass.dispatchWorkgroups(plan.repeats);
    };
    const reads = [
      { buffer: buffers.swarms, offsetBytes: 0, sizeBytes: sizeBytes.swarms },
      { buffer: buffers.history, offsetBytes: 0, sizeBytes: sizeBytes.history },
    ];

    /** Many generations in one submit, each in one dispatch. */
    const submitWhole = (generations: number, first: boolean): Promise<SubmitReport> => {
      cut(plan.particles);
      return gpu.submit(
        'swarm',
        (pass) => {
          for (let i = 0; i < generations; i++) {
            if (first && i === 0) encodePart(pass, initialise, initialiseBindings, 0);
            else encodePart(pass, step, stepBindings, 0);
            if (remember && rememberBindings) encodePart(pass, remember, rememberBindings, 0);
            encodeEnd(pass);
          }
        },
        reads,
      );
    };
    /** One generation in several submits of one dispatch each, two of them under way at a time. */
    const submitInParts = async (parts: number, first: boolean): Promise<SubmitReport> => {
      const kernel = first ? initialise : step;
      const bindings = first ? initialiseBindings : stepBindings;
      let milliseconds = 0;
      const underWay: Promise<SubmitReport>[] = [];
      const land = async (): Promise<void> => {
        milliseconds += (await underWay.shift())?.milliseconds ?? 0;
      };
      try {
        for (let part = 0; part < parts; part++) {
          if (underWay.length >= 2) await land();
          underWay.push(gpu.submit('swarm part', (pass) => encodePart(pass, kernel, bindings, part)));
        }
        while (underWay.length > 0) await land();
      } finally {
        // The other part under way fails for the same reason.
        await Promise.allSettled(underWay);
      }
      const end = await gpu.submit(
        'swarm end',
        (pass) => {
          if (remember && rememberBindings)
            for (let part = 0; part < parts; part++) encodePart(pass, remember, rememberBindings, part);
          encodeEnd(pass);
        },
        reads,
      );
      return { ...end, milliseconds: milliseconds + end.milliseconds };
    };

    let reported = -1;
    const report = ({ milliseconds, data }: SubmitReport): SliceReport => {
      const [swarms, history] = data;
      if (!swarms || !history) throw new Error('A submit gave back fewer reads than it was asked for.');
      const repeats = unpackSwarms(swarms, plan.repeats);
      const last = Math.max(...repeats.map(({ generation }) => generation));
      const from = Math.max(reported + 1, last - plan.history + 1);
      const curve = readCurve(new Float32Array(history), repeats, from, last, plan.history);
      reported = last;
      return { milliseconds, repeats, curve };
    };
    /** Generations in parts follow each other; they cannot overlap with the next call's. */
    let parted: Promise<unknown> = Promise.resolve();

    return {
      variants: { pso: options.variant },
      evaluationsPerGeneration: spec.algorithm.particles * spec.repeats,
      advance(generations) {
        const first = !begun;
        begun = true;
        if (control.membersPerPart >= plan.particles) {
          return parted.then(async () => {
            const slice = await submitWhole(generations, first);
            control.record(generations, slice.milliseconds);
            return report(slice);
          });
        }
        const advanced = parted.then(async () => {
          let milliseconds = 0;
          let last: SubmitReport | null = null;
          for (let i = 0; i < generations; i++) {
            last = await submitInParts(cut(control.membersPerPart), first && i === 0);
            control.record(1, last.milliseconds);
            milliseconds += last.milliseconds;
          }
          if (!last) throw new Error('A slice needs at least one generation.');
          return report({ ...last, milliseconds });
        });
        parted = advanced.catch(() => undefined);
        return advanced;
      },
      turn(knobs) {
        settings = turnKnobs(settings, knobs);
        writeSettings();
      },
      async sample(repeat, most) {
        const count = Math.min(most, plan.particles);
        const floats = count * (plan.dimensions + 1);
        using sampled = await gpu.createBuffer('swarm sample', floats * 4, storage);
        gpu.write(buffers.wanted, new Uint32Array([repeat, count, 0, 0]));
        const bindings = bind(sampleMembers, [0, 1, 4, 10], [{ binding: 11, buffer: sampled }]);
        const { data } = await gpu.submit(
          'swarm sample',
          (pass) => {
            pass.setPipeline(sampleMembers.pipeline);
            pass.setBindGroup(0, bindings);
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
