// Moves of inertia, constriction and neighbourhood PSO in TypeScript: the oracle of shaders/swarm/moves/velocity.wgsl.
import { drawWords, toUniform } from '../../../core/random.ts';
import { createConfine } from '../confine.reference.ts';
import { createOwnBestOrder } from '../ranking.reference.ts';
import { keepBetween } from '../swarm.reference.ts';
import type { CreateMover } from './mover.ts';
import type { Topology } from './topologies.reference.ts';

/** Share of the velocity that is kept in this generation. */
export function inertiaAt(
  { inertiaFirst, inertiaLast, inertiaGenerations }: Readonly<Record<string, number>>,
  generation: number,
): number {
  const share = inertiaGenerations > 0 ? Math.min(1, (generation - 1) / Math.max(1, inertiaGenerations - 1)) : 0;
  return inertiaFirst + share * (inertiaLast - inertiaFirst);
}

/** @param start with which velocity members start: at rest, or drawn within the limit on both sides */
export function createVelocityMover(topology: Topology, start: 'still' | 'limited' = 'still'): CreateMover {
  return (settings, { lower, upper }, generator) => {
    const { particles, dimensions, boundary, knobs } = settings;
    const isAhead = createOwnBestOrder(settings);
    const { cognitive, social, velocityLimit, reach, period } = knobs;
    const confine = createConfine(boundary, generator);
    const words = new Uint32Array(4);
    return {
      ...(start === 'limited' && {
        startVelocity: (_: number, word: number, d: number) =>
          (2 * toUniform(word) - 1) * velocityLimit * (upper[d] - lower[d]),
      }),
      move(state, member, generation) {
        const { positions, velocities, bestPositions, bests } = state;
        const base = member * dimensions;
        const inertia = inertiaAt(knobs, generation);
        const followed = topology(state, member, particles, reach, period, generator, isAhead);
        const attractor = followed === null ? -1 : followed * dimensions;
        for (let d = 0; d < dimensions; d++) {
          if ((d & 1) === 0) drawWords(generator, state.key, member, generation, d >> 1, 'velocity', words);
          const r1 = toUniform(words[(d & 1) * 2]);
          const r2 = toUniform(words[(d & 1) * 2 + 1]);
          const x = positions[base + d];
          const g = attractor < 0 ? bests[d] : bestPositions[attractor + d];
          const limit = velocityLimit * (upper[d] - lower[d]);
          const free =
            inertia * velocities[base + d] + cognitive * r1 * (bestPositions[base + d] - x) + social * r2 * (g - x);
          let v = keepBetween(free, -limit, limit);
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
}
