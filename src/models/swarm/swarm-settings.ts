// A swarm in one set of numbers, as reference and kernels take them; made from a spec.
import { type Knobs, turnKnobs as turnAlgorithm } from './algorithms/algorithm.ts';
import type { AnyBoundary } from './algorithms/fields.ts';
import { type AlgorithmName, algorithms, type AlgorithmSpec } from './algorithms/registry.ts';
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
  /** Evaluations that may be spent, in those of the movers. */
  readonly evaluationLimit: number;
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

/** Members that move, and are evaluated, in a generation. */
export function moversOf({ name, particles }: AlgorithmSpec): number {
  return algorithms[name].movesHalf ? particles / 2 : particles;
}

/** The last generation that so many evaluations allow, where there is no restart. */
export function generationsWithin(evaluations: number, algorithm: AlgorithmSpec): number {
  return Math.floor((evaluations - algorithm.particles) / moversOf(algorithm));
}

type Progress = { readonly evaluated: number; readonly restarts: number; readonly restartAt: number };

/** Evaluations of a repeat so far: a generation that is drawn takes all members, the others take those that move. */
export function evaluationsOf(
  { particles, movers }: Pick<SwarmSettings, 'particles' | 'movers'>,
  { evaluated, restarts, restartAt }: Progress,
): number {
  // The newest restart may be one that the next generation makes.
  const drawn = evaluated === 0 ? 0 : 1 + restarts - (restartAt === evaluated ? 1 : 0);
  return drawn * particles + (evaluated - drawn) * movers;
}

/** Steps in the next generation of a repeat. */
export function stepsOf({ particles, movers }: SwarmSettings, { evaluated, restartAt }: Progress): number {
  return evaluated === 0 || evaluated === restartAt ? particles : movers;
}

/** Throws `bad-spec` for knobs that do not go together. */
export function swarmSettings(algorithm: AlgorithmSpec, stop: StopSpec, dimensions: number): SwarmSettings {
  const { particles } = algorithm;
  const movers = moversOf(algorithm);
  const evaluations = stop.evaluations ?? Number.POSITIVE_INFINITY;
  const generationLimit = Math.min(stop.generations ?? endless, generationsWithin(evaluations, algorithm), endless);
  return {
    algorithm: algorithm.name,
    particles,
    movers,
    dimensions,
    boundary: boundaryOf(algorithm),
    generationLimit,
    evaluationLimit: Math.min(endless, Math.floor(evaluations / movers)),
    stagnationLimit: stop.stagnation ?? 0,
    restartAfter: algorithm.restartAfter ?? 0,
    target: stop.target ?? null,
    knobs: algorithms[algorithm.name].knobs(algorithm, generationLimit),
  };
}

/** The settings with knobs turned. Throws `bad-spec` for an unknown knob or a value out of range. */
export function turnKnobs(settings: SwarmSettings, turns: Readonly<Record<string, number>>): SwarmSettings {
  return { ...settings, knobs: turnAlgorithm(algorithms[settings.algorithm], settings.knobs, turns) };
}
