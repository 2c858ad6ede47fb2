// Moves of comprehensive learning PSO in TypeScript: the oracle of shaders/swarm/moves/clpso.wgsl.
import { drawWords, toIndex, toUniform } from '../../../core/random.ts';
import { createConfine } from '../confine.reference.ts';
import { createOwnBestOrder } from '../ranking.reference.ts';
import { isOutside, keepBetween, memberWord, type SwarmState } from '../swarm.reference.ts';
import type { CreateMover } from './mover.ts';
import { inertiaAt } from './velocity.reference.ts';

const notEvaluated = 0x80000000;

/** One of the members that are not this one. */
function drawOther(member: number, particles: number, word: number): number {
  const other = toIndex(word, particles - 1);
  return other >= member ? other + 1 : other;
}

/** Two that differ from each other and from this one. */
function drawTwoOthers(member: number, particles: number, word: number, next: number): [number, number] {
  const first = drawOther(member, particles, word);
  let second = toIndex(next, particles - 2);
  if (second >= Math.min(first, member)) second++;
  if (second >= Math.max(first, member)) second++;
  return [first, second];
}

export const createClpsoMover: CreateMover = (settings, problem, generator) => {
  const { particles, dimensions, boundary, knobs, memory } = settings;
  const { pull, velocityLimit, learningFirst, learningSpan, learningSteepness, gap } = knobs;
  const { lower, upper } = problem;
  if (!memory) throw new RangeError('Comprehensive learning needs its memory.');
  const isAhead = createOwnBestOrder(settings);
  const confine = createConfine(boundary, generator);
  const words = new Uint32Array(4);
  const wordOf = (member: number, word: number): number => memberWord(memory, particles, member, word);

  function chooseExamples(state: SwarmState, member: number, generation: number): void {
    const along = (member / (particles - 1)) * learningSteepness;
    const chance = learningFirst + (learningSpan * (Math.exp(along) - 1)) / (Math.exp(learningSteepness) - 1);
    let followsAnother = false;
    for (let d = 0; d < dimensions; d++) {
      drawWords(generator, state.key, member, generation, d, 'permutation', words);
      let followed = member;
      if (toUniform(words[0]) < chance) {
        const [first, second] = drawTwoOthers(member, particles, words[1], words[2]);
        followed = isAhead(state, second, first) ? second : first;
        followsAnother = true;
      }
      state.memory[wordOf(member, d)] = followed;
    }
    if (followsAnother) return;
    drawWords(generator, state.key, member, generation, dimensions, 'permutation', words);
    state.memory[wordOf(member, toIndex(words[0], dimensions))] = drawOther(member, particles, words[1]);
  }

  /** Counts the move before this one, and chooses anew whom to follow where that is due. */
  function lookBack(state: SwarmState, member: number, generation: number): void {
    const countAt = wordOf(member, dimensions);
    const knownAt = [wordOf(member, dimensions + 1), wordOf(member, dimensions + 2)];
    const own = [state.values[4 * member], state.values[4 * member + 1]];
    const before = state.memory[countAt];
    let count = before & ~notEvaluated;
    if (generation === 1 || state.counters.restartAt === generation - 1) count = gap;
    else if (knownAt.some((at, i) => state.memoryFloats[at] !== own[i])) count = 0;
    else if ((before & notEvaluated) === 0) count++;
    if (count >= gap) {
      chooseExamples(state, member, generation);
      count = 0;
    }
    state.memory[countAt] = count;
    knownAt.forEach((at, i) => {
      state.memoryFloats[at] = own[i];
    });
  }

  return {
    startVelocity: (_, word, d) => (2 * toUniform(word) - 1) * velocityLimit * (upper[d] - lower[d]),
    move(state, member, generation) {
      const { positions, velocities, bestPositions } = state;
      lookBack(state, member, generation);
      const base = member * dimensions;
      const inertia = inertiaAt(knobs, generation);
      for (let d = 0; d < dimensions; d++) {
        if ((d & 3) === 0) drawWords(generator, state.key, member, generation, d >> 2, 'velocity', words);
        const x = positions[base + d];
        const followed = bestPositions[state.memory[wordOf(member, d)] * dimensions + d];
        const limit = velocityLimit * (upper[d] - lower[d]);
        let v = keepBetween(
          inertia * velocities[base + d] + pull * toUniform(words[d & 3]) * (followed - x),
          -limit,
          limit,
        );
        let y = x + v;
        if (y < lower[d] || y > upper[d]) {
          const inside = confine(y, v, lower[d], upper[d], state.key, member, generation, d);
          y = inside.position;
          v = inside.velocity;
        }
        velocities[base + d] = v;
        positions[base + d] = y;
      }
      if (isOutside(state, member, problem)) state.memory[wordOf(member, dimensions)] |= notEvaluated;
    },
  };
};
