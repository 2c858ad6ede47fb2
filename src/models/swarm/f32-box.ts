// Boxes in the numbers that the search works in: f32 on every path, so that all paths see the same.

/** Half the largest f32 number, about: a box of such bounds still has a width. */
export const largestBound = 1e38;
/** From here on x + 0.5 is rounded, and whole numbers of the search are no longer those of the problem. */
export const largestWhole = 2 ** 23;
const largestNumber = (2 - 2 ** -23) * 2 ** 127;
/** Below it numbers are flushed to zero on many GPUs. */
const smallestNumber = 2 ** -126;

/** Whether f32 numbers span a box inside [lower, upper]. */
export function spansBox(lower: number, upper: number): boolean {
  const [low, high] = roundInwards(lower, upper);
  return Math.abs(low) <= largestBound && Math.abs(high) <= largestBound && high - low >= smallestNumber;
}

export function isSearchable(value: number): boolean {
  const size = Math.abs(value);
  return size === 0 || (size >= smallestNumber && size <= largestNumber);
}

/** Bounds as f32 numbers inside [lower, upper]. */
export function roundInwards(lower: number, upper: number): readonly [number, number] {
  const low = Math.fround(lower);
  const high = Math.fround(upper);
  return [low < lower ? nextFloat(low, 1) : low, high > upper ? nextFloat(high, -1) : high];
}

const bits = new DataView(new ArrayBuffer(4));

/** The f32 neighbour of an f32 number, above (+1) or below (-1). */
function nextFloat(x: number, direction: 1 | -1): number {
  if (x === 0) return direction * 2 ** -149;
  bits.setFloat32(0, x);
  bits.setInt32(0, bits.getInt32(0) + (x > 0 === direction > 0 ? 1 : -1));
  return bits.getFloat32(0);
}
