// Whom a member follows, in TypeScript: the oracle of shaders/swarm/topologies/.
import { isBetter, type SwarmState } from '../swarm.reference.ts';

/** The member whose own best is the attractor; null: the swarm's best is. */
export type Topology = (state: SwarmState, member: number, particles: number, reach: number) => number | null;

export const swarmBest: Topology = () => null;

export const ring: Topology = ({ values }, member, particles, reach) => {
  let best = member;
  for (let k = 1; k <= reach; k++) {
    for (const other of [(member + particles - (k % particles)) % particles, (member + k) % particles]) {
      if (isBetter(values[4 * other], values[4 * other + 1], values[4 * best], values[4 * best + 1])) best = other;
    }
  }
  return best;
};

export const vonNeumann: Topology = ({ values }, member, particles, columns) => {
  const column = member % columns;
  const rowStart = member - column;
  const north = (member + particles - columns) % particles;
  const west = rowStart + ((column + columns - 1) % columns);
  const east = rowStart + ((column + 1) % columns);
  const south = (member + columns) % particles;
  let best = member;
  for (const other of [north, west, east, south]) {
    if (isBetter(values[4 * other], values[4 * other + 1], values[4 * best], values[4 * best + 1])) best = other;
  }
  return best;
};
