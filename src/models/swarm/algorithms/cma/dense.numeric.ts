// The two inner loops of the full model, four terms at a time: sums that do not wait for each other, and one load and store of
// the target for four products. In a fixed order, so that results are the same everywhere.

/** Sum of a[i + k] b[j + k] over k below `count`. */
export function dot(a: Float64Array, i: number, b: Float64Array, j: number, count: number): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let k = 0;
  for (; k + 3 < count; k += 4) {
    first += a[i + k] * b[j + k];
    second += a[i + k + 1] * b[j + k + 1];
    third += a[i + k + 2] * b[j + k + 2];
    fourth += a[i + k + 3] * b[j + k + 3];
  }
  for (; k < count; k++) first += a[i + k] * b[j + k];
  return first + second + (third + fourth);
}

/** The same of f32 numbers. */
export function dotF32(a: Float32Array, i: number, b: Float32Array, j: number, count: number): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let k = 0;
  for (; k + 3 < count; k += 4) {
    first += a[i + k] * b[j + k];
    second += a[i + k + 1] * b[j + k + 1];
    third += a[i + k + 2] * b[j + k + 2];
    fourth += a[i + k + 3] * b[j + k + 3];
  }
  for (; k < count; k++) first += a[i + k] * b[j + k];
  return first + second + (third + fourth);
}

/** target[at + k] += p0 rows[from + k] + ... + p3 rows[from + 3 stride + k] for k below `count`. */
export function addFour(
  target: Float64Array,
  at: number,
  rows: Float64Array,
  from: number,
  stride: number,
  count: number,
  p0: number,
  p1: number,
  p2: number,
  p3: number,
): void {
  const second = from + stride;
  const third = second + stride;
  const fourth = third + stride;
  for (let k = 0; k < count; k++)
    target[at + k] += p0 * rows[from + k] + p1 * rows[second + k] + (p2 * rows[third + k] + p3 * rows[fourth + k]);
}
