// Where the search of one repeat of a fit stands between two units of work: what a checkpoint of it holds.
import { AeonError } from '../../../core/errors.ts';
import { z } from '../../../core/schema.ts';
import { worst } from '../swarm.reference.ts';
import type { MachineState } from '../swarm-machine.ts';
import type { FitSwarmState } from './fit-swarm.reference.ts';

const polishSchema = z.object({
  round: z.int(),
  residualSumOfSquares: z.number(),
  relativeOffset: z.number(),
  parameters: z.array(z.number()),
});
export const searchStateSchema = z.object({
  phase: z.enum(['beginning', 'searching', 'polishing', 'done']),
  round: z.int(),
  /** Of this round, the first one included. */
  roundGenerations: z.int(),
  /** Over all rounds; -1 before the first. A round's polish counts as one. */
  generation: z.int(),
  evaluations: z.int(),
  notFinite: z.int(),
  bestValueF32: z.number(),
  bestSum: z.number(),
  bestGeneration: z.int(),
  leaders: z.array(z.array(z.number())),
  polished: z.int(),
  polishes: z.array(polishSchema),
  bestMember: z.nullable(z.array(z.number())),
  ending: z.nullable(z.enum(['generations', 'evaluations', 'target', 'stagnation', 'time'])),
});
export type SearchState = z.output<typeof searchStateSchema>;
export type Polish = SearchState['polishes'][number];
export type EndReason = Exclude<SearchState['ending'], null>;

export const initialSearchState: SearchState = {
  phase: 'beginning',
  round: 0,
  roundGenerations: 0,
  generation: -1,
  evaluations: 0,
  notFinite: 0,
  bestValueF32: worst,
  bestSum: worst,
  bestGeneration: 0,
  leaders: [],
  polished: 0,
  polishes: [],
  bestMember: null,
  ending: null,
};

/** The swarm of a saved search. Throws `corrupt`. */
export function savedSwarm(saved: MachineState): FitSwarmState {
  return {
    positions: needFloats(saved, 'positions'),
    velocities: needFloats(saved, 'velocities'),
    bestPositions: needFloats(saved, 'bestPositions'),
    bestValues: needFloats(saved, 'bestValues'),
  };
}

function needFloats(saved: MachineState, name: string): Float32Array<ArrayBuffer> {
  const array = saved.arrays[name];
  if (!(array instanceof Float32Array))
    throw new AeonError('corrupt', `The checkpoint of this fit lacks "${name}".`, {
      hint: 'Start the run again from its spec.',
    });
  return array;
}
