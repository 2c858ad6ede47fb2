// A swarm in one set of numbers, as reference and kernels take them; made from a spec.
import { type Knobs, knobsOf } from './algorithms/knobs.ts';
import type { AnyBoundary } from './algorithms/fields.ts';
import type { AlgorithmName, AlgorithmSpec } from './algorithms/registry.ts';
import type { SwarmMemory } from './algorithms/algorithm.ts';
import { generationsWithin, memoryOf, moversOf } from './evaluations.ts';
import type { StopSpec } from './schema.ts';

export interface SwarmSettings {
  readonly algorithm: AlgorithmName;
  readonly particles: number;
  /** Members that move in a generation: all, or half of them. */
  readonly movers: number;
  readonly dimensions: number;
  readonly boundary: AnyBoundary;
  /** The last generation; the initial one is 0. */
  readonly generationLimit: number;
  /** Evaluations that may be spent: in those of the movers, with a memory one by one. */
  readonly evaluationLimit: number;
  /** What the algorithm keeps of one repeat; null: nothing. */
  readonly memory: SwarmMemory | null;
  /** 0: never. */
  readonly stagnationLimit: number;
  readonly restartAfter: number;
  readonly target: number | null;
  /** The algorithm's own. */
  readonly knobs: Knobs;
}

/** As good as endless for a u32 counter; time or the user ends such a run. */
const endless = 0xfffffff0;

/** Of moves that cannot leave the box, any. */
export function boundaryOf(algorithm: AlgorithmSpec): AnyBoundary {
  return 'boundary' in algorithm ? algorithm.boundary : 'clamp';
}

export function swarmSettings(algorithm: AlgorithmSpec, stop: StopSpec, dimensions: number): SwarmSettings {
  const { particles } = algorithm;
  const movers = moversOf(algorithm);
  const evaluations = stop.evaluations ?? Number.POSITIVE_INFINITY;
  const memory = memoryOf(algorithm, dimensions);
  const generationLimit = Math.min(
    stop.generations ?? endless,
    // With a memory, evaluations end the run when they are spent: a generation may take more or fewer.
    memory ? endless : generationsWithin(evaluations, algorithm),
    endless,
  );
  const evaluationLimit = Math.min(endless, memory ? evaluations : Math.floor(evaluations / movers));
  return {
    algorithm: algorithm.name,
    particles,
    movers,
    dimensions,
    boundary: boundaryOf(algorithm),
    generationLimit,
    evaluationLimit,
    memory,
    stagnationLimit: stop.stagnation ?? 0,
    restartAfter: algorithm.restartAfter ?? 0,
    target: stop.target ?? null,
    knobs: knobsOf(algorithm, generationLimit, evaluationLimit, dimensions),
  };
}
