// The gradient of a problem that gives none, by differences in f64.
import type { Box, ValueAndGradient } from './minimise-in-box.numeric.ts';

/** Third root of f64's precision, at which rounding and curvature err alike. */
const share = Math.cbrt(Number.EPSILON);

/**
 * Central differences; where a bound is near, to one side as far as it allows. Steps go by the size of the coordinate, and
 * near 0 by a hundredth of the box.
 */
export function withDifferences(valueAt: (x: Float64Array) => number, { lower, upper }: Box): ValueAndGradient {
  return (x, gradient) => {
    for (let d = 0; d < x.length; d++) {
      const own = x[d];
      const step = share * Math.max(Math.abs(own), 0.01 * (upper[d] - lower[d]));
      const [below, above] = [Math.max(lower[d], own - step), Math.min(upper[d], own + step)];
      x[d] = above;
      const high = valueAt(x);
      x[d] = below;
      const low = valueAt(x);
      x[d] = own;
      gradient[d] = (high - low) / (above - below);
    }
    return valueAt(x);
  };
}
