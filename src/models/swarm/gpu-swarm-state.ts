// The arrays of one swarm on the GPU: allocated, filled with a start or with a saved state, bound by name, read back. What
// stands in them is written in shaders/swarm/state.wgsl; nothing is computed here.
import type { WorkQueue } from '../../core/work-queue.ts';
import type { Binding, Gpu, GpuBuffer } from '../../gpu/gpu.ts';
import type { Kernel } from '../../gpu/kernel-cache.ts';
import { writeInTurns } from '../../gpu/write-in-turns.ts';
import { packMemoryHeads, packProblem, packSwarms, toTiles } from './gpu-layout.ts';
import { checkMemory, widenSwarms } from './earlier-state.ts';
import { initialWords } from './initial-words.ts';
import { initialPlaces } from './initial-places.ts';
import { memoryHead, type SwarmPlan } from './plan.ts';
import type { CompiledProblem } from './problem.ts';
import type { SwarmSpec } from './schema.ts';
import { psoLayout } from './shader-layouts.ts';
import type { MachineState } from './swarm-machine.ts';

const { bindings } = psoLayout;
const bindingsOf = {
  positions: bindings.positions,
  velocities: bindings.velocities,
  bestPositions: bindings.best_positions,
  values: bindings.values,
  bests: bindings.bests,
  swarms: bindings.swarms,
  history: bindings.history,
  problem: bindings.problem,
  blocks: bindings.block_bests,
  memory: bindings.memory,
} as const;
export type StateArray = keyof typeof bindingsOf;

/** What a checkpoint holds; the rest follows from the spec or is of one generation. */
const savedOfAll = ['positions', 'velocities', 'bestPositions', 'values', 'bests', 'swarms'] as const;

/** What is smaller does not hold up anybody. */
const smallWriteBytes = 2 ** 20;

export interface GpuSwarmState {
  readonly buffers: Readonly<Record<StateArray, GpuBuffer>>;
  /** The group of a kernel that holds the settings of this submit, and arrays. */
  bind(
    kernel: Kernel,
    settings: Omit<Binding, 'binding'>,
    arrays: readonly StateArray[],
    extra?: readonly Binding[],
  ): GPUBindGroup;
  /**
   * Writes a saved state, or what stands there before generation 0, in turns of the queue. Resolves with the number of
   * members that have their places by then.
   */
  fill(spec: SwarmSpec, problem: CompiledProblem, saved: MachineState | null, queue: WorkQueue): Promise<number>;
  save(): Promise<MachineState['arrays']>;
  /** Best positions ever, [repeat][dimension]. */
  bestPositions(): Promise<Float32Array<ArrayBuffer>>;
  [Symbol.dispose](): void;
}

/** Throws `out-of-memory`; whatever was allocated by then is freed. */
export async function allocateSwarm(gpu: Gpu, plan: SwarmPlan): Promise<GpuSwarmState> {
  const owned: GpuBuffer[] = [];
  function dispose(): void {
    for (const buffer of owned.splice(0)) buffer[Symbol.dispose]();
  }
  async function allocate(label: string, sizeBytes: number): Promise<GpuBuffer> {
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    const buffer = await gpu.createBuffer(`swarm ${label}`, sizeBytes, usage);
    owned.push(buffer);
    return buffer;
  }

  const { sizeBytes } = plan;
  const savedArrays = plan.memory ? ([...savedOfAll, 'memory'] as const) : savedOfAll;
  let buffers: GpuSwarmState['buffers'];
  try {
    buffers = {
      positions: await allocate('positions', sizeBytes.coordinates),
      velocities: await allocate('velocities', sizeBytes.coordinates),
      bestPositions: await allocate('best positions', sizeBytes.coordinates),
      values: await allocate('values', sizeBytes.values),
      bests: await allocate('bests', sizeBytes.bests),
      swarms: await allocate('swarms', sizeBytes.swarms),
      history: await allocate('history', sizeBytes.history),
      problem: await allocate('problem', sizeBytes.problem),
      blocks: await allocate('blocks', sizeBytes.blocks),
      memory: await allocate('memory', sizeBytes.memory),
    };
  } catch (error) {
    dispose();
    throw error;
  }

  return {
    buffers,
    bind(kernel, settings, arrays, extra = []) {
      const { group, binding } = bindings.settings;
      const entries = arrays.map((name) => ({ binding: bindingsOf[name].binding, buffer: buffers[name] }));
      return gpu.bind(kernel, group, [{ binding, ...settings }, ...entries, ...extra]);
    },
    async fill(spec, problem, saved, queue) {
      const numbers = packProblem(problem);
      if (numbers.byteLength <= smallWriteBytes) gpu.write(buffers.problem, numbers);
      else await writeInTurns(gpu, queue, [{ buffer: buffers.problem, data: numbers, offsetBytes: 0 }]);
      if (saved) {
        const { swarms } = saved.arrays;
        checkMemory(saved.arrays['memory'], plan.memory ? buffers.memory.sizeBytes / 4 : 0);
        const arrays: MachineState['arrays'] =
          swarms instanceof Uint32Array ? { ...saved.arrays, swarms: widenSwarms(swarms, spec.repeats) } : saved.arrays;
        const stored = savedArrays.flatMap((name) => {
          const data = arrays[name];
          return data ? [{ buffer: buffers[name], data, offsetBytes: 0 }] : [];
        });
        await writeInTurns(gpu, queue, stored);
        return 0;
      }
      gpu.write(buffers.swarms, packSwarms(spec));
      if (plan.memory) gpu.write(buffers.memory, packMemoryHeads(plan, plan.memory));
      let given = 0;
      for (let repeat = 0; repeat < spec.repeats; repeat++) {
        const words = initialWords(spec.algorithm, problem.dimensions, spec.seed, repeat);
        const wordsAt = 4 * (memoryHead * spec.repeats + repeat * plan.memoryStride);
        if (words.length > 0) gpu.write(buffers.memory, words, wordsAt);
        const places = initialPlaces(spec.algorithm, problem, spec.seed, repeat);
        if (!places) continue;
        given = places.length / problem.dimensions;
        const offsetBytes = repeat * plan.padded * plan.dimensions * 4;
        await writeInTurns(gpu, queue, [{ buffer: buffers.positions, data: toTiles(places, plan), offsetBytes }]);
      }
      return given;
    },
    async save() {
      const parts = await gpu.readMany(
        savedArrays.map((name) => ({ buffer: buffers[name], offsetBytes: 0, sizeBytes: buffers[name].sizeBytes })),
      );
      return Object.fromEntries(
        savedArrays.map((name, i) => {
          const bytes = parts[i] ?? new ArrayBuffer(0);
          const isOfWords = name === 'swarms' || name === 'memory';
          return [name, isOfWords ? new Uint32Array(bytes) : new Float32Array(bytes)];
        }),
      );
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
    [Symbol.dispose]: dispose,
  };
}
