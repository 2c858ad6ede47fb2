// A swarm in one set of numbers, as reference and kernels take them; made from a spec.
import { type Knobs, knobsOf } from './algorithms/knobs.ts';
import { type AnyBoundary, defaultPenalty, defaultUntil } from './algorithms/fields.ts';
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
  readonly constraints: ConstraintSettings;
  /** The algorithm's own. */
  readonly knobs: Knobs;
}

/** How answers are compared where constraints are violated. */
export type ConstraintSettings =
  | { readonly kind: 'deb' }
  | { readonly kind: 'penalty'; readonly factor: number }
  /** How fast the leeway falls, as shares of the time that it has. */
  | { readonly kind: 'epsilon'; readonly perGeneration: number; readonly perEvaluation: number };

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
    constraints: constraintSettings(algorithm, generationLimit, memory ? evaluationLimit : endless),
    knobs: knobsOf(algorithm, generationLimit, evaluationLimit, dimensions),
  };
}

function constraintSettings(
  { constraints }: AlgorithmSpec,
  generationLimit: number,
  evaluationLimit: number,
): ConstraintSettings {
  if (constraints === 'deb') return { kind: 'deb' };
  if (typeof constraints === 'object' && 'penalty' in constraints)
    return { kind: 'penalty', factor: constraints.penalty };
  if (constraints === 'penalty') return { kind: 'penalty', factor: defaultPenalty };
  const { until } = typeof constraints === 'object' ? constraints.epsilon : { until: defaultUntil };
  const perOf = (limit: number): number => (limit < endless ? 1 / (until * limit) : 0);
  return { kind: 'epsilon', perGeneration: perOf(generationLimit), perEvaluation: perOf(evaluationLimit) };
}
