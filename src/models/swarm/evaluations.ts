// How many evaluations the generations of a swarm take. Device-free.
import type { SwarmMemory } from './algorithms/algorithm.ts';
import { algorithms, type AlgorithmSpec } from './algorithms/registry.ts';

/** What the algorithm keeps of one repeat; null: nothing. */
export function memoryOf(algorithm: AlgorithmSpec, dimensions: number): SwarmMemory | null {
  return algorithms[algorithm.name].memory?.(algorithm, dimensions) ?? null;
}

/** Members of the first generation. */
export function firstMembersOf(algorithm: AlgorithmSpec, dimensions: number): number {
  return memoryOf(algorithm, dimensions)?.active ?? algorithm.particles;
}

/** Members that move, and are evaluated, in a generation. */
export function moversOf({ name, particles }: AlgorithmSpec): number {
  return algorithms[name].movesHalf ? particles / 2 : particles;
}

/** The last generation that so many evaluations allow, where there is no restart and all that move are always the same many. */
export function generationsWithin(evaluations: number, algorithm: AlgorithmSpec): number {
  return Math.floor((evaluations - algorithm.particles) / moversOf(algorithm));
}

type Movers = { readonly particles: number; readonly movers: number };
type Progress = { readonly evaluated: number; readonly restarts: number; readonly restartAt: number };

/**
 * Evaluations of a repeat without a memory so far: a generation that is drawn takes all members, the others take those
 * that move.
 */
export function evaluationsOf({ particles, movers }: Movers, { evaluated, restarts, restartAt }: Progress): number {
  // The newest restart may be one that the next generation makes.
  const drawn = evaluated === 0 ? 0 : 1 + restarts - (restartAt === evaluated ? 1 : 0);
  return drawn * particles + (evaluated - drawn) * movers;
}
