// The engine as the rest of the product sees it: the whole API, types only. `create-engine.ts` builds one; `client/`
// mirrors it across the worker.
import type { AdapterSummary } from '../core/adapter.ts';
import type { RunHandle, RunOverview, RunRecord } from '../core/run.ts';
import type { ComparisonProgress, ComparisonResult } from '../models/swarm/comparison/result.ts';
import type { Plane, SwarmProgress, SwarmResult } from '../models/swarm/result.ts';
import type { Asked, TellOutcome, ToldValue } from '../models/swarm/external/external-values.ts';
import type { ProblemSpec, SwarmSpec } from '../models/swarm/schema.ts';
import type { WgslCheck, WgslQuestion } from '../models/swarm/wgsl/check-on-device.ts';

/** `auto`: the GPU, unless there is none or it measured slower than the CPU. */
export type PathChoice = 'auto' | 'gpu' | 'cpu';

export interface StartOptions {
  readonly path?: PathChoice;
  readonly title?: string;
  /** Data files that the spec names, by that name. */
  readonly files?: Readonly<Record<string, Uint8Array<ArrayBuffer>>>;
  /** Starts standing still; `step` or `resume` sets it going. */
  readonly paused?: boolean;
  /** false: nothing of the run is stored or announced, and it is gone with its tab. For demonstrations. Default: true. */
  readonly keep?: boolean;
}

export type ComparisonOptions = Pick<StartOptions, 'title' | 'paused'>;

export type Axes = readonly [number, number] | 'principal';

export interface SwarmHandle extends RunHandle<SwarmProgress, SwarmResult> {
  readonly kind: 'swarm';
  record(): Promise<RunRecord>;
  /** Turns knobs (inertia, cognitive, social, velocityLimit) from the next slice on; kept in the record. `bad-spec` for others. */
  turn(knobs: Readonly<Record<string, number>>): Promise<void>;
  /** Asks for pictures on these two axes with each progress record; null stops them. */
  look(axes: Axes | null): Promise<void>;
  /** Generations a second at most, for watching; null: as fast as it goes. */
  setPace(generationsPerSecond: number | null): Promise<void>;
  /** While paused: goes on by so many generations and stands still again. */
  step(generations: number): Promise<void>;
  /** The places whose values are awaited, where the problem is external. `bad-spec` for others. */
  ask(): Promise<Asked>;
  /**
   * Tells values, in any order and in part; with the last of a generation the next is asked for. What was taken is stored
   * when it resolves. The same value told again is counted, and changes nothing. `bad-data` with row and column for an id
   * that was not asked for, another value for one that was told, and violations that do not fit; nothing is taken then.
   */
  tell(values: readonly ToldValue[]): Promise<TellOutcome>;
}

/** Pausing and cancelling give up the trials under way; those carried out are kept, and resuming repeats the rest. */
export interface ComparisonHandle extends RunHandle<ComparisonProgress, ComparisonResult> {
  readonly kind: 'comparison';
  record(): Promise<RunRecord>;
}

export interface Landscape {
  readonly axes: readonly [number, number] | Plane;
  /** Ranges of the two axes. On those of a problem, the i-th value of a choice (from 0) reaches from i to i + 1. */
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly size: number;
  /** size × size values, row by row from the low end of y; NaN outside the box and where the objective is not finite. f64 values as f32; of an objective in WGSL those of the GPU. */
  readonly values: Float32Array<ArrayBuffer>;
}

export interface LandscapeRequest {
  readonly problem: ProblemSpec;
  readonly axes: readonly [number, number] | Plane;
  /** Of two axes, values of the other dimensions; default: the known minimiser, else the middle of the box. */
  readonly around?: readonly number[];
  /** Cells a side, 16 to 512. */
  readonly size: number;
}

export interface AdapterReport {
  readonly available: boolean;
  readonly adapter: AdapterSummary;
  /** Why there is no adapter, or null. */
  readonly reason: string | null;
  readonly hint: string | null;
  readonly features: readonly string[];
  readonly limits: Readonly<Record<string, number>>;
  readonly crossOriginIsolated: boolean;
  readonly cores: number;
  readonly liveBytes: number;
  /** As the next run would choose now, with the reason; `measured`: each run finds out. */
  readonly choice: { readonly path: 'gpu' | 'cpu' | 'measured'; readonly reason: string };
}

export interface SelfTestItem {
  readonly name: string;
  readonly passed: boolean;
  /** "1.24 G particle-dimensions/s", "largest difference 3e-7". */
  readonly detail: string;
}

export interface SelfTestReport {
  readonly adapter: AdapterSummary;
  readonly takenAt: number;
  readonly seconds: number;
  readonly items: readonly SelfTestItem[];
}

export interface StorageReport {
  readonly usageBytes: number | null;
  readonly quotaBytes: number | null;
  readonly persisted: boolean | null;
  /** When a database that was found lost was made, in milliseconds since the epoch, or null. */
  readonly lostFrom: number | null;
  readonly runs: number;
}

export interface ImportReport {
  readonly runs: number;
  /** Here already, and kept as they are. */
  readonly skipped: number;
  /** Titles of runs that go on, here or in another tab, and that were therefore not replaced. */
  readonly inUse: readonly string[];
  readonly settings: number;
  readonly blobs: number;
}

/** A problem that somebody keeps under a name. */
export interface SavedProblem {
  readonly name: string;
  readonly problem: ProblemSpec;
  /** Milliseconds since the epoch. */
  readonly savedAt: number;
}

/** What lists show of a saved problem; `getProblem` has the whole of one. */
export interface SavedOverview {
  readonly name: string;
  /** The problem, with a fit's data by their name alone. */
  readonly outline: ProblemSpec;
  /** Of a fit's data; null for other problems. */
  readonly rows: number | null;
  /** Milliseconds since the epoch. */
  readonly savedAt: number;
}

export interface SavedOutcome {
  readonly savedAt: number;
  /** What was under the name before. */
  readonly replaced: SavedProblem | null;
}

export interface Engine {
  readonly build: string;
  /** Validates, stores the record and starts. Rejects with `bad-spec`, `bad-data`, `bad-formula`, `out-of-memory`. */
  start(spec: unknown, options?: StartOptions): Promise<SwarmHandle>;
  /** Goes on from the last checkpoint. `not-found`, `owned-elsewhere`. */
  resume(id: string): Promise<SwarmHandle>;
  /** The handle of a search or fit that goes on in this engine. */
  attach(id: string): SwarmHandle | null;
  /** `ask` of a run that need not go on here: it is opened from its checkpoint, and left again. `owned-elsewhere`. */
  ask(id: string): Promise<Asked>;
  tell(id: string, values: readonly ToldValue[]): Promise<TellOutcome>;
  /**
   * Starts a comparison of algorithms (models/swarm/comparison/schema.ts). Rejects with `bad-spec` and `bad-formula`. In
   * all else it is a run like others: listed, renamed, deleted, exported.
   */
  compare(spec: unknown, options?: ComparisonOptions): Promise<ComparisonHandle>;
  /** Goes on with the trials that are not done. `not-found`, `owned-elsewhere`, `bad-spec` where there is nothing to do. */
  resumeComparison(id: string): Promise<ComparisonHandle>;
  /** The handle of a comparison that goes on in this engine. */
  attachComparison(id: string): ComparisonHandle | null;
  /** What `start` would run: every default filled in, data inlined. */
  normalise(spec: unknown, options?: StartOptions): Promise<SwarmSpec>;
  /** f64 values at points, the problem's own values taken as they are: inside the bounds or not. Of WGSL: f32, of the GPU. */
  evaluate(spec: unknown, points: readonly (readonly number[])[], options?: StartOptions): Promise<number[]>;
  /** Rejects with AbortError, between two slices, when `signal` aborts: whoever asks anew gives up what was asked before. */
  landscape(request: LandscapeRequest, signal?: AbortSignal): Promise<Landscape>;
  /** What is wrong with an objective in WGSL, by our rules, and where nothing is by a GPU's compiler. */
  checkWgsl(question: WgslQuestion): Promise<WgslCheck>;
  /** Newest first; `getRun` has the whole record of one. */
  listRuns(): Promise<readonly RunOverview[]>;
  getRun(id: string): Promise<RunRecord | null>;
  renameRun(id: string, title: string): Promise<void>;
  deleteRuns(ids: readonly string[]): Promise<void>;
  /** Everything, or the runs named, as one file. */
  exportBundle(runIds?: readonly string[]): Promise<Uint8Array<ArrayBuffer>>;
  importBundle(bytes: Uint8Array<ArrayBuffer>, onConflict: 'keep' | 'replace'): Promise<ImportReport>;
  /**
   * Ends what runs in this tab and in others, and deletes everything. `owned-elsewhere` with the runs' titles where another
   * tab or process does not let go of its run; nothing is deleted then.
   */
  eraseAll(): Promise<void>;
  /** Ends a run of this engine that was deleted elsewhere, and stores nothing more of it. */
  forget(id: string): Promise<void>;
  getSetting(key: string): Promise<unknown>;
  /** `undefined` deletes it. */
  setSetting(key: string, value: unknown): Promise<void>;
  /** By name; as cheap for fits with much data as for others. */
  listProblems(): Promise<readonly SavedOverview[]>;
  getProblem(name: string): Promise<SavedProblem | null>;
  /**
   * Replaces the one of the same name if it was saved at `over` (null: there should be none); answers null, and changes
   * nothing, where it is another. `bad-spec` with its field, relative to the problem.
   */
  saveProblem(name: string, problem: unknown, over: number | null): Promise<SavedOutcome | null>;
  /** Answers with what it deleted, or null where nothing that was saved at that time is there. */
  deleteProblem(name: string, savedAt: number): Promise<SavedProblem | null>;
  storage(): Promise<StorageReport>;
  adapter(): Promise<AdapterReport>;
  /** About 10 s; rejects with AbortError when `signal` aborts. */
  selfTest(onItem?: (item: SelfTestItem) => void, signal?: AbortSignal): Promise<SelfTestReport>;
  /** Checkpoints and stops what runs, frees the GPU. */
  close(): Promise<void>;
}
