// The mean place of a swarm in TypeScript: the oracle of shaders/swarm/prepares/means.wgsl.
// The swarm's words as there: [dimension] means, then [block][dimension] sums.
import { meansBlock, meansWords } from './means.ts';
import { memoryHead } from '../plan.ts';
import type { SwarmSettings } from '../swarm-settings.ts';
import type { SwarmState } from '../swarm.reference.ts';

export function findMeans({ positions, memoryFloats }: SwarmState, { particles, dimensions }: SwarmSettings): void {
  for (let first = 0, at = memoryHead + dimensions; first < particles; first += meansBlock, at += dimensions)
    for (let d = 0; d < dimensions; d++) {
      let sum = 0;
      for (let member = first; member < Math.min(first + meansBlock, particles); member++)
        sum += positions[member * dimensions + d];
      memoryFloats[at + d] = sum;
    }
  for (let d = 0; d < dimensions; d++) {
    let sum = 0;
    for (let at = memoryHead + dimensions + d; at < memoryHead + meansWords(particles, dimensions); at += dimensions)
      sum += memoryFloats[at];
    memoryFloats[memoryHead + d] = sum / particles;
  }
}

export function meanAt({ memoryFloats }: SwarmState, d: number): number {
  return memoryFloats[memoryHead + d];
}
