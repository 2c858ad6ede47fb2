// How many generations go into the next submit, so that a slice takes about its target time: long enough to cost little,
// short enough to answer a cancel. Pure.

export interface SliceControl {
  next(): number;
  /** What the last slices took. */
  record(count: number, milliseconds: number): void;
}

/** Grows at most fourfold at a time, since one measured slice may have been lucky. */
const growth = 4;

/**
 * @param targetMs what a slice should take
 * @param first how many the first slice holds
 * @param most never more
 */
export function createSliceControl(options: { targetMs: number; first: number; most: number }): SliceControl {
  let count = options.first;
  let perItem = 0;
  return {
    next: () => count,
    record(done, milliseconds) {
      if (done <= 0) return;
      const measured = Math.max(milliseconds, 1e-3) / done;
      // Slow is believed at once, fast by halves.
      perItem = perItem === 0 || measured > perItem ? measured : (perItem + measured) / 2;
      const fitting = Math.floor(options.targetMs / perItem);
      count = Math.max(1, Math.min(fitting, done * growth, options.most));
    },
  };
}
