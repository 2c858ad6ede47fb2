// What a swarm needs of a device, before any device is there: sizes of its state, dispatches, whether it fits.
import { AeonError } from '../../core/errors.ts';
import type { SwarmMemory } from './algorithms/algorithm.ts';
import { psoLayout } from './shader-layouts.ts';

export interface SwarmPlan {
  readonly particles: number;
  readonly dimensions: number;
  readonly repeats: number;
  /** Members a tile; memory is rounded up to whole tiles. */
  readonly tile: number;
  readonly workgroupSize: number;
  readonly padded: number;
  readonly workgroups: number;
  /** Blocks of the two-level search for the best; 0: one level. */
  readonly blocks: number;
  /** The algorithm's own; null: it has none. */
  readonly memory: SwarmMemory | null;
  /** 32-bit words of a repeat's memory, without the two of its head. */
  readonly memoryStride: number;
  /** Generations that the history ring holds. */
  readonly history: number;
  readonly sizeBytes: {
    /** One of positions, velocities, best positions. */
    readonly coordinates: number;
    readonly values: number;
    readonly bests: number;
    readonly swarms: number;
    readonly history: number;
    readonly blocks: number;
    readonly problem: number;
    readonly memory: number;
    readonly total: number;
  };
}

export const swarmRecordBytes = psoLayout.structs.Swarm.sizeBytes;
/** From this many members on, one workgroup alone would be long in finding the best. */
const twoLevelsFrom = 8_192;
const historyLength = 1_024;
/** Words at the head of a memory: members that take part, evaluations so far. */
export const memoryHead = 2;

export function planSwarm(request: {
  particles: number;
  dimensions: number;
  repeats: number;
  problemFloats: number;
  memory?: SwarmMemory | null;
  tile: number;
  workgroupSize: number;
}): SwarmPlan {
  const { particles, dimensions, repeats, tile, workgroupSize, memory = null } = request;
  const padded = Math.ceil(particles / tile) * tile;
  const blocks = particles >= twoLevelsFrom ? Math.ceil(particles / 256) : 0;
  const memoryStride = memory ? memory.swarmWords + memory.memberWords * padded : 0;
  const sizes = {
    coordinates: 4 * repeats * padded * dimensions,
    values: 16 * repeats * padded,
    bests: 8 * repeats * dimensions,
    swarms: swarmRecordBytes * repeats,
    history: 4 * repeats * historyLength,
    blocks: Math.max(16, 4 * repeats * blocks),
    problem: Math.max(16, 4 * request.problemFloats),
    memory: memory ? 4 * repeats * (memoryHead + memoryStride) : 16,
  };
  const total = Object.values(sizes).reduce((sum, bytes) => sum + bytes, 2 * sizes.coordinates);
  return {
    particles,
    dimensions,
    repeats,
    tile,
    workgroupSize,
    padded,
    workgroups: Math.ceil(particles / workgroupSize),
    blocks,
    memory,
    memoryStride,
    history: historyLength,
    sizeBytes: { ...sizes, total },
  };
}

/** How many particles of one swarm fit a device whose largest binding has so many bytes. */
export function mostParticles({ dimensions, bindingBytes }: { dimensions: number; bindingBytes: number }): number {
  // All that grows with the particles grows evenly: one tile tells of all.
  const tile = 16;
  const { sizeBytes } = planSwarm({
    particles: tile,
    dimensions,
    repeats: 1,
    problemFloats: 0,
    tile,
    workgroupSize: 64,
  });
  return Math.floor(bindingBytes / Math.max(sizeBytes.coordinates, sizeBytes.values)) * tile;
}

/** Refuses what a device with these limits cannot hold, with the numbers. */
export function checkFits(
  plan: SwarmPlan,
  limits: { maxStorageBufferBindingSize: number; maxBufferSize: number },
): void {
  const most = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
  const { total: _, ...arrays } = plan.sizeBytes;
  const largest = Math.max(...Object.values(arrays));
  if (largest <= most) return;
  throw tooLarge(plan, `one array needs ${mebibytes(largest)}, the adapter takes ${mebibytes(most)} at most`);
}

/** Refuses what the CPU path should not try: 4 GiB of state. */
export function checkFitsCpu(plan: SwarmPlan): void {
  if (plan.sizeBytes.total > 4 * 2 ** 30)
    throw tooLarge(plan, `the state needs ${mebibytes(plan.sizeBytes.total)}, the CPU path takes 4,096 MiB at most`);
}

function tooLarge(plan: SwarmPlan, why: string): AeonError {
  const repeats = plan.repeats === 1 ? '' : ` x ${plan.repeats} repeats`;
  return new AeonError(
    'out-of-memory',
    `${plan.particles} particles x ${plan.dimensions} dimensions${repeats} do not fit: ${why}.`,
    {
      hint: 'Take fewer particles, dimensions or repeats.',
      place: { field: 'algorithm.particles' },
    },
  );
}

function mebibytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20).toLocaleString('en')} MiB`;
}
