// Order and moves of social learning PSO in TypeScript: the oracle of shaders/swarm/moves/sl-pso.wgsl and prepares/ranks.wgsl.
import { drawWords, toIndex, toUniform } from '../../../core/random.ts';
import { createConfine } from '../confine.reference.ts';
import { createOwnBestOrder, sortMembers } from '../ranking.reference.ts';
import { memberWord, type SwarmState } from '../swarm.reference.ts';
import { findMeans, meanAt } from './means.reference.ts';
import type { CreateMover } from './mover.ts';

export const createSlPsoMover: CreateMover = (settings, { lower, upper }, generator) => {
  const { particles, dimensions, boundary, knobs, memory } = settings;
  const { pullToMean, power } = knobs;
  if (!memory) throw new RangeError('Social learning needs its memory.');
  const isAhead = createOwnBestOrder(settings);
  const confine = createConfine(boundary, generator);
  const words = new Uint32Array(4);
  const orderWord = (rank: number): number => memberWord(memory, particles, rank, 0);
  const rankWord = (member: number): number => memberWord(memory, particles, member, 1);

  function rankMembers(state: SwarmState): void {
    const order = new Uint32Array(particles);
    sortMembers(order, (a, b) => isAhead(state, a, b));
    order.forEach((member, rank) => {
      state.memory[orderWord(rank)] = member;
      state.memory[rankWord(member)] = rank;
    });
  }

  return {
    prepare(state) {
      rankMembers(state);
      findMeans(state, settings);
    },
    choose(state, index, generation) {
      const rank = state.memory[rankWord(index)];
      drawWords(generator, state.key, index, generation, 0, 'permutation', words);
      return rank > 0 && toUniform(words[0]) <= ((rank + 1) / particles) ** power ? index : null;
    },
    move(state, member, generation) {
      const { positions, velocities, bestPositions } = state;
      const base = member * dimensions;
      const rank = state.memory[rankWord(member)];
      for (let d = 0; d < dimensions; d++) {
        drawWords(generator, state.key, member, generation, d, 'velocity', words);
        const x = positions[base + d];
        const better = state.memory[orderWord(toIndex(words[3], rank))];
        let v =
          toUniform(words[0]) * velocities[base + d] +
          toUniform(words[1]) * (bestPositions[better * dimensions + d] - x) +
          pullToMean * toUniform(words[2]) * (meanAt(state, d) - x);
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
