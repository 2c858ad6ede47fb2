// A state that an earlier version saved, as this one takes it. Fields are only ever added at the end of a swarm's record, and
// 0 is what they are to a search that did not know them.
import { AeonError } from '../../core/errors.ts';
import { psoLayout } from './shader-layouts.ts';

const { Swarm } = psoLayout.structs;

/** The repeats' records at their present size. Throws `newer-version` where they are larger. */
export function widenSwarms(stored: Uint32Array<ArrayBuffer>, repeats: number): Uint32Array<ArrayBuffer> {
  const words = Swarm.sizeBytes / 4;
  const before = stored.length / repeats;
  if (before === words) return stored;
  if (before > words || !Number.isInteger(before)) throw doesNotFit();
  const widened = new Uint32Array(words * repeats);
  for (let repeat = 0; repeat < repeats; repeat++)
    widened.set(stored.subarray(repeat * before, (repeat + 1) * before), repeat * words);
  return widened;
}

/** Throws `newer-version` where an algorithm's memory does not belong to the state that was saved, or is missing in it. */
export function checkMemory(stored: { readonly length: number } | undefined, words: number): void {
  if ((stored?.length ?? 0) !== words) throw doesNotFit();
}

function doesNotFit(): AeonError {
  return new AeonError('newer-version', 'Another version of AeonNova began this run, and keeps its state otherwise.', {
    hint: 'Go on with the version that began it, or repeat the run with this one.',
  });
}
