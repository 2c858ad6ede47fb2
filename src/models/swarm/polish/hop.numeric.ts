// What a polish does, in f64: one local minimisation, or basin hopping (Li & Scheraga 1987; Wales & Doye 1997) that only goes
// downhill and begins anew where it stays (monotonic, Leary 2000). Driven from outside: it yields after each evaluation.
import { drawWords, type Key, toUniform } from '../../../core/random.ts';
import { type Box, type LocalMinimum, minimiseInBox, type ValueAndGradient } from './minimise-in-box.numeric.ts';

/** A hop moves each coordinate by up to this share of its box, either way. */
const reach = 0.08;
/** Hops without anything lower after which the next place is begun with. */
const patience = 100;
/** Of the value: what minimisations on the way are good to, and how much lower counts as lower. */
const roughly = 1e-7;

export interface Polishing {
  /** The lowest so far. */
  best: LocalMinimum;
  minimisations: number;
}

/** Down from `start`, as far as f64 tells apart. */
export function* polishLocally(
  evaluate: ValueAndGradient,
  box: Box,
  start: LocalMinimum,
  progress: Polishing,
): Generator<void, void, void> {
  // Once more from where it ended, with what it remembered forgotten: a long narrow valley gives a little more.
  for (let round = 0; round < 2; round++) {
    const found = yield* minimiseInBox(evaluate, box, round === 0 ? start.position : progress.best.position);
    progress.minimisations++;
    if (found.value < progress.best.value) progress.best = found;
  }
}

/**
 * @param starts best first; once they are used up, places are drawn from the whole box
 * @param isDone asked after each minimisation
 */
export function* hopBasins(
  evaluate: ValueAndGradient,
  box: Box,
  starts: readonly ArrayLike<number>[],
  hops: number,
  key: Key,
  progress: Polishing,
  isDone: () => boolean,
): Generator<void, void, void> {
  const { lower, upper } = box;
  const words = new Uint32Array(4);
  /** From -1 to 1. */
  const draw = (hop: number, d: number): number => {
    drawWords('pcg4d', key, hop, 0, d >> 2, 'polish', words);
    return 2 * toUniform(words[d & 3]) - 1;
  };
  function* minimise(from: ArrayLike<number>): Generator<void, LocalMinimum, void> {
    const found = yield* minimiseInBox(evaluate, box, from, roughly);
    progress.minimisations++;
    if (found.value < progress.best.value) progress.best = found;
    return found;
  }

  let begun = 0;
  let stays = patience;
  let current = progress.best;
  for (let hop = 0; hop < hops && !isDone(); hop++) {
    if (stays >= patience) {
      const start =
        begun < starts.length
          ? starts[begun]
          : lower.map((low, d) => low + ((draw(hop, d) + 1) / 2) * (upper[d] - low));
      current = yield* minimise(start);
      begun++;
      stays = 0;
      continue;
    }
    const { position, value } = current;
    const place = position.map((x, d) =>
      Math.min(upper[d], Math.max(lower[d], x + reach * (upper[d] - lower[d]) * draw(hop, d))),
    );
    const found = yield* minimise(place);
    const isLower = found.value < value - roughly * Math.abs(value);
    stays = isLower ? 0 : stays + 1;
    if (isLower) current = found;
  }
  yield* polishLocally(evaluate, box, progress.best, progress);
}
