// How a reference moves a member.
import type { Generator } from '../../../core/random.ts';
import type { CompiledProblem } from '../problem.ts';
import type { SwarmState } from '../swarm.reference.ts';
import type { SwarmSettings } from '../swarm-settings.ts';

/** Writes the member's positions and velocities in this generation; `state` is otherwise only read. */
export type Mover = (state: SwarmState, member: number, generation: number) => void;
export type CreateMover = (settings: SwarmSettings, problem: CompiledProblem, generator: Generator) => Mover;
