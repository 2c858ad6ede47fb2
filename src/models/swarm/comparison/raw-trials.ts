// The trials that are done as one array of numbers, for checkpoints: one after the other
// [index, evaluations, best, number of hits, hits…, number of points, points…].
import { AeonError } from '../../../core/errors.ts';
import type { RawTrial } from './run-trial.ts';

export function packTrials(trials: ReadonlyMap<number, RawTrial>): Float64Array<ArrayBuffer> {
  return Float64Array.from(
    [...trials].flatMap(([index, { evaluations, best, hits, curve }]) => [
      index,
      evaluations,
      best,
      hits.length,
      ...hits,
      curve.length,
      ...curve,
    ]),
  );
}

/** Throws `corrupt` where the numbers do not fit together. */
export function unpackTrials(packed: ArrayLike<number>): Map<number, RawTrial> {
  const trials = new Map<number, RawTrial>();
  let at = 0;
  const take = (): number => {
    const value = packed[at++];
    if (value === undefined)
      throw new AeonError('corrupt', 'The stored trials of this comparison are cut off.', {
        hint: 'Start the comparison again with its spec.',
      });
    return value;
  };
  const takeList = (): number[] => Array.from({ length: take() }, take);
  while (at < packed.length) {
    const index = take();
    trials.set(index, { evaluations: take(), best: take(), hits: takeList(), curve: takeList() });
  }
  return trials;
}
