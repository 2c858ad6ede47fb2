// The swarm of a fit on the CPU, behind the interface that every path gives: state in, state out. A generation that was not
// finished leaves nothing behind.
import type { Key } from '../../../core/random.ts';
import { worst } from '../swarm.reference.ts';
import {
  boxMapsOf,
  createFitSwarmState,
  type FitSwarmSettings,
  type FitSwarmState,
  moveMember,
  readMember,
  remember,
} from './fit-swarm.reference.ts';
import { FitObjective } from './fit-objective.numeric.ts';
import type { CompiledFit } from './compile-fit.ts';

/** Lets go between members; on the GPU it hands out a promise to wait for. */
export type SwarmWork<T> = Generator<Promise<unknown> | void, T, void>;

export interface GenerationRequest {
  readonly key: Key;
  /** Number of the first of these generations, over all rounds: it picks the random numbers. */
  readonly generation: number;
  readonly count: number;
  readonly settings: FitSwarmSettings;
}

export interface GenerationReport {
  readonly state: FitSwarmState;
  /** Members whose sum of squares was not finite, over all these generations. */
  readonly notFinite: number;
}

export interface FitSwarm {
  readonly variants: Readonly<Record<string, string>>;
  /** Generations that a slice of 50 ms takes, by what was measured so far. */
  readonly generationsPerSlice: number;
  /** Values the members where they are. */
  value(state: FitSwarmState, settings: FitSwarmSettings): SwarmWork<GenerationReport>;
  advance(state: FitSwarmState, request: GenerationRequest): SwarmWork<GenerationReport>;
  [Symbol.dispose](): void;
}

export function createCpuFitSwarm(fit: CompiledFit): FitSwarm {
  const [block] = fit.sample.blocks;
  if (!block || fit.sample.blocks.length > 1) throw new RangeError('The search of a fit reads one block of rows.');
  const objective = new FitObjective(fit, block);
  const maps = boxMapsOf(fit);
  const parameters = new Float64Array(fit.parameters);
  const dimensions = fit.nonlinear.length;

  function* settle(from: FitSwarmState, to: FitSwarmState, members: number): SwarmWork<number> {
    let notFinite = 0;
    for (let member = 0; member < members; member++) {
      readMember(fit, maps, to.positions, member, parameters);
      const value = objective.evaluate(parameters);
      if (value === worst) notFinite++;
      remember(from, to, member, value, dimensions);
      yield;
    }
    return notFinite;
  }

  return {
    variants: { fit: 'typescript' },
    generationsPerSlice: 1,
    *value(state, { members }) {
      const to = {
        ...createFitSwarmState(members, dimensions),
        positions: state.positions,
        velocities: state.velocities,
      };
      return { state: to, notFinite: yield* settle(state, to, members) };
    },
    *advance(state, { key, generation, count, settings }) {
      let from = state;
      let notFinite = 0;
      for (let g = generation; g < generation + count; g++) {
        const to = createFitSwarmState(settings.members, dimensions);
        for (let member = 0; member < settings.members; member++)
          moveMember(from, to, settings, key, g, member, dimensions);
        notFinite += yield* settle(from, to, settings.members);
        from = to;
      }
      return { state: from, notFinite };
    },
    [Symbol.dispose]() {},
  };
}
