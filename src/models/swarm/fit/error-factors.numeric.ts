// From the triangle of [derivatives | residuals] to what variances are made of: (J'J)^-1 = F F', F one row a parameter.
// Where the derivatives depend on one another, the pseudo-inverse takes the inverse's place, and the parameters that are
// part of the dependence are told.
import { singularValues } from './singular-values.numeric.ts';
import type { Triangle } from './triangle.numeric.ts';

/** Singular values of columns of norm 1 below this share of the largest are taken for rounding. */
const leastShare = 1e-11;
/** A parameter whose share in an undetermined direction is below this is not part of it. */
const leastPart = 1e-6;

export interface ErrorFactors {
  /** F, by parameter, each of the triangle's size - 1. */
  readonly inverse: readonly Float64Array[];
  readonly isDetermined: readonly boolean[];
}

export function errorFactors(triangle: Triangle): ErrorFactors {
  const { r, size } = triangle;
  const count = size - 1;
  const norms = Array.from({ length: count }, (_, j) => triangle.columnNorm(j, 0));
  const isUsable = norms.every((norm) => norm < Number.POSITIVE_INFINITY);
  const inverse = Array.from({ length: count }, () => new Float64Array(count).fill(isUsable ? 0 : Number.NaN));
  if (!isUsable) return { inverse, isDetermined: norms.map(() => false) };
  const columns = norms.map((norm, j) =>
    Float64Array.from({ length: count }, (_, i) => (i <= j && norm > 0 ? r[i * size + j] / norm : 0)),
  );
  const { values, vectors } = singularValues(columns);
  const isDetermined = norms.map((norm) => norm > 0);
  for (let l = 0; l < count; l++) {
    const isLoose = values[l] <= leastShare * values[0];
    for (let j = 0; j < count; j++) {
      if (isLoose) isDetermined[j] &&= vectors[l][j] ** 2 < leastPart;
      else if (norms[j] > 0) inverse[j][l] = vectors[l][j] / values[l] / norms[j];
    }
  }
  return { inverse, isDetermined };
}
