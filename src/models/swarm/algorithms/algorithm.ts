// What an algorithm says of itself. Device-free: its moves are in its reference and in its WGSL.
import type { z } from '../../../core/schema.ts';
import { badSpec } from '../spec-parts.ts';

/** An algorithm's numbers by the names that its kernel's struct has for them, in camel case. */
export type Knobs = Readonly<Record<string, number>>;

/** A knob that may be turned while a run goes on. */
export interface Turnable {
  readonly label: string;
  readonly least: number;
  readonly most: number;
  /** The least value itself is not allowed. */
  readonly leastExcluded?: boolean;
  /** From where to where a slider goes. */
  readonly slider: readonly [number, number];
  read(knobs: Knobs): number;
  turn(value: number): Knobs;
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
  /** A generation moves, and evaluates, half of the members; the number of members is even. */
  readonly movesHalf: boolean;
  /** @param generations the last generation that the stop allows. Throws `bad-spec`. */
  knobs(spec: { readonly name: string; readonly particles: number }, generations: number): Knobs;
  readonly turnable: Readonly<Record<string, Turnable>>;
}

/** The knobs after a turn. Throws `bad-spec` for an unknown knob or a value out of range. */
export function turnKnobs<Own extends Knobs>(
  { turnable }: Pick<Algorithm, 'turnable'>,
  knobs: Own,
  turns: Readonly<Record<string, number>>,
): Own {
  let turned = knobs;
  for (const [name, value] of Object.entries(turns)) {
    const knob = Object.hasOwn(turnable, name) ? turnable[name] : undefined;
    if (!knob) {
      const known = Object.keys(turnable).join(', ');
      throw badSpec(name, known === '' ? 'this algorithm has no knobs' : `is not a knob; there are ${known}`);
    }
    const { least, most, leastExcluded } = knob;
    if (!Number.isFinite(value) || value < least || value > most || (leastExcluded && value === least))
      throw badSpec(
        name,
        `must be ${leastExcluded ? `above ${least} and at most` : `from ${least} to`} ${most}, got ${value}`,
      );
    turned = { ...turned, ...knob.turn(value) };
  }
  return turned;
}
