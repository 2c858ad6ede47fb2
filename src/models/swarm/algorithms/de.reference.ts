// Moves of differential evolution in TypeScript: the oracle of shaders/swarm/moves/de.wgsl.
import { drawWords, toIndex, toUniform } from '../../../core/random.ts';
import { createConfine } from '../confine.reference.ts';
import type { CreateMover } from './mover.ts';

/** Three members, all different and none of them `member`, from three words: each an index among those not yet taken. */
export function drawOthers(member: number, particles: number, words: ArrayLike<number>): [number, number, number] {
  let a = toIndex(words[0], particles - 1);
  if (a >= member) a++;
  const low = Math.min(a, member);
  const high = Math.max(a, member);
  let b = toIndex(words[1], particles - 2);
  if (b >= low) b++;
  if (b >= high) b++;
  let c = toIndex(words[2], particles - 3);
  if (c >= Math.min(low, b)) c++;
  if (c >= Math.max(low, Math.min(high, b))) c++;
  if (c >= Math.max(high, b)) c++;
  return [a, b, c];
}

export const createDeMover: CreateMover = ({ particles, dimensions, boundary, knobs }, problem, generator) => {
  const { lower, upper } = problem;
  const { scale } = knobs;
  // As the kernel compares it.
  const crossover = Math.fround(knobs['crossover']);
  const confine = createConfine(boundary, generator);
  const words = new Uint32Array(4);
  return {
    move(state, member, generation) {
      const { positions, bestPositions } = state;
      drawWords(generator, state.key, member, generation, 0, 'permutation', words);
      const [a, b, c] = drawOthers(member, particles, words);
      const certain = toIndex(words[3], dimensions);
      const base = member * dimensions;
      for (let d = 0; d < dimensions; d++) {
        if ((d & 3) === 0) drawWords(generator, state.key, member, generation, d >> 2, 'crossover', words);
        let x = bestPositions[base + d];
        if (d === certain || toUniform(words[d & 3]) < crossover) {
          const y =
            bestPositions[a * dimensions + d] +
            scale * (bestPositions[b * dimensions + d] - bestPositions[c * dimensions + d]);
          x =
            y < lower[d] || y > upper[d]
              ? confine(y, y - x, lower[d], upper[d], state.key, member, generation, d).position
              : y;
        }
        positions[base + d] = x;
      }
    },
  };
};
