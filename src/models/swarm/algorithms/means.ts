// What the mean place of a swarm takes of its memory. Device-free.

/** Members that are summed first; as in shaders/swarm/prepares/means.wgsl. */
export const meansBlock = 64;

/** The swarm's words: the means, and the sums on the way to them. */
export function meansWords(particles: number, dimensions: number): number {
  return dimensions * (1 + Math.ceil(particles / meansBlock));
}
