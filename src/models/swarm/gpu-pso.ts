// The PSO family on the GPU: buffers, kernels and slices of many generations per submit. What the kernels do is written in
// shaders/swarm/.
import randomShader from '../../../shaders/lib/random.wgsl?raw';
import trigonometryShader from '../../../shaders/lib/trigonometry.wgsl?raw';
import absorb from '../../../shaders/swarm/boundaries/absorb.wgsl?raw';
import clamp from '../../../shaders/swarm/boundaries/clamp.wgsl?raw';
import periodic from '../../../shaders/swarm/boundaries/periodic.wgsl?raw';
import random from '../../../shaders/swarm/boundaries/random.wgsl?raw';
import reflect from '../../../shaders/swarm/boundaries/reflect.wgsl?raw';
import generationShader from '../../../shaders/swarm/generation.wgsl?raw';
import psoShader from '../../../shaders/swarm/pso.wgsl?raw';
import sampleShader from '../../../shaders/swarm/sample.wgsl?raw';
import stateShader from '../../../shaders/swarm/state.wgsl?raw';
import { deriveKey } from '../../core/random.ts';
import type { Gpu, GpuBuffer, Kernel } from '../../gpu/gpu.ts';
import { linkShader } from '../../gpu/link-shader.ts';
import { initialPlaces } from './initial-places.ts';
import { checkFits, planSwarm, type SwarmPlan, swarmRecordBytes } from './plan.ts';
import type { CompiledProblem } from './problem.ts';
import { neverRestart, worst } from './pso.reference.ts';
import { type PsoSettings, psoSettings, turnKnobs } from './pso-settings.ts';
import type { Boundary, SwarmSpec } from './schema.ts';
import { type MachineState, type RepeatStatus, stopNames, type SwarmMachine } from './swarm-machine.ts';

const boundaryShaders: Readonly<Record<Boundary, string>> = { absorb, clamp, periodic, random, reflect };

/** Ways to lay out and launch the same kernels; the tuner picks. */
export const psoVariants = {
  'tile16-wg64': { tile: 16, workgroupSize: 64 },
  'tile64-wg64': { tile: 64, workgroupSize: 64 },
  'tile256-wg256': { tile: 256, workgroupSize: 256 },
  'tile1-wg64': { tile: 1, workgroupSize: 64 },
} as const;
export type PsoVariant = keyof typeof psoVariants;

const arrayNames = ['positions', 'velocities', 'bestPositions', 'values', 'bests', 'swarms'] as const;
const settingsBytes = 96;

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

function hasOwnBox({ lower, upper }: CompiledProblem): boolean {
  return lower.some((low) => low !== lower[0]) || upper.some((high) => high !== upper[0]);
}

/** The linked WGSL of one spec: `step` holds initialise, step and remember; `generation` ends generations; `sample` copies out. */
export function linkPsoShaders(
  spec: SwarmSpec,
  problem: CompiledProblem,
): { step: string; generation: string; sample: string } {
  const modules = {
    'lib::random': randomShader,
    'lib::trigonometry': trigonometryShader,
    'swarm::state': stateShader,
    'swarm::boundary': boundaryShaders[spec.algorithm.boundary],
    ...problem.shader.modules,
  };
  const flags = {
    ring: spec.algorithm.name === 'pso-ring',
    own_box: hasOwnBox(problem),
    philox: spec.algorithm.generator === 'philox4x32-10',
  };
  return {
    step: linkShader(psoShader, { modules, flags }),
    generation: linkShader(generationShader, { modules, flags }),
    sample: linkShader(sampleShader, { modules, flags }),
  };
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
      constants: { ...constants, WORKGROUP_SIZE: 64 },
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
      begun = (new Uint32Array(saved.arrays['swarms']?.buffer ?? new ArrayBuffer(64))[2] ?? 0) > 0;
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

    const encodeGeneration = (pass: GPUComputePassEncoder, kernel: Kernel, bindings: GPUBindGroup): void => {
      pass.setPipeline(kernel.pipeline);
      pass.setBindGroup(0, bindings);
      pass.dispatchWorkgroups(plan.workgroups, plan.repeats);
      if (remember && rememberBindings) {
        pass.setPipeline(remember.pipeline);
        pass.setBindGroup(0, rememberBindings);
        pass.dispatchWorkgroups(plan.workgroups, plan.repeats);
      }
      if (findBlockBests && blockBindings) {
        pass.setPipeline(findBlockBests.pipeline);
        pass.setBindGroup(0, blockBindings);
        pass.dispatchWorkgroups(Math.ceil(plan.blocks / 64), plan.repeats);
      }
      pass.setPipeline(endGeneration.pipeline);
      pass.setBindGroup(0, endBindings);
      pass.dispatchWorkgroups(plan.repeats);
    };

    let reported = -1;
    return {
      variants: { pso: options.variant },
      evaluationsPerGeneration: spec.algorithm.particles * spec.repeats,
      async advance(generations) {
        const first = !begun;
        begun = true;
        const { milliseconds, data } = await gpu.submit(
          'swarm',
          (pass) => {
            if (first) encodeGeneration(pass, initialise, initialiseBindings);
            for (let i = first ? 1 : 0; i < generations; i++) encodeGeneration(pass, step, stepBindings);
          },
          [
            { buffer: buffers.swarms, offsetBytes: 0, sizeBytes: sizeBytes.swarms },
            { buffer: buffers.history, offsetBytes: 0, sizeBytes: sizeBytes.history },
          ],
        );
        const [swarms, history] = data;
        if (!swarms || !history) throw new Error('A submit gave back fewer reads than it was asked for.');
        const repeats = unpackSwarms(swarms, plan.repeats);
        const last = Math.max(...repeats.map(({ generation }) => generation));
        const curve = readCurve(
          new Float32Array(history),
          repeats,
          Math.max(reported + 1, last - plan.history + 1),
          last,
          plan.history,
        );
        reported = last;
        return { milliseconds, repeats, curve };
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

/** Struct `Settings` of state.wgsl. */
function packSettings(settings: PsoSettings, plan: SwarmPlan, problem: CompiledProblem, given: number): ArrayBuffer {
  const bytes = new ArrayBuffer(settingsBytes);
  const words = new Uint32Array(bytes);
  const floats = new Float32Array(bytes);
  words.set([plan.particles, plan.dimensions, plan.padded, plan.history], 0);
  floats.set(
    [
      settings.inertiaFirst,
      settings.inertiaLast,
      settings.inertiaGenerations,
      settings.cognitive,
      settings.social,
      settings.velocityLimit,
      problem.lower[0] ?? 0,
      problem.upper[0] ?? 0,
    ],
    4,
  );
  words.set(
    [settings.generationLimit, settings.stagnationLimit, settings.restartAfter, settings.target === null ? 0 : 1],
    12,
  );
  floats[16] = settings.target ?? 0;
  words.set([plan.blocks, settings.reach, given, problem.shader.data.length], 17);
  return bytes;
}

/** Structs `Swarm` of state.wgsl, as they stand before generation 0. */
function packSwarms(spec: SwarmSpec): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array((spec.repeats * swarmRecordBytes) / 4);
  const floats = new Float32Array(words.buffer);
  for (let repeat = 0; repeat < spec.repeats; repeat++) {
    const at = (repeat * swarmRecordBytes) / 4;
    words.set(deriveKey(spec.seed, repeat), at);
    floats.fill(worst, at + 4, at + 8);
    words[at + 10] = neverRestart;
  }
  return words;
}

function unpackSwarms(bytes: ArrayBuffer, repeats: number): RepeatStatus[] {
  const words = new Uint32Array(bytes);
  const floats = new Float32Array(bytes);
  return Array.from({ length: repeats }, (_, repeat) => {
    const at = (repeat * swarmRecordBytes) / 4;
    return {
      generation: (words[at + 2] ?? 0) - 1,
      stopped: stopNames[words[at + 3] ?? 0] ?? null,
      bestValue: floats[at + 6] ?? worst,
      bestViolation: floats[at + 7] ?? worst,
      restarts: words[at + 11] ?? 0,
      notFinite: words[at + 12] ?? 0,
    };
  });
}

/** Best value over all repeats after each generation; a repeat that had stopped counts with its last value. */
function readCurve(
  history: Float32Array,
  repeats: readonly RepeatStatus[],
  first: number,
  last: number,
  length: number,
): { generations: number[]; best: number[] } {
  const generations: number[] = [];
  const best: number[] = [];
  for (let generation = first; generation <= last; generation++) {
    generations.push(generation);
    best.push(
      Math.min(
        ...repeats.map((status, repeat) =>
          status.generation < generation
            ? status.bestValue
            : (history[repeat * length + (generation % length)] ?? worst),
        ),
      ),
    );
  }
  return { generations, best };
}

function packProblem(problem: CompiledProblem): Float32Array<ArrayBuffer> {
  const { data } = problem.shader;
  if (!hasOwnBox(problem)) return data.length > 0 ? data : new Float32Array(4);
  const packed = new Float32Array(data.length + 2 * problem.dimensions);
  packed.set(data);
  packed.set(problem.lower, data.length);
  packed.set(problem.upper, data.length + problem.dimensions);
  return packed;
}

/** [member][dimension] to tiles; members beyond those given stay 0 and are drawn by the kernel. */
function toTiles(places: Float32Array, plan: SwarmPlan): Float32Array<ArrayBuffer> {
  const { tile, dimensions } = plan;
  const tiled = new Float32Array(plan.padded * dimensions);
  for (let i = 0; i < places.length; i++) {
    const member = Math.floor(i / dimensions);
    const d = i % dimensions;
    tiled[(Math.floor(member / tile) * dimensions + d) * tile + (member % tile)] = places[i] ?? 0;
  }
  return tiled;
}
