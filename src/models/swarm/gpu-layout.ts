// How a swarm lies in the GPU's memory: the structs and arrays of shaders/swarm/state.wgsl, packed and unpacked.
import { deriveKey } from '../../core/random.ts';
import { type SwarmPlan, swarmRecordBytes } from './plan.ts';
import type { CompiledProblem } from './problem.ts';
import { neverRestart, worst } from './pso.reference.ts';
import type { PsoSettings } from './pso-settings.ts';
import type { SwarmSpec } from './schema.ts';
import { type RepeatStatus, stopNames } from './swarm-machine.ts';

const settingsBytes = 96;

/** Whether the dimensions differ in their bounds, which then stand in the problem's array. */
export function hasOwnBox({ lower, upper }: CompiledProblem): boolean {
  return lower.some((low) => low !== lower[0]) || upper.some((high) => high !== upper[0]);
}

/** Struct `Settings` of state.wgsl. */
export function packSettings(
  settings: PsoSettings,
  plan: SwarmPlan,
  problem: CompiledProblem,
  given: number,
): ArrayBuffer {
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
export function packSwarms(spec: SwarmSpec): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array((spec.repeats * swarmRecordBytes) / 4);
  const floats = new Float32Array(words.buffer);
  for (let repeat = 0; repeat < spec.repeats; repeat++) {
    const at = (repeat * swarmRecordBytes) / 4;
    words.set(deriveKey(spec.seed, repeat), at);
    floats.fill(worst, at + 5, at + 9);
    words[at + 11] = neverRestart;
  }
  return words;
}

export function unpackSwarms(bytes: ArrayBuffer, repeats: number): RepeatStatus[] {
  const words = new Uint32Array(bytes);
  const floats = new Float32Array(bytes);
  return Array.from({ length: repeats }, (_, repeat) => {
    const at = (repeat * swarmRecordBytes) / 4;
    return {
      generation: (words[at + 3] ?? 0) - 1,
      stopped: stopNames[words[at + 4] ?? 0] ?? null,
      bestValue: floats[at + 7] ?? worst,
      bestViolation: floats[at + 8] ?? worst,
      restarts: words[at + 12] ?? 0,
      notFinite: words[at + 13] ?? 0,
    };
  });
}

/** Best value over all repeats after each generation; a repeat that had stopped counts with its last value. */
export function readCurve(
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

export function packProblem(problem: CompiledProblem): Float32Array<ArrayBuffer> {
  const { data } = problem.shader;
  if (!hasOwnBox(problem)) return data.length > 0 ? data : new Float32Array(4);
  const packed = new Float32Array(data.length + 2 * problem.dimensions);
  packed.set(data);
  packed.set(problem.lower, data.length);
  packed.set(problem.upper, data.length + problem.dimensions);
  return packed;
}

/** [member][dimension] to tiles; members beyond those given stay 0 and are drawn by the kernel. */
export function toTiles(places: Float32Array, plan: SwarmPlan): Float32Array<ArrayBuffer> {
  const { tile, dimensions } = plan;
  const tiled = new Float32Array(plan.padded * dimensions);
  for (let i = 0; i < places.length; i++) {
    const member = Math.floor(i / dimensions);
    const d = i % dimensions;
    tiled[(Math.floor(member / tile) * dimensions + d) * tile + (member % tile)] = places[i] ?? 0;
  }
  return tiled;
}
