// Places of quasi-random search in TypeScript: the oracle of shaders/swarm/places/sobol.wgsl.
import { sobolWord } from '../sobol.numeric.ts';
import { keepBetween, type SwarmState } from '../swarm.reference.ts';
import { memoryHead } from '../plan.ts';
import type { CreateMover } from './mover.ts';

export const createQuasiRandomMover: CreateMover = ({ particles, dimensions }, { lower, upper }) => {
  function placeIn({ memory }: SwarmState, member: number, generation: number, d: number): number {
    const word = sobolWord(memory.subarray(memoryHead), (generation * particles + member) % 2 ** 32, d);
    return keepBetween(lower[d] + word * 2 ** -32 * (upper[d] - lower[d]), lower[d], upper[d]);
  }
  return {
    placeIn,
    move(state, member, generation) {
      for (let d = 0; d < dimensions; d++)
        state.positions[member * dimensions + d] = placeIn(state, member, generation, d);
    },
  };
};
