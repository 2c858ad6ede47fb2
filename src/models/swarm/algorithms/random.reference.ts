// Moves of random search in TypeScript: the oracle of shaders/swarm/moves/random.wgsl.
import { drawWords, toUniform } from '../../../core/random.ts';
import { keepBetween } from '../swarm.reference.ts';
import type { CreateMover } from './mover.ts';

export const createRandomMover: CreateMover = ({ dimensions }, { lower, upper }, generator) => {
  const words = new Uint32Array(4);
  return {
    move({ key, positions }, member, generation) {
      for (let d = 0; d < dimensions; d++) {
        drawWords(generator, key, member, generation, d, 'initialPosition', words);
        const x = lower[d] + toUniform(words[0]) * (upper[d] - lower[d]);
        positions[member * dimensions + d] = keepBetween(x, lower[d], upper[d]);
      }
    },
  };
};
