// Moves of the fully informed particle swarm in TypeScript: the oracle of shaders/swarm/moves/fips.wgsl.
import { drawWords, toUniform } from '../../../core/random.ts';
import { createConfine } from '../confine.reference.ts';
import { keepBetween } from '../swarm.reference.ts';
import type { CreateMover } from './mover.ts';

export const createFipsMover: CreateMover = ({ particles, dimensions, boundary, knobs }, problem, generator) => {
  const { constriction, pull, velocityLimit, reach } = knobs;
  const { lower, upper } = problem;
  const confine = createConfine(boundary, generator);
  const words = new Uint32Array(4);
  const pairs = (dimensions + 1) >> 1;
  return {
    move(state, member, generation) {
      const { positions, velocities, bestPositions } = state;
      const base = member * dimensions;
      for (let d = 0; d < dimensions; d++) {
        const x = positions[base + d];
        let sum = 0;
        for (let j = 0; j < reach; j++) {
          drawWords(generator, state.key, member, generation, (d >> 1) + j * pairs, 'velocity', words);
          const k = (j + 1) % particles;
          const below = ((member + particles - k) % particles) * dimensions + d;
          const above = ((member + k) % particles) * dimensions + d;
          const word = 2 * (d & 1);
          sum += toUniform(words[word]) * (bestPositions[below] - x);
          sum += toUniform(words[word + 1]) * (bestPositions[above] - x);
        }
        const limit = velocityLimit * (upper[d] - lower[d]);
        let v = keepBetween(constriction * (velocities[base + d] + pull * sum), -limit, limit);
        let y = x + v;
        if (y < lower[d] || y > upper[d]) {
          const inside = confine(y, v, lower[d], upper[d], state.key, member, generation, d);
          y = inside.position;
          v = inside.velocity;
        }
        velocities[base + d] = v;
        positions[base + d] = y;
      }
    },
  };
};
