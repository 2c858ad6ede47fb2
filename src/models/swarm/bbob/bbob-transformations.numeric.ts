// What the BBOB functions are built of (Hansen, Finck, Ros & Auger 2009): turns, transformations, and the plain functions
// under them, in forms that do not cancel at the optimum. Matrices by rows; indices count from 0.

type Vector = Float64Array;

/** i / (D - 1), the exponent that spreads a scale over the dimensions. */
export function share(i: number, dimensions: number): number {
  return i / (dimensions - 1);
}
/** Lambda^alpha: alpha^(i / 2(D-1)). */
export function conditioning(alpha: number, dimensions: number): Vector {
  return Float64Array.from({ length: dimensions }, (_, i) => alpha ** (0.5 * share(i, dimensions)));
}
export function multiply(matrix: Vector, v: ArrayLike<number>): Vector {
  const dimensions = v.length;
  const result = new Float64Array(dimensions);
  for (let row = 0; row < dimensions; row++) {
    let sum = 0;
    for (let j = 0; j < dimensions; j++) sum += matrix[row * dimensions + j] * v[j];
    result[row] = sum;
  }
  return result;
}
/** Left times diag(scale) times right. */
export function sandwich(left: Vector, scale: Vector, right: Vector): Vector {
  const dimensions = scale.length;
  const result = new Float64Array(dimensions * dimensions);
  for (let row = 0; row < dimensions; row++)
    for (let column = 0; column < dimensions; column++) {
      let sum = 0;
      for (let k = 0; k < dimensions; k++)
        sum += left[row * dimensions + k] * scale[k] * right[k * dimensions + column];
      result[row * dimensions + column] = sum;
    }
  return result;
}
export function minus(x: ArrayLike<number>, optimum: Vector): Vector {
  return optimum.map((o, i) => x[i] - o);
}
export function total(v: ArrayLike<number>, term: (value: number, i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < v.length; i++) sum += term(v[i], i);
  return sum;
}
/** T_osz: breaks up symmetry and smoothness. */
export function oscillate(v: number): number {
  if (v === 0) return 0;
  const t = 10 * Math.log(Math.abs(v));
  const [c1, c2] = v > 0 ? [1, 0.79] : [0.55, 0.31];
  return Math.sign(v) * Math.exp(t + 0.49 * (Math.sin(c1 * t) + Math.sin(c2 * t))) ** 0.1;
}
/** T_asy^beta: breaks up symmetry about the optimum. */
export function skew(beta: number): (v: number, i: number, all: ArrayLike<number>) => number {
  return (v, i, all) => (v > 0 ? v ** (1 + beta * share(i, all.length) * Math.sqrt(v)) : v);
}
/** Squared distances beyond [-5, 5]. */
export function beyond(x: ArrayLike<number>, limit = 5): number {
  return total(x, (v) => Math.max(0, Math.abs(v) - limit) ** 2);
}
export function sinPiSquared(x: number): number {
  return Math.sin(Math.PI * (x - Math.round(x))) ** 2;
}
export function rastrigin(z: ArrayLike<number>): number {
  return total(z, (v) => v * v + 20 * sinPiSquared(v));
}
export function rosenbrock(z: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i + 1 < z.length; i++) sum += 100 * (z[i] ** 2 - z[i + 1]) ** 2 + (z[i] - 1) ** 2;
  return sum;
}
export function ellipsoid(z: ArrayLike<number>): number {
  return total(z, (v, i) => 10 ** (6 * share(i, z.length)) * v * v);
}
/** max(1, sqrt(D) / 8), the scale of the Rosenbrock functions. */
export function valley(dimensions: number): number {
  return Math.max(1, Math.sqrt(dimensions) / 8);
}
/** diag(scale) times a matrix. */
export function scaleRows(scale: Vector, matrix: Vector): Vector {
  return matrix.map((v, i) => v * scale[Math.floor(i / scale.length)]);
}
/** The x of which scale * rotation gives 1/2 in all dimensions. */
export function middleOf(matrix: Vector, scale: number): Vector {
  const dimensions = Math.sqrt(matrix.length);
  const x = new Float64Array(dimensions);
  // The inverse of a rotation is its transpose.
  for (let row = 0; row < dimensions; row++)
    for (let column = 0; column < dimensions; column++)
      x[column] += (0.5 * matrix[row * dimensions + column]) / scale ** 2;
  return x;
}
