// Gallagher's functions of BBOB in f64, as COCO computes them.
import type { BbobInstance } from './bbob-functions.numeric.ts';
import { beyond, multiply, oscillate, share } from './bbob-transformations.numeric.ts';
import { rotation, uniforms } from './coco-random.numeric.ts';

/** Functions 21 and 22: the highest of many peaks, each of its own condition. */
export function createGallagher(
  d: number,
  r: number,
  made: { peaks: number; firstCondition: number; spread: number; shift: number },
): Pick<BbobInstance, 'optimum' | 'excess' | 'matrices' | 'extra'> {
  const { peaks } = made;
  const Q = rotation(d, r);
  const order = sortedIndices(uniforms(peaks - 1, r));
  // Both [peak][dimension].
  const scales = new Float64Array(peaks * d);
  const turned = new Float64Array(peaks * d);
  const drawn = uniforms(d * peaks, r);
  const centre = new Float64Array(d);
  const optimum = new Float64Array(d);
  const y = new Float64Array(d);
  const z = new Float64Array(d);
  for (let peak = 0; peak < peaks; peak++) {
    const condition = peak === 0 ? made.firstCondition : 1_000 ** (order[peak - 1] / (peaks - 2));
    sortedIndices(uniforms(d, r + 1_000 * peak)).forEach((place, j) => {
      scales[peak * d + j] = condition ** (share(place, d) - 0.5);
      centre[j] = (peak === 0 ? 0.8 : 1) * (made.spread * drawn[peak * d + j] - made.shift);
    });
    if (peak === 0) optimum.set(centre);
    turned.set(multiply(Q, centre, z), peak * d);
  }
  const heights = Float64Array.from({ length: peaks }, (_, peak) =>
    peak === 0 ? 10 : 1.1 + (8 * (peak - 1)) / (peaks - 2),
  );
  const logHeights = heights.map(Math.log);
  return {
    optimum,
    matrices: [Q],
    extra: Float64Array.from(
      [...heights].flatMap((height, peak) => [
        height,
        ...scales.subarray(peak * d, (peak + 1) * d),
        ...turned.subarray(peak * d, (peak + 1) * d).map((v, j) => v - turned[j]),
      ]),
    ),
    excess(x) {
      for (let i = 0; i < d; i++) y[i] = x[i];
      multiply(Q, y, z);
      let highest = 0;
      let logHighest = Number.NEGATIVE_INFINITY;
      for (let peak = 0; peak < peaks; peak++) {
        // From here on it lies below the highest, by a margin far above rounding.
        const tooFar = 2 * d * (logHeights[peak] - logHighest + 1e-9);
        let distance = 0;
        for (let j = 0, at = peak * d; j < d && distance <= tooFar; j++, at++) {
          const away = z[j] - turned[at];
          distance += scales[at] * (away * away);
        }
        if (distance > tooFar) continue;
        highest = Math.max(highest, heights[peak] * Math.exp((-0.5 / d) * distance));
        logHighest = Math.log(highest);
      }
      return oscillate(10 - highest) ** 2 + beyond(x);
    },
  };
}

/** Indices in the order of their values. */
function sortedIndices(values: Float64Array): number[] {
  return [...values.keys()].sort((a, b) => values[a] - values[b]);
}
