// How far a slider reaches that sets the ends of a range, and which numbers it gives. No React here.

export type Range = readonly [low: number, high: number];

/** The range with half of its width on either side. */
export function reachAround(low: number, high: number): Range {
  const beyond = (high - low) / 2;
  return [low - beyond, high + beyond];
}

/** Whether both ends can be moved either way, and finely enough. */
export function isWithin([least, most]: Range, low: number, high: number): boolean {
  return low > least && high < most && high - low > (most - least) / 20;
}

/** The number at a share of the reach, with as many digits as can be told apart on a slider. */
export function sliderValue([least, most]: Range, share: number, integer: boolean): number {
  const value = least + share * (most - least);
  if (integer) return Math.round(value);
  const unit = 10 ** (Math.floor(Math.log10(most - least)) - 2);
  return Number((Math.round(value / unit) * unit).toPrecision(12));
}
