// Pairs and moves of the competitive swarm optimiser in TypeScript: the oracle of shaders/swarm/moves/cso.wgsl.
import { drawWords, toUniform } from '../../../core/random.ts';
import { createConfine } from '../confine.reference.ts';
import { createPreference } from '../ranking.reference.ts';
import type { SwarmState } from '../swarm.reference.ts';
import { findMeans, meanAt } from './means.reference.ts';
import type { CreateMover } from './mover.ts';
import { permute } from './permutation.reference.ts';

export const createCsoMover: CreateMover = (settings, problem, generator) => {
  const { particles, dimensions, boundary, memory } = settings;
  const { pullToMean } = settings.knobs;
  const { lower, upper } = problem;
  const prefers = createPreference(settings);
  const confine = createConfine(boundary, generator);
  const words = new Uint32Array(4);
  const keys = new Uint32Array(8);
  const third = new Uint32Array(4);
  const thirdFrom = (dimensions + 1) >> 1;
  let winner = 0;
  return {
    ...(memory && { prepare: (state: SwarmState) => findMeans(state, settings) }),
    choose(state, index, generation) {
      const { values } = state;
      for (const half of [0, 1]) {
        drawWords(generator, state.key, 0, generation, half, 'permutation', words);
        keys.set(words, 4 * half);
      }
      const first = permute(2 * index, particles, keys);
      const second = permute(2 * index + 1, particles, keys);
      const slot = 4 * first + 2;
      const other = 4 * second + 2;
      const isSecond = prefers(state, values[other], values[other + 1], values[slot], values[slot + 1]);
      winner = isSecond ? second : first;
      return isSecond ? first : second;
    },
    move(state, member, generation) {
      const { positions, velocities } = state;
      const base = member * dimensions;
      const ahead = winner * dimensions;
      for (let d = 0; d < dimensions; d++) {
        if ((d & 1) === 0) drawWords(generator, state.key, member, generation, d >> 1, 'velocity', words);
        const word = 2 * (d & 1);
        const x = positions[base + d];
        let v = toUniform(words[word]) * velocities[base + d] + toUniform(words[word + 1]) * (positions[ahead + d] - x);
        if (memory) {
          if ((d & 3) === 0)
            drawWords(generator, state.key, member, generation, thirdFrom + (d >> 2), 'velocity', third);
          v += pullToMean * toUniform(third[d & 3]) * (meanAt(state, d) - x);
        }
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
