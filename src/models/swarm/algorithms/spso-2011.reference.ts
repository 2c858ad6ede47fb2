// Links and moves of Standard PSO 2011 in TypeScript: the oracle of shaders/swarm/moves/spso-2011.wgsl.
import { drawWords, type Generator, toNormals, toUniform } from '../../../core/random.ts';
import { createConfine } from '../confine.reference.ts';
import { createOwnBestOrder } from '../ranking.reference.ts';
import type { SwarmState } from '../swarm.reference.ts';
import type { CreateMover } from './mover.ts';

/** Whether each member informs this one, by the links that stand: a word of every other member, below the threshold. */
export function drawLinks(
  { key, counters }: Pick<SwarmState, 'key' | 'counters'>,
  member: number,
  particles: number,
  linkBelow: number,
  generator: Generator,
  out: Uint8Array,
): void {
  const words = new Uint32Array(4);
  for (let other = 0; other < particles; other++) {
    if ((other & 3) === 0) drawWords(generator, key, member, counters.unimproved, other >> 2, 'link', words);
    out[other] = words[other & 3] < linkBelow ? 1 : 0;
  }
}

export const createSpsoMover: CreateMover = (settings, problem, generator) => {
  const { particles, dimensions, boundary, knobs } = settings;
  const isAhead = createOwnBestOrder(settings);
  const { lower, upper } = problem;
  const { inertia, pull, linkBelow } = knobs;
  const confine = createConfine(boundary, generator);
  const words = new Uint32Array(4);
  const links = new Uint8Array(particles);
  const fourNormals = new Float64Array(4);
  const normals = new Float64Array(dimensions);
  const centre = new Float64Array(dimensions);

  function findInformant(state: SwarmState, member: number): number {
    drawLinks(state, member, particles, linkBelow, generator, links);
    let best = member;
    for (let other = 0; other < particles; other++) {
      if (links[other] === 0) continue;
      if (isAhead(state, other, best)) best = other;
    }
    return best;
  }

  return {
    startVelocity: (x, word, d) => lower[d] + toUniform(word) * (upper[d] - lower[d]) - x,
    move(state, member, generation) {
      const { positions, velocities, bestPositions } = state;
      const base = member * dimensions;
      const informant = findInformant(state, member);
      const ahead = informant * dimensions;
      const toOwn = pull / (informant === member ? 2 : 3);
      const toInformant = informant === member ? 0 : pull / 3;
      let lengthSquared = 0;
      let radiusSquared = 0;
      for (let d = 0; d < dimensions; d++) {
        if ((d & 3) === 0) {
          drawWords(generator, state.key, member, generation, 1 + (d >> 2), 'velocity', words);
          toNormals(words, fourNormals);
        }
        const x = positions[base + d];
        normals[d] = fourNormals[d & 3];
        centre[d] = toOwn * (bestPositions[base + d] - x) + toInformant * (bestPositions[ahead + d] - x);
        lengthSquared += normals[d] ** 2;
        radiusSquared += centre[d] ** 2;
      }
      drawWords(generator, state.key, member, generation, 0, 'velocity', words);
      const radius = toUniform(words[0]) * Math.sqrt(radiusSquared);
      const scale = lengthSquared > 0 ? radius / Math.sqrt(lengthSquared) : 0;
      for (let d = 0; d < dimensions; d++) {
        let v = inertia * velocities[base + d] + centre[d] + scale * normals[d];
        let y = positions[base + d] + v;
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
