// What the swarm of a fit minimises: the residual sum of squares at given nonlinear parameters, the linear ones solved for
// inside their box. One block of rows, no letting go. The oracle of shaders/swarm/fit-objective.wgsl.
import { worst } from '../swarm.reference.ts';
import type { RowBlock, SeparableModel } from './separable-model.numeric.ts';

/** Ridge on the scaled normal equations: far above rounding in f64, far below what ranks members. */
const ridge = 1e-13;
/** Sweeps of coordinate descent where something is held at a bound. */
const sweeps = 8;

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
  private readonly products: Float64Array;
  /** Linear parameters that stand at a bound. */
  private readonly held: Uint8Array;

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
    this.products = new Float64Array(k);
    this.held = new Uint8Array(k);
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
    this.held.fill(0);
    this.solveCholesky(k, right);
    this.holdAtBounds(k);
    for (let j = 0; j < k; j++) {
      const c = norms[j] > 0 ? coefficients[j] / norms[j] : 0;
      coefficients[j] = Math.min(upper[linear[j]], Math.max(lower[linear[j]], c));
    }
    return true;
  }

  /** The coefficients that are not held, for these products with the columns. */
  private solveCholesky(k: number, products: Float64Array): void {
    const { gram, factor, held, coefficients } = this;
    for (let j = 0; j < k; j++) {
      for (let l = 0; l <= j; l++) {
        let sum = l !== j && (held[j] || held[l]) ? 0 : gram[j * k + l];
        for (let m = 0; m < l; m++) sum -= factor[j * k + m] * factor[l * k + m];
        factor[j * k + l] = l === j ? Math.sqrt(Math.max(sum, ridge)) : sum / factor[l * k + l];
      }
    }
    for (let j = 0; j < k; j++) {
      if (held[j]) continue;
      let sum = products[j];
      for (let m = 0; m < j; m++) if (!held[m]) sum -= factor[j * k + m] * coefficients[m];
      coefficients[j] = sum / factor[j * k + j];
    }
    for (let j = k - 1; j >= 0; j--) {
      if (held[j]) continue;
      let sum = coefficients[j];
      for (let m = j + 1; m < k; m++) if (!held[m]) sum -= factor[m * k + j] * coefficients[m];
      coefficients[j] = sum / factor[j * k + j];
    }
  }

  /**
   * Holds what lies furthest outside the box at its bound and solves for the rest anew, until all is inside; then descends
   * along one coordinate after the other, which also lets go of what was held too soon.
   */
  private holdAtBounds(k: number): void {
    const { gram, norms, right, held, products, coefficients } = this;
    const { linear, lower, upper } = this.model;
    for (let attempt = 0; attempt < k; attempt++) {
      let furthest = 0;
      let index = -1;
      for (let j = 0; j < k; j++) {
        if (held[j] || norms[j] === 0) continue;
        const c = coefficients[j] / norms[j];
        const outside = Math.max(lower[linear[j]] - c, c - upper[linear[j]]) / (upper[linear[j]] - lower[linear[j]]);
        if (outside > furthest) {
          furthest = outside;
          index = j;
        }
      }
      if (index < 0) break;
      held[index] = 1;
      const bound = coefficients[index] / norms[index] < lower[linear[index]] ? lower : upper;
      coefficients[index] = bound[linear[index]] * norms[index];
      for (let j = 0; j < k; j++) {
        products[j] = right[j];
        for (let l = 0; l < k; l++) if (held[l] && l !== j) products[j] -= gram[j * k + l] * coefficients[l];
      }
      this.solveCholesky(k, products);
    }
    for (let sweep = 0; sweep < sweeps && held.includes(1); sweep++) {
      for (let j = 0; j < k; j++) {
        let value = right[j];
        for (let l = 0; l < k; l++) if (l !== j) value -= gram[j * k + l] * coefficients[l];
        coefficients[j] = Math.min(upper[linear[j]] * norms[j], Math.max(lower[linear[j]] * norms[j], value));
      }
    }
  }
}
