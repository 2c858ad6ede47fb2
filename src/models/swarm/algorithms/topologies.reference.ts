// Whom a member follows, in TypeScript: the oracle of shaders/swarm/topologies/.
import { drawWords, type Generator } from '../../../core/random.ts';
import type { createOwnBestOrder } from '../ranking.reference.ts';
import type { SwarmState } from '../swarm.reference.ts';
import { permute, permuteBack } from './permutation.reference.ts';

/** The member whose own best is the attractor; null: the swarm's best is. */
export type Topology = (
  state: SwarmState,
  member: number,
  particles: number,
  reach: number,
  period: number,
  generator: Generator,
  isAhead: ReturnType<typeof createOwnBestOrder>,
) => number | null;

export const swarmBest: Topology = () => null;

export const ring: Topology = (state, member, particles, reach, _period, _generator, isAhead) => {
  let best = member;
  for (let k = 1; k <= reach; k++) {
    for (const other of [(member + particles - (k % particles)) % particles, (member + k) % particles]) {
      if (isAhead(state, other, best)) best = other;
    }
  }
  return best;
};

export const vonNeumann: Topology = (state, member, particles, columns, _period, _generator, isAhead) => {
  const column = member % columns;
  const rowStart = member - column;
  const north = (member + particles - columns) % particles;
  const west = rowStart + ((column + columns - 1) % columns);
  const east = rowStart + ((column + 1) % columns);
  const south = (member + columns) % particles;
  let best = member;
  for (const other of [north, west, east, south]) {
    if (isAhead(state, other, best)) best = other;
  }
  return best;
};

/** Who is in a member's group in this generation, in the order of the group. */
export function groupOf(
  { key, counters }: Pick<SwarmState, 'key' | 'counters'>,
  member: number,
  particles: number,
  size: number,
  period: number,
  generator: Generator,
): number[] {
  const words = new Uint32Array(4);
  const keys = new Uint32Array(8);
  for (const half of [0, 1]) {
    drawWords(generator, key, 0, Math.floor((counters.evaluated - 1) / period), half, 'permutation', words);
    keys.set(words, 4 * half);
  }
  const place = permuteBack(member, particles, keys);
  const first = place - (place % size);
  return Array.from({ length: Math.min(size, particles - first) }, (_, i) => permute(first + i, particles, keys));
}

export const subSwarms: Topology = (state, member, particles, size, period, generator, isAhead) => {
  let best = member;
  for (const other of groupOf(state, member, particles, size, period, generator))
    if (isAhead(state, other, best)) best = other;
  return best;
};
