// What the swarm of a fit minimises: the residual sum of squares at given nonlinear parameters, the linear ones solved for
// inside their box. One block of rows, no letting go. The oracle of shaders/swarm/fit-objective.wgsl.
import { worst } from '../pso.reference.ts';
import type { RowBlock, SeparableModel } from './separable-model.numeric.ts';

/** Ridge on the scaled normal equations: far above rounding in f64, far below what ranks members. */
const ridge = 1e-13;
/** Sweeps of projected coordinate descent where the free solution leaves the box. */
const sweeps = 16;

export class FitObjective {
  /** Linear parameters of the last evaluation, in the order of `model.linear`. */
  readonly coefficients: Float64Array;
  private readonly model: SeparableModel;
  private readonly block: RowBlock;
  private readonly basis: readonly Float64Array[];
  private readonly rest: Float64Array;
  private readonly norms: Float64Array;
  private readonly gram: Float64Array;
  private readonly factor: Float64Array;
  private readonly right: Float64Array;

  constructor(model: SeparableModel, block: RowBlock) {
    const k = model.linear.length;
    this.model = model;
    this.block = block;
    this.coefficients = new Float64Array(k);
    this.basis = model.linear.map(() => new Float64Array(block.rows));
    this.rest = new Float64Array(block.rows);
    this.norms = new Float64Array(k);
    this.gram = new Float64Array(k * k);
    this.factor = new Float64Array(k * k);
    this.right = new Float64Array(k);
  }

  /** @param parameters all of them; the linear ones are not read. Never NaN: what is not finite is `worst`. */
  evaluate(parameters: Float64Array): number {
    const { block, basis, rest, coefficients } = this;
    const { rows, response } = block;
    const k = basis.length;
    block.basis.evaluate(parameters, block.columns, rows, rest, basis);
    for (let i = 0; i < rows; i++) rest[i] = response[i] - rest[i];
    if (k > 0 && !this.solve()) return worst;
    for (let j = 0; j < k; j++) {
      const column = basis[j];
      const c = coefficients[j];
      for (let i = 0; i < rows; i++) rest[i] -= c * column[i];
    }
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += rest[i] * rest[i];
    return sum < worst ? sum : worst;
  }

  /** Coefficients from the normal equations of columns of norm 1. False where a column is not finite. */
  private solve(): boolean {
    const { basis, rest, norms, gram, right, coefficients } = this;
    const { linear, lower, upper } = this.model;
    const { rows } = this.block;
    const k = basis.length;
    for (let j = 0; j < k; j++) {
      const column = basis[j];
      for (let l = 0; l <= j; l++) {
        const other = basis[l];
        let sum = 0;
        for (let i = 0; i < rows; i++) sum += column[i] * other[i];
        gram[j * k + l] = sum;
      }
      let sum = 0;
      for (let i = 0; i < rows; i++) sum += column[i] * rest[i];
      right[j] = sum;
      norms[j] = Math.sqrt(gram[j * k + j]);
      if (!(norms[j] < Number.POSITIVE_INFINITY) || !Number.isFinite(sum)) return false;
    }
    for (let j = 0; j < k; j++) {
      right[j] = norms[j] > 0 ? right[j] / norms[j] : 0;
      for (let l = 0; l < j; l++) {
        const scale = norms[j] * norms[l];
        gram[j * k + l] = gram[l * k + j] = scale > 0 ? gram[j * k + l] / scale : 0;
      }
      gram[j * k + j] = 1 + ridge;
    }
    this.solveCholesky(k);
    let isInside = true;
    for (let j = 0; j < k; j++) {
      const c = norms[j] > 0 ? coefficients[j] / norms[j] : 0;
      if (!(c >= lower[linear[j]] && c <= upper[linear[j]])) isInside = false;
    }
    if (!isInside) this.descendInBox(k);
    for (let j = 0; j < k; j++) {
      const c = norms[j] > 0 ? coefficients[j] / norms[j] : 0;
      coefficients[j] = Math.min(upper[linear[j]], Math.max(lower[linear[j]], c));
    }
    return true;
  }

  private solveCholesky(k: number): void {
    const { gram, factor, right, coefficients } = this;
    for (let j = 0; j < k; j++) {
      for (let l = 0; l <= j; l++) {
        let sum = gram[j * k + l];
        for (let m = 0; m < l; m++) sum -= factor[j * k + m] * factor[l * k + m];
        factor[j * k + l] = l === j ? Math.sqrt(Math.max(sum, ridge)) : sum / factor[l * k + l];
      }
    }
    for (let j = 0; j < k; j++) {
      let sum = right[j];
      for (let m = 0; m < j; m++) sum -= factor[j * k + m] * coefficients[m];
      coefficients[j] = sum / factor[j * k + j];
    }
    for (let j = k - 1; j >= 0; j--) {
      let sum = coefficients[j];
      for (let m = j + 1; m < k; m++) sum -= factor[m * k + j] * coefficients[m];
      coefficients[j] = sum / factor[j * k + j];
    }
  }

  /** Projected Gauss-Seidel on the scaled normal equations, from the clipped free solution. */
  private descendInBox(k: number): void {
    const { gram, norms, right, coefficients } = this;
    const { linear, lower, upper } = this.model;
    for (let sweep = 0; sweep <= sweeps; sweep++) {
      for (let j = 0; j < k; j++) {
        let value = coefficients[j];
        if (sweep > 0) {
          value = right[j];
          for (let l = 0; l < k; l++) if (l !== j) value -= gram[j * k + l] * coefficients[l];
        }
        const low = lower[linear[j]] * norms[j];
        const high = upper[linear[j]] * norms[j];
        coefficients[j] = value >= low ? Math.min(high, value) : low;
      }
    }
  }
}
