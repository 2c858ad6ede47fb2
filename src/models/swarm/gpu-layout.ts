// How a swarm lies in the GPU's memory: the structs and arrays of shaders/swarm/state.wgsl, packed and unpacked.
import { deriveKey } from '../../core/random.ts';
import { packUniform, readNumber, type StructLayout, writeStruct } from '../../gpu/struct-layout.ts';
import type { SwarmMemory } from './algorithms/algorithm.ts';
import { memoryHead, type SwarmPlan } from './plan.ts';
import type { CompiledProblem } from './problem.ts';
import { neverRestart, worst } from './swarm.reference.ts';
import { evaluationsOf } from './evaluations.ts';
import type { SwarmSettings } from './swarm-settings.ts';
import type { SwarmSpec } from './schema.ts';
import { knobLayouts, psoLayout } from './shader-layouts.ts';
import { type RepeatStatus, stopNames } from './swarm-machine.ts';

const { Settings, Swarm } = psoLayout.structs;

/** Whether the dimensions differ in their bounds, which then stand in the problem's array. */
export function hasOwnBox({ lower, upper }: CompiledProblem): boolean {
  return lower.some((low) => low !== lower[0]) || upper.some((high) => high !== upper[0]);
}

/** Bit d: whether dimension first + d is a whole number or a choice. Only formulas have such, of 64 variables at most. */
function discreteBits({ decodings }: CompiledProblem, first: number): number {
  const bits = decodings.slice(first, first + 32).map(({ kind }, d) => (kind === 'real' ? 0 : 2 ** d));
  return bits.reduce((sum, bit) => sum + bit, 0);
}

export function packSettings(
  settings: SwarmSettings,
  plan: SwarmPlan,
  problem: CompiledProblem,
  given: number,
): ArrayBuffer {
  const { constraints } = settings;
  return packUniform(Settings, {
    particles: plan.particles,
    dimensions: plan.dimensions,
    padded: plan.padded,
    history: plan.history,
    lower: problem.lower[0] ?? 0,
    upper: problem.upper[0] ?? 0,
    movers: settings.movers,
    generation_limit: settings.generationLimit,
    evaluation_limit: settings.evaluationLimit,
    stagnation_limit: settings.stagnationLimit,
    restart_after: settings.restartAfter,
    has_target: settings.target === null ? 0 : 1,
    target_value: settings.target ?? 0,
    blocks: plan.blocks,
    given,
    box_at: problem.shader.data.length,
    memory_stride: plan.memoryStride,
    swarm_words: plan.memory?.swarmWords ?? 0,
    memory_at: memoryHead * plan.repeats,
    penalty: constraints.kind === 'penalty' ? constraints.factor : 0,
    leeway_per_generation: constraints.kind === 'epsilon' ? constraints.perGeneration : 0,
    leeway_per_evaluation: constraints.kind === 'epsilon' ? constraints.perEvaluation : 0,
    discrete_low: discreteBits(problem, 0),
    discrete_high: discreteBits(problem, 32),
  });
}

/** The algorithm's numbers as its kernel takes them; null where it has none. */
export function packKnobs({ algorithm, knobs }: SwarmSettings): ArrayBuffer | null {
  const layout: StructLayout = knobLayouts[algorithm];
  if (layout.sizeBytes === 0) return null;
  const values = Object.keys(layout.fields).map((name) => {
    const value = knobs[name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())];
    if (value === undefined) throw new RangeError(`The algorithm ${algorithm} gives no number for ${name}.`);
    return [name, value] as const;
  });
  return packUniform(layout, Object.fromEntries(values));
}

/** The repeats' records as they stand before generation 0. */
export function packSwarms(spec: SwarmSpec): Uint32Array<ArrayBuffer> {
  const bytes = new ArrayBuffer(spec.repeats * Swarm.sizeBytes);
  const view = new DataView(bytes);
  for (let repeat = 0; repeat < spec.repeats; repeat++) {
    const record = {
      key: deriveKey(spec.seed, repeat),
      evaluated: 0,
      stopped: 0,
      attractor_value: worst,
      attractor_violation: worst,
      best_value: worst,
      best_violation: worst,
      stale: 0,
      idle: 0,
      restart_at: neverRestart,
      restarts: 0,
      not_finite: 0,
      best_generation: 0,
      best_member: 0,
      unimproved: 0,
      fault: 0,
      passed_over: 0,
      leeway_first: 0,
      leeway: 0,
    };
    writeStruct(Swarm, record, view, repeat * Swarm.sizeBytes);
  }
  return new Uint32Array(bytes);
}

/** The heads of the repeats' memories before generation 0. */
export function packMemoryHeads(
  { repeats, particles }: SwarmPlan,
  { active = particles }: SwarmMemory,
): Uint32Array<ArrayBuffer> {
  return Uint32Array.from({ length: memoryHead * repeats }, (_, i) => (i % memoryHead === 0 ? active : 0));
}

/** @param heads of the repeats' memories; empty where there are none */
export function unpackSwarms(
  bytes: ArrayBuffer,
  heads: Uint32Array,
  settings: SwarmSettings,
  repeats: number,
): RepeatStatus[] {
  const view = new DataView(bytes);
  return Array.from({ length: repeats }, (_, repeat) => {
    const at = repeat * Swarm.sizeBytes;
    const evaluated = readNumber(Swarm, 'evaluated', view, at);
    const restarts = readNumber(Swarm, 'restarts', view, at);
    const restartAt = readNumber(Swarm, 'restart_at', view, at);
    return {
      generation: evaluated - 1,
      evaluations: heads[memoryHead * repeat + 1] ?? evaluationsOf(settings, { evaluated, restarts, restartAt }),
      stopped: stopNames[readNumber(Swarm, 'stopped', view, at)] ?? null,
      bestValue: readNumber(Swarm, 'best_value', view, at),
      bestViolation: readNumber(Swarm, 'best_violation', view, at),
      restarts,
      notFinite: readNumber(Swarm, 'not_finite', view, at),
    };
  });
}

/** What the first repeat with a fault left as its number, of an objective that somebody wrote; 0: none has one. */
export function readFault(bytes: ArrayBuffer, repeats: number): number {
  const view = new DataView(bytes);
  for (let repeat = 0; repeat < repeats; repeat++) {
    const fault = readNumber(Swarm, 'fault', view, repeat * Swarm.sizeBytes);
    if (fault !== 0) return fault;
  }
  return 0;
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
