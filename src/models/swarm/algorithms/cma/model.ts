// What differs between the full and the separable strategy: how a draw becomes a step, and how steps are learnt from.
import type { CmaConstants } from './constants.numeric.ts';

/** One repeat as a model sees it. */
export interface CmaView {
  readonly floats: Float32Array;
  /** The draws, [member][dimension], and by rank the members and what each draw counts in the covariance. */
  readonly draws: Float32Array;
  readonly order: Uint32Array;
  readonly weights: Float32Array;
}

/** Of one generation. */
export interface CmaRates {
  /** What is kept of the covariance. */
  readonly kept: number;
  readonly c1: number;
  readonly cMu: number;
  readonly isFresh: boolean;
  readonly renews: boolean;
}

export interface CmaModel {
  readonly constants: (dimensions: number, population: number) => CmaConstants;
  /** Nothing learnt: a step is its draw. */
  reset(floats: Float32Array): void;
  /** The step of the numbers from `from` on, in shares of the box without the step size. */
  stretch(floats: Float32Array, draws: Float32Array, from: number, out: Float64Array): void;
  /** Learns from `weights` and `nextPath`, which it leaves in `path` in the coordinates that draws have from now on. */
  learn(view: CmaView, rates: CmaRates): void;
  /** Makes a coordinate's spread so many times as large. */
  widen(floats: Float32Array, d: number, factor: number): void;
  /** Longest over shortest axis, or less. */
  axisRatio(floats: Float32Array): number;
}
