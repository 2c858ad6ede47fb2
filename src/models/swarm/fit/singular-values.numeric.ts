// Singular values of a small square matrix by one-sided Jacobi rotations (Hestenes 1958; Golub & Van Loan, section 8.6.3):
// slow for large matrices, and accurate to the last small value, which is what tells a parameter that the data determine
// from one that they do not.

export interface SingularValues {
  /** Descending. */
  readonly values: Float64Array;
  /** Right singular vectors, one array each, in the order of the values. */
  readonly vectors: readonly Float64Array[];
}

/** @param columns of the matrix; not changed */
export function singularValues(columns: readonly Float64Array[]): SingularValues {
  const count = columns.length;
  const a = columns.map((column) => column.slice());
  const v = columns.map((_, j) => Float64Array.from({ length: count }, (_value, i) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < 60; sweep++) {
    let rotated = false;
    for (let j = 0; j < count; j++) {
      for (let l = j + 1; l < count; l++) {
        let jj = 0;
        let ll = 0;
        let jl = 0;
        for (let i = 0; i < a[j].length; i++) {
          jj += a[j][i] * a[j][i];
          ll += a[l][i] * a[l][i];
          jl += a[j][i] * a[l][i];
        }
        if (Math.abs(jl) <= 1e-15 * Math.sqrt(jj * ll)) continue;
        rotated = true;
        const cotangent = (ll - jj) / (2 * jl);
        const tangent = Math.sign(cotangent || 1) / (Math.abs(cotangent) + Math.sqrt(1 + cotangent * cotangent));
        const cosine = 1 / Math.sqrt(1 + tangent * tangent);
        rotate(a[j], a[l], cosine, cosine * tangent);
        rotate(v[j], v[l], cosine, cosine * tangent);
      }
    }
    if (!rotated) break;
  }
  const norms = a.map((column) => Math.hypot(...column));
  const order = norms.map((_, j) => j).sort((x, y) => norms[y] - norms[x]);
  return { values: Float64Array.from(order, (j) => norms[j]), vectors: order.map((j) => v[j]) };
}

function rotate(x: Float64Array, y: Float64Array, cosine: number, sine: number): void {
  for (let i = 0; i < x.length; i++) {
    const left = x[i];
    x[i] = cosine * left - sine * y[i];
    y[i] = sine * left + cosine * y[i];
  }
}
