// How a reference moves members.
import type { Generator } from '../../../core/random.ts';
import type { CompiledProblem } from '../problem.ts';
import type { SwarmState } from '../swarm.reference.ts';
import type { SwarmSettings } from '../swarm-settings.ts';

export interface Mover {
  /**
   * What is worked out of the generation before this one, which is none of the initial one. Of the counters it may write those
   * of a restart, which then draws this generation, and of the end of the search.
   */
  prepare?(state: SwarmState, generation: number): void;
  /** Writes the member's positions, velocities and words of memory in this generation; `state` is otherwise only read. */
  move(state: SwarmState, member: number, generation: number): void;
  /** Where not all move: the member that the index stands for, which moves next; null: none does. */
  choose?(state: SwarmState, index: number, generation: number): number | null;
  /** Coordinate d of a place that is drawn; default: uniform in the box. */
  placeIn?(state: SwarmState, member: number, generation: number, d: number): number;
  /** Velocity of a member that starts at `x` in dimension d, from a word of its own; default: none. */
  startVelocity?(x: number, word: number, d: number): number;
}
export type CreateMover = (settings: SwarmSettings, problem: CompiledProblem, generator: Generator) => Mover;
