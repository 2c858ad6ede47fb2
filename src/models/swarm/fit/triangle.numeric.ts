// QR by Householder reflections of a tall matrix that comes in blocks of rows; only the triangle R is kept, so that a
// million rows cost no more memory than a hundred. Least squares are then solved on R. (Golub & Van Loan, sections 5.2, 12.5)

/** Columns shorter than this count as 0: in numbers so small, a direction cannot be told to all digits. */
const leastNorm = 2 ** -970;

/** Upper triangle of `size` columns, row by row, full square storage. */
export class Triangle {
  readonly size: number;
  readonly r: Float64Array;

  constructor(size: number) {
    this.size = size;
    this.r = new Float64Array(size * size);
  }

  clear(): void {
    this.r.fill(0);
  }

  /** Takes `rows` more rows in, column by column. The contents of `columns` are used up. */
  absorb(columns: readonly Float64Array[], rows: number): void {
    const { r, size } = this;
    for (let j = 0; j < size; j++) {
      const pivot = columns[j];
      const alpha = r[j * size + j];
      const norm = normOf(alpha, pivot, rows);
      if (norm < leastNorm) continue;
      // Of length 1, so that squares of it neither vanish nor overflow.
      for (let i = 0; i < rows; i++) pivot[i] /= norm;
      const head = alpha > 0 ? alpha / norm + 1 : alpha / norm - 1;
      const scale = 1 / Math.abs(head);
      r[j * size + j] = alpha > 0 ? -norm : norm;
      for (let l = j + 1; l < size; l++) {
        const column = columns[l];
        let dot = head * r[j * size + l];
        for (let i = 0; i < rows; i++) dot += pivot[i] * column[i];
        dot *= scale;
        r[j * size + l] -= dot * head;
        for (let i = 0; i < rows; i++) column[i] -= dot * pivot[i];
      }
    }
  }

  /** Norm of the part of column `j` in rows `from` and below. */
  columnNorm(j: number, from: number): number {
    let squares = 0;
    for (let i = from; i <= Math.min(j, this.size - 1); i++) squares += this.r[i * this.size + j] ** 2;
    return Math.sqrt(squares);
  }
}

/**
 * Least squares of a small dense system: minimises |A x - b| for the columns of `a` (each `rows` long), with column
 * scaling. Columns that depend on those before them, to `tolerance`, get 0. Nothing given is changed.
 */
export function solveSmall(
  a: readonly Float64Array[],
  b: Float64Array,
  rows: number,
  tolerance = 1e-13,
): Float64Array<ArrayBuffer> {
  const count = a.length;
  const x = new Float64Array(count);
  const norms = a.map((column) => Math.hypot(...column.subarray(0, rows)));
  const triangle = new Triangle(count + 1);
  const scaled = a.map((column, j) => column.slice(0, rows).map((v) => (norms[j] > 0 ? v / norms[j] : 0)));
  triangle.absorb([...scaled, b.slice(0, rows)], rows);
  const { r, size } = triangle;
  for (let j = count - 1; j >= 0; j--) {
    let sum = r[j * size + count];
    for (let l = j + 1; l < count; l++) sum -= r[j * size + l] * x[l];
    x[j] = Math.abs(r[j * size + j]) > tolerance ? sum / r[j * size + j] : 0;
  }
  for (let j = 0; j < count; j++) x[j] = norms[j] > 0 ? x[j] / norms[j] : 0;
  return x;
}

export interface BoundedSolution {
  readonly x: Float64Array<ArrayBuffer>;
  /** Unknowns that stand at a bound because the best lies beyond it. */
  readonly pinned: readonly boolean[];
}

/**
 * Minimises |R x - b| with lower <= x <= upper; R and b are the first `count` columns and column `count` of a triangle.
 * An active-set method: bounds that are violated hold, those whose multiplier has the wrong sign are let go.
 */
export function solveBounded(
  triangle: Triangle,
  count: number,
  lower: ArrayLike<number>,
  upper: ArrayLike<number>,
): BoundedSolution {
  const { r, size } = triangle;
  const columns = Array.from({ length: count }, (_, j) =>
    Float64Array.from({ length: count }, (_value, i) => (i <= j ? r[i * size + j] : 0)),
  );
  const b = Float64Array.from({ length: count }, (_, i) => r[i * size + count]);
  const pinned = new Array<boolean>(count).fill(false);
  let x = new Float64Array(count);
  for (let attempt = 0; attempt < 4 * count + 1; attempt++) {
    const rest = b.slice();
    for (let j = 0; j < count; j++) if (pinned[j]) for (let i = 0; i < count; i++) rest[i] -= columns[j][i] * x[j];
    const free = columns.map((_, j) => j).filter((j) => !pinned[j]);
    const solved = solveSmall(
      free.map((j) => columns[j]),
      rest,
      count,
    );
    x = x.slice();
    free.forEach((j, position) => {
      x[j] = solved[position];
    });
    let worstViolation = 0;
    let worstIndex = -1;
    for (const j of free) {
      const width = upper[j] - lower[j] || 1;
      const violation = Math.max(lower[j] - x[j], x[j] - upper[j]) / width;
      if (violation > worstViolation) {
        worstViolation = violation;
        worstIndex = j;
      }
    }
    if (worstIndex >= 0) {
      pinned[worstIndex] = true;
      x[worstIndex] = x[worstIndex] < lower[worstIndex] ? lower[worstIndex] : upper[worstIndex];
      // Others may have been pushed out by this one alone: they are judged again once it holds.
      continue;
    }
    const release = wronglyPinned(columns, b, x, pinned, lower);
    if (release < 0) break;
    pinned[release] = false;
  }
  for (let j = 0; j < count; j++) x[j] = Math.min(upper[j], Math.max(lower[j], x[j]));
  return { x, pinned };
}

/** The pinned unknown that most wants back into the box, or -1. */
function wronglyPinned(
  columns: readonly Float64Array[],
  b: Float64Array,
  x: Float64Array,
  pinned: readonly boolean[],
  lower: ArrayLike<number>,
): number {
  const count = columns.length;
  const residual = b.slice();
  for (let j = 0; j < count; j++) for (let i = 0; i < count; i++) residual[i] -= columns[j][i] * x[j];
  let most = 1e-12 * Math.hypot(...b);
  let found = -1;
  for (let j = 0; j < count; j++) {
    if (!pinned[j]) continue;
    const norm = Math.hypot(...columns[j]);
    if (norm === 0) continue;
    let gain = 0;
    for (let i = 0; i < count; i++) gain += (columns[j][i] * residual[i]) / norm;
    const inwards = x[j] === lower[j] ? gain : -gain;
    if (inwards > most) {
      most = inwards;
      found = j;
    }
  }
  return found;
}

/** Euclidean norm of a number and a column; scaled only where squares would vanish or overflow. */
function normOf(first: number, column: Float64Array, rows: number): number {
  let squares = first * first;
  for (let i = 0; i < rows; i++) squares += column[i] * column[i];
  if (squares > 1e-280 && squares < Number.POSITIVE_INFINITY) return Math.sqrt(squares);
  let largest = Math.abs(first);
  for (let i = 0; i < rows; i++) largest = Math.max(largest, Math.abs(column[i]));
  if (largest === 0 || !(largest < Number.POSITIVE_INFINITY)) return largest;
  squares = (first / largest) ** 2;
  for (let i = 0; i < rows; i++) squares += (column[i] / largest) ** 2;
  return largest * Math.sqrt(squares);
}
