// Two maps of [-1, 1] onto the box of a parameter. One is linear. The other spends equal room on each power of ten: six
// decades on either side of 0 in a box around 0, what the box has of them elsewhere. Members of even groups use the
// first, those of odd groups the second: a parameter's scale is not known before its value is.

/** Decades from the largest magnitude in the box down to where the map becomes linear. */
const curvature = Math.asinh(1e6);

export interface BoxMap {
  readonly lower: number;
  readonly upper: number;
  /** Largest magnitude in the box. */
  readonly largest: number;
  /** The bounds in the map's own coordinate, asinh(1e6 b / largest) / asinh(1e6). */
  readonly low: number;
  readonly high: number;
}

export function createBoxMap(lower: number, upper: number): BoxMap {
  const largest = Math.max(Math.abs(lower), Math.abs(upper)) || 1;
  return { lower, upper, largest, low: bend(lower / largest), high: bend(upper / largest) };
}

/** asinh(1e6 share) / asinh(1e6) for a share of the largest magnitude. */
function bend(share: number): number {
  return Math.asinh(1e6 * share) / curvature;
}

export function fromUnit(map: BoxMap, u: number, isDecades: boolean): number {
  const share = 0.5 * (u + 1);
  let value = map.lower + share * (map.upper - map.lower);
  if (isDecades) {
    const t = map.low + share * (map.high - map.low);
    const size = Math.abs(t);
    // sinh(c t) / sinh(c) in a form that does not overflow in f32.
    const sinh =
      (Math.exp(curvature * (size - 1)) * (1 - Math.exp(-2 * curvature * size))) / (1 - Math.exp(-2 * curvature));
    value = (t < 0 ? -map.largest : map.largest) * sinh;
  }
  return Math.min(map.upper, Math.max(map.lower, value));
}

/** The inverse of `fromUnit`, within [-1, 1]. */
export function toUnit(map: BoxMap, value: number, isDecades: boolean): number {
  const share = isDecades
    ? (bend(value / map.largest) - map.low) / (map.high - map.low)
    : (value - map.lower) / (map.upper - map.lower);
  return Math.min(1, Math.max(-1, 2 * share - 1));
}
