// What a comparison reports while it goes on and when it is done. Plain data that crosses the worker.
import type { AdapterSummary } from '../../../core/adapter.ts';
import type { WrittenAlgorithm } from '../algorithms/registry.ts';
import type { ProblemSpec } from '../schema.ts';
import type { ComparisonSpec } from './schema.ts';

/** A problem with its trials, the same for all algorithms. Of a suite: one function in one dimension, over its instances. */
export interface ComparedProblem {
  /** "bbob-f3 5-D", "rastrigin 10-D"; each is there once. */
  readonly label: string;
  /** As a swarm run takes it; of a suite, its first instance. */
  readonly problem: ProblemSpec;
  readonly dimensions: number;
  /** With `seed` and `instance` a trial can be repeated alone as a swarm run. `instance` is BBOB's; null for others. */
  readonly trials: readonly { readonly instance: number | null; readonly seed: number }[];
  /** Evaluations that each trial may take. */
  readonly budget: number;
  /** What errors are measured from: the known least value, or, where there is none, the best that any trial found. */
  readonly reference: 'known' | 'best-found';
  /** Evaluations at which the curves of its trials have their points, growing. */
  readonly grid: readonly number[];
}

/** One trial: one search of one algorithm on one problem with one seed. Errors are distances above the reference. */
export interface TrialResult {
  /** Done, the last ones included: up to the budget, or up to the evaluation that hit the last target. */
  readonly evaluations: number;
  /** Best feasible value, f64, as the problem reports it; null where nothing feasible was found. */
  readonly best: number | null;
  /** `best` above the reference; below 0 only where a published minimum has fewer digits than the search found. */
  readonly error: number | null;
  /** By target: the evaluation, counted from 1, at which an error at or below it was first seen; null: never. */
  readonly hits: readonly (number | null)[];
  /**
   * Least error after `grid[i]` evaluations, null before anything feasible. Shorter than the grid where the trial ended
   * earlier; its last error is `error`, after `evaluations`.
   */
  readonly curve: readonly (number | null)[];
}

export interface ComparisonCell {
  /** In the order of the problem's trials; null: not carried out (the comparison was cancelled). */
  readonly trials: readonly (TrialResult | null)[];
}

export interface ComparisonResult {
  readonly id: string;
  readonly schemaVersion: 1;
  readonly kind: 'comparison';
  readonly spec: ComparisonSpec;
  readonly algorithms: readonly { readonly label: string; readonly algorithm: WrittenAlgorithm }[];
  readonly problems: readonly ComparedProblem[];
  /** Errors, falling; `hits` are in their order. */
  readonly targets: readonly number[];
  /** [algorithm][problem] */
  readonly cells: readonly (readonly ComparisonCell[])[];
  /** Of all trials. */
  readonly evaluations: number;
  /** Of search, without set-up and pauses. */
  readonly seconds: number;
  readonly setupSeconds: number;
  /** `budget`: every trial was carried out, to its last target or its budget. */
  readonly stoppedBecause: 'budget' | 'cancelled';
  readonly adapter: AdapterSummary;
  /**
   * How exact hits are on problems with a known least value. `evaluation`: to the evaluation; `generation`: counted at the
   * end of the generation that hit. Where the reference is the best found, hits are counted at the next point of the grid.
   */
  readonly resolution: 'evaluation' | 'generation';
}

export interface CellProgress {
  /** Trials carried out. */
  readonly done: number;
  /** Of those, the share of their targets that were hit; null before the first, and where no least value is known. */
  readonly targetsHit: number | null;
}

export interface ComparisonProgress {
  readonly kind: 'comparison';
  readonly status: 'running' | 'paused';
  readonly trialsDone: number;
  readonly trials: number;
  /** Of the trials carried out. */
  readonly evaluations: number;
  readonly seconds: number;
  readonly evaluationsPerSecond: number;
  /** 0 to 1, by the budgets of the trials. */
  readonly fraction: number;
  readonly secondsLeft: number | null;
  /** [algorithm][problem] */
  readonly cells: readonly (readonly CellProgress[])[];
}
