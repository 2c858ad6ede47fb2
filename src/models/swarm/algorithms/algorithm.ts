// What an algorithm says of itself. Device-free: its moves are in its reference and in its WGSL, its numbers
// in knobs.ts, what may be turned in mid-run in turnables.ts.
import type { z } from '../../../core/schema.ts';

/**
 * Words of 32 bits that an algorithm keeps of one repeat beside what every swarm has: its own, then those of each member, by
 * word. Such an algorithm may change how many members take part (those below that number), and its evaluations are counted
 * one by one, up to 2^32 - 17.
 */
export interface SwarmMemory {
  readonly swarmWords: number;
  readonly memberWords: number;
  /** Members that take part at the start; absent: all. */
  readonly active?: number;
}

export interface Algorithm {
  readonly name: string;
  readonly title: string;
  /** What it does, in a sentence or two. */
  readonly help: string;
  /** Authors and year. */
  readonly source: string;
  readonly schema: z.ZodMiniObject;
  /** Members look at the own bests of others, which therefore change only after all have moved. */
  readonly isDeferred: boolean;
  /** A new place that is as good as the own best takes its place; else only a better one does. */
  readonly keepsEqual: boolean;
  /** A new place takes the own best's place even where it is worse: members have no own bests, only places. */
  readonly keepsLatest?: boolean;
  /** Members may stay for a generation, and are not evaluated then. */
  readonly mayStay?: boolean;
  /** A generation moves, and evaluates, half of the members; the number of members is even. */
  readonly movesHalf: boolean;
  /** What it keeps of one repeat; absent or null: nothing. */
  memory?(spec: { readonly particles: number }, dimensions: number): SwarmMemory | null;
  /**
   * What goes by the dimensions where a spec leaves it out: the population; and that it shrinks as evaluations are spent, for
   * which it has to be known how many there are.
   */
  readonly schedule?: { particles(dimensions: number): number };
  /** Members of a spec that leaves them to the number of dimensions. */
  defaultParticles?(spec: { readonly name: string }, dimensions: number): number;
  /** Throws `bad-spec` where fields do not go together, or with the problem. */
  check?(spec: { readonly name: string }, dimensions: number): void;
}
