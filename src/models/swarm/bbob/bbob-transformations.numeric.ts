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
/** Into `result`, which is not `v`. */
export function multiply(matrix: Vector, v: Vector, result: Vector): Vector {
  const dimensions = result.length;
  for (let row = 0, at = 0; row < dimensions; row++) {
    let sum = 0;
    for (let j = 0; j < dimensions; j++, at++) sum += matrix[at] * v[j];
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
/** Into `result`, as everything here that has one: an evaluation allocates nothing. */
export function minus(x: ArrayLike<number>, optimum: Vector, result: Vector): Vector {
  for (let i = 0; i < result.length; i++) result[i] = x[i] - optimum[i];
  return result;
}
/** T_osz: breaks up symmetry and smoothness. */
export function oscillate(v: number): number {
  if (v === 0) return 0;
  const t = 10 * Math.log(Math.abs(v));
  const waves = v > 0 ? Math.sin(t) + Math.sin(0.79 * t) : Math.sin(0.55 * t) + Math.sin(0.31 * t);
  return Math.sign(v) * Math.exp(t + 0.49 * waves) ** 0.1;
}
/** T_osz of every coordinate, in place. */
export function oscillateAll(v: Vector): Vector {
  for (let i = 0; i < v.length; i++) v[i] = oscillate(v[i]);
  return v;
}
/** T_asy^beta, in place: breaks up symmetry about the optimum. */
export function createSkew(beta: number, dimensions: number): (v: Vector) => Vector {
  const strength = Float64Array.from({ length: dimensions }, (_, i) => beta * share(i, dimensions));
  return (v) => {
    for (let i = 0; i < dimensions; i++) if (v[i] > 0) v[i] = v[i] ** (1 + strength[i] * Math.sqrt(v[i]));
    return v;
  };
}
/** Coordinate by coordinate, in place. */
export function stretch(v: Vector, scale: Vector): Vector {
  for (let i = 0; i < v.length; i++) v[i] *= scale[i];
  return v;
}
/** Squared distances beyond [-5, 5]. */
export function beyond(x: ArrayLike<number>, limit = 5): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += Math.max(0, Math.abs(x[i]) - limit) ** 2;
  return sum;
}
export function sinPiSquared(x: number): number {
  return Math.sin(Math.PI * (x - Math.round(x))) ** 2;
}
export function rastrigin(z: Vector): number {
  let sum = 0;
  for (let i = 0; i < z.length; i++) sum += z[i] * z[i] + 20 * sinPiSquared(z[i]);
  return sum;
}
export function rosenbrock(z: Vector): number {
  let sum = 0;
  for (let i = 0; i + 1 < z.length; i++) sum += 100 * (z[i] ** 2 - z[i + 1]) ** 2 + (z[i] - 1) ** 2;
  return sum;
}
/** base^(i / (D - 1)) */
export function powers(base: number, dimensions: number): Vector {
  return Float64Array.from({ length: dimensions }, (_, i) => base ** share(i, dimensions));
}
/** 10^(exponent i / (D - 1)) */
export function tens(exponent: number, dimensions: number): Vector {
  return Float64Array.from({ length: dimensions }, (_, i) => 10 ** (exponent * share(i, dimensions)));
}
/** Sum of weight times square. */
export function weighted(z: Vector, weights: Vector): number {
  let sum = 0;
  for (let i = 0; i < z.length; i++) sum += weights[i] * z[i] * z[i];
  return sum;
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
/** x turned and scaled so that the valley's end is at 1 in all dimensions. */
export function createValley(matrix: Vector, d: number): (x: ArrayLike<number>) => Vector {
  const y = new Float64Array(d);
  const z = new Float64Array(d);
  return (x) => {
    for (let i = 0; i < d; i++) y[i] = x[i];
    multiply(matrix, y, z);
    for (let i = 0; i < d; i++) z[i] += 0.5;
    return z;
  };
}
