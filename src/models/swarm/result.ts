// What a swarm run reports while it goes on and when it is done. Plain data that crosses the worker.
import type { AdapterSummary } from '../../core/adapter.ts';
import type { StopReason } from '../../core/run.ts';
import type { AlgorithmSpec } from './algorithms/registry.ts';
import type { ProblemSpec } from './schema.ts';

export interface SwarmBest {
  /** The best position evaluated again in f64 on the CPU, after a polish where there was one. */
  readonly value: number;
  /** What the search saw, in f32. */
  readonly valueF32: number;
  /** The problem's own values, as `variables` has them: evaluated again, they give `value`. */
  readonly position: readonly number[];
  /** By the problem's own names. */
  readonly variables: Readonly<Record<string, number>>;
  readonly feasible: boolean;
  /** Sum of the constraints' violations, f64; 0 where feasible. */
  readonly violation: number;
}

/** What a polish in f64 made of the best that a search found. */
export interface PolishResult {
  readonly method: 'local' | 'basin-hopping';
  /** The search's best place, evaluated in f64; `best.value` is what became of it. */
  readonly valueBefore: number;
  /** Calls of the objective beside the search's, with its gradient or without. */
  readonly evaluations: number;
  readonly minimisations: number;
}

export interface RepeatResult {
  readonly repeat: number;
  readonly best: SwarmBest;
  readonly evaluations: number;
  readonly generations: number;
  readonly restarts: number;
  /** Evaluations that gave NaN or infinity and were treated as infeasible. */
  readonly notFinite: number;
  readonly stoppedBecause: StopReason;
  /** Absent where none was asked for, or nothing finite was found. */
  readonly polish?: PolishResult;
}

export interface FitOptimum {
  readonly parameters: Readonly<Record<string, number>>;
  readonly residualSumOfSquares: number;
}

export interface FitCurve {
  readonly column: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Half width of the 95 % confidence band of the mean at each x; empty where the data cannot say. */
  readonly bandHalfWidth: readonly number[];
}

/** The best fit so far, while the search goes on. */
export interface FitProgress extends FitOptimum {
  /** Per row, in the order of the data; empty for more than 20,000 rows: those come with the result. */
  readonly fitted: readonly number[];
}

export interface FitResult extends FitOptimum {
  /** null where the data do not determine the parameter, or where it stands at a bound of its box; `notes` says so. */
  readonly standardErrors: Readonly<Record<string, number | null>>;
  /** null with no degree of freedom left. */
  readonly residualStandardDeviation: number | null;
  readonly degreesOfFreedom: number;
  /** null where the response is the same in every row. */
  readonly rSquared: number | null;
  /** What a reader has to know to trust the numbers, as sentences; empty for a fit without reservations. */
  readonly notes: readonly string[];
  /** Other optima that explain the data equally well (sign flips, aliases). */
  readonly alternatives: readonly FitOptimum[];
  /** Observed, fitted, and the half width of the 95 % confidence band of the mean (empty where the data cannot say), per row, in the order of the data. */
  readonly observed: readonly number[];
  readonly fitted: readonly number[];
  readonly bandHalfWidth: readonly number[];
  /** The fitted curve on a fine grid of the one column that the model reads; null where it reads several. */
  readonly curve: FitCurve | null;
  /** How often the best optimum was found again, of how many polishes: the ground for calling it found. */
  readonly found: { readonly times: number; readonly polishes: number; readonly rounds: number };
}

export interface SwarmResult {
  readonly id: string;
  readonly schemaVersion: 1;
  readonly kind: 'swarm';
  readonly problem: ProblemSpec;
  readonly algorithm: AlgorithmSpec;
  /** Why this algorithm; absent where the spec named it. */
  readonly algorithmReason?: string;
  readonly seed: number;
  /** Of the best repeat. */
  readonly best: SwarmBest;
  /** Over all repeats. */
  readonly evaluations: number;
  /** Of the longest repeat. */
  readonly generations: number;
  /** Search only, without set-up and pauses. */
  readonly seconds: number;
  readonly setupSeconds: number;
  readonly stoppedBecause: StopReason;
  readonly adapter: AdapterSummary;
  readonly repeats: readonly RepeatResult[];
  /** Best value over all repeats by generation, thinned. */
  readonly curve: { readonly generations: readonly number[]; readonly best: readonly number[] };
  readonly fit?: FitResult;
  /** Of the best repeat, with the evaluations and minimisations of all. */
  readonly polish?: PolishResult;
}

/** A plane through the space that is searched: origin + u first + v second. */
export interface Plane {
  readonly origin: readonly number[];
  /** Of length 1, and upright to each other. */
  readonly first: readonly number[];
  readonly second: readonly number[];
  /** Ranges of u and v that are looked at. */
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** Members as seen on a plane, for the landscape. */
export interface SwarmPicture {
  readonly generation: number;
  /** What the points are drawn on: two dimensions, or the plane of the members' largest spread. */
  readonly axes: readonly [number, number] | Plane;
  /**
   * Up to 2,000 members, evenly sampled: x then y per member, on the axes of the landscape. There the i-th value of a choice
   * (from 0) reaches from i to i + 1, and a whole number half a unit to each side.
   */
  readonly points: Float32Array<ArrayBuffer>;
  /** Best position so far, all dimensions, as the search sees them. */
  readonly best: Float32Array<ArrayBuffer>;
  /** The same on the axes of the points. */
  readonly bestPoint: readonly [number, number];
}

export interface SwarmProgress {
  readonly kind: 'swarm';
  readonly status: 'running' | 'paused' | 'waiting';
  /** Values from outside that are awaited; only where the problem is external. */
  readonly awaited?: number;
  readonly generation: number;
  readonly evaluations: number;
  readonly seconds: number;
  readonly evaluationsPerSecond: number;
  /** 0 to 1, or null where no end is known. */
  readonly fraction: number | null;
  readonly secondsLeft: number | null;
  /** Of the best repeat, f32. */
  readonly bestValue: number;
  readonly violation: number;
  /** Mean over the members' present values; null until the first look. */
  readonly meanValue: number | null;
  /** Mean distance of the members from their centroid, as a share of the box's diagonal; null until the first look. */
  readonly diversity: number | null;
  /** What came since the last record that was read: generation and best value of the best repeat. */
  readonly curve: { readonly generations: readonly number[]; readonly best: readonly number[] };
  readonly picture: SwarmPicture | null;
  readonly fit: FitProgress | null;
  /** Searching or polishing; of a fit, with the round. */
  readonly phase: string;
}
