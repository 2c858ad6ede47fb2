// Student's t distribution: its quantile, for confidence bands. Any number of degrees of freedom above 0.
import { regularisedBeta } from '../statistics/special-functions.numeric.ts';

/** P(T > t) for t >= 0. */
export function upperTail(t: number, degrees: number): number {
  const square = t * t;
  return 0.5 * regularisedBeta(degrees / (degrees + square), square / (degrees + square), degrees / 2, 0.5);
}

/**
 * The t with P(|T| <= t) = confidence.
 * @param degrees of freedom, above 0
 * @param confidence in (0, 1)
 */
export function studentTwoSided(degrees: number, confidence: number): number {
  const tail = (1 - confidence) / 2;
  let low = 0;
  let high = 1;
  while (upperTail(high, degrees) > tail && high < 1e300) {
    low = high;
    high *= 2;
  }
  for (let i = 0; i < 200 && high - low > 1e-15 * high; i++) {
    const middle = 0.5 * (low + high);
    if (upperTail(middle, degrees) > tail) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}
