// A model over rows of data that is linear in some parameters: its passes over the data, each leaving a small triangle from
// which steps, errors and bands are computed. Passes are generators: between blocks of rows they let go, so that whoever
// drives them can yield, pause or end. (Golub & Pereyra 1973; Kaufman 1975)
import type { CompiledBasis, CompiledDerivatives } from '../../../data/formula/compile.ts';
import { solveBounded, Triangle } from './triangle.numeric.ts';

/** Work that lets go between its steps. */
export type Work<T> = Generator<void, T, void>;

export interface RowBlock {
  readonly rows: number;
  readonly response: Float64Array;
  readonly columns: readonly Float64Array[];
  /** Programs of the block's own, as they keep what depends on its columns alone. */
  readonly basis: CompiledBasis;
  readonly full: CompiledDerivatives;
}

export interface FitData {
  readonly rows: number;
  readonly blocks: readonly RowBlock[];
  /** Sum of squares below which residuals are rounding noise of the response. */
  readonly noise: number;
}

export interface SeparableModel {
  readonly parameters: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Parameters in which the model is linear, and the rest; numbers in the order of the spec. */
  readonly linear: readonly number[];
  readonly nonlinear: readonly number[];
}

export interface Measure {
  /** Infinity where the model is not finite at every row. */
  readonly residualSumOfSquares: number;
  /** Of [derivatives in the order asked for | residuals]. */
  readonly triangle: Triangle;
}

/** Scratch columns, one allocation for all passes of a driver. Passes over the same data must not overlap. */
export class Passes {
  readonly model: SeparableModel;
  readonly data: FitData;
  /** Passes over the data so far. */
  count = 0;
  private readonly derivatives: readonly Float64Array[];
  private readonly basis: readonly Float64Array[];
  private readonly value: Float64Array;

  constructor(model: SeparableModel, data: FitData) {
    this.model = model;
    this.data = data;
    const longest = Math.max(...data.blocks.map(({ rows }) => rows));
    this.derivatives = Array.from({ length: model.parameters }, () => new Float64Array(longest));
    this.basis = this.derivatives.slice(0, model.linear.length);
    this.value = new Float64Array(longest);
  }

  /** Sets the linear parameters to the best in their box, given the others. True for those held at a bound. */
  *solveLinear(parameters: Float64Array): Work<readonly boolean[]> {
    const { linear, lower, upper } = this.model;
    if (linear.length === 0) return [];
    this.count++;
    const triangle = new Triangle(linear.length + 1);
    for (const block of this.data.blocks) {
      block.basis.evaluate(parameters, block.columns, block.rows, this.value, this.basis);
      for (let i = 0; i < block.rows; i++) this.value[i] = block.response[i] - this.value[i];
      triangle.absorb([...this.basis, this.value], block.rows);
      yield;
    }
    const { x, pinned } = solveBounded(
      triangle,
      linear.length,
      linear.map((j) => lower[j]),
      linear.map((j) => upper[j]),
    );
    linear.forEach((j, position) => {
      parameters[j] = x[position];
    });
    return pinned;
  }

  /** Residuals and the derivatives named, as a triangle. */
  *measure(parameters: Float64Array, order: readonly number[]): Work<Measure> {
    this.count++;
    const triangle = new Triangle(order.length + 1);
    const columns = [...order.map((j) => this.derivatives[j]), this.value];
    let sum = 0;
    for (const block of this.data.blocks) {
      block.full.evaluate(parameters, block.columns, block.rows, this.value, this.derivatives);
      for (let i = 0; i < block.rows; i++) {
        const residual = block.response[i] - this.value[i];
        this.value[i] = residual;
        sum += residual * residual;
      }
      triangle.absorb(columns, block.rows);
      yield;
    }
    return { residualSumOfSquares: Number.isFinite(sum) ? sum : Number.POSITIVE_INFINITY, triangle };
  }

  /** Residual sum of squares as it comes out: NaN and infinities are passed on. */
  *sumOfSquares(parameters: Float64Array): Work<number> {
    this.count++;
    let sum = 0;
    for (const block of this.data.blocks) {
      block.full.evaluate(parameters, block.columns, block.rows, this.value, this.derivatives);
      for (let i = 0; i < block.rows; i++) sum += (block.response[i] - this.value[i]) ** 2;
      yield;
    }
    return sum;
  }

  /** Calls `visit` with each row's value and its variance factor j' (J'J)^-1 j, given `inverse`, the rows of R^-1 by parameter. */
  *visitRows(
    parameters: Float64Array,
    order: readonly number[],
    inverse: readonly Float64Array[],
    visit: (row: number, value: number, variance: number) => void,
  ): Work<void> {
    let first = 0;
    for (const block of this.data.blocks) {
      block.full.evaluate(parameters, block.columns, block.rows, this.value, this.derivatives);
      for (let i = 0; i < block.rows; i++) {
        let variance = 0;
        for (let l = 0; l < order.length; l++) {
          let sum = 0;
          for (let j = 0; j < order.length; j++) sum += this.derivatives[order[j]][i] * inverse[j][l];
          variance += sum * sum;
        }
        visit(first + i, this.value[i], variance);
      }
      first += block.rows;
      yield;
    }
  }
}

/** Runs work to its end without letting go. */
export function runToEnd<T>(work: Generator<unknown, T, void>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
