// What an algorithm says of itself. Device-free: its moves are in its reference and in its WGSL, its numbers
// in knobs.ts, what may be turned in mid-run in turnables.ts.
import type { z } from '../../../core/schema.ts';

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
  /** A generation moves, and evaluates, half of the members; the number of members is even. */
  readonly movesHalf: boolean;
  /** Throws `bad-spec` where fields do not go together. */
  check?(spec: { readonly name: string }): void;
}
