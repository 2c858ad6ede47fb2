// A swarm in one set of numbers, as reference and kernels take them; made from a spec.
import { type Knobs, turnKnobs as turnAlgorithm } from './algorithms/algorithm.ts';
import type { AnyBoundary } from './algorithms/fields.ts';
import { type AlgorithmName, algorithms, type AlgorithmSpec } from './algorithms/registry.ts';
import type { StopSpec } from './schema.ts';

export interface SwarmSettings {
  readonly algorithm: AlgorithmName;
  readonly particles: number;
  readonly dimensions: number;
  readonly boundary: AnyBoundary;
  /** The last generation; the initial one is 0. */
  readonly generationLimit: number;
  /** 0: never. */
  readonly stagnationLimit: number;
  readonly restartAfter: number;
  readonly target: number | null;
  /** The algorithm's own. */
  readonly knobs: Knobs;
}

/** As good as endless for a u32 counter; time or the user ends such a run. */
const endless = 0xfffffff0;

/** Throws `bad-spec` for knobs that do not go together. */
export function swarmSettings(algorithm: AlgorithmSpec, stop: StopSpec, dimensions: number): SwarmSettings {
  const { particles } = algorithm;
  const byEvaluations = stop.evaluations === undefined ? endless : Math.floor(stop.evaluations / particles) - 1;
  const generationLimit = Math.min(stop.generations ?? endless, byEvaluations);
  return {
    algorithm: algorithm.name,
    particles,
    dimensions,
    boundary: algorithm.boundary,
    generationLimit,
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
