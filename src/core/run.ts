// The run contract: what every long work (a swarm search, a training, an ingestion) is, whatever room carries it out.
// Nothing here runs anything; `run-session.ts` does.
import type { AdapterSummary } from './adapter.ts';
import type { ErrorData } from './errors.ts';

export const runSchemaVersion = 1;

/** What all specs share; each kind adds its own fields in its room's schema.ts. */
export interface RunSpec {
  readonly kind: string;
  readonly seed: number;
}

/**
 * Where a run stands. `waiting`: for so many values from outside; nobody need carry it out meanwhile. `interrupted`: its tab
 * was closed, crashed or lost its GPU for good; it can be resumed.
 */
export type RunState =
  | { readonly status: 'queued' }
  | { readonly status: 'running' }
  | { readonly status: 'paused' }
  | { readonly status: 'waiting'; readonly values: number }
  | { readonly status: 'interrupted' }
  | { readonly status: 'done' }
  | { readonly status: 'cancelled' }
  | { readonly status: 'failed'; readonly error: ErrorData };
export type RunStatus = RunState['status'];

/** States from which `resume` goes on. */
export const resumableStatuses: readonly RunStatus[] = ['paused', 'waiting', 'interrupted', 'failed', 'cancelled'];

/** Whether somebody carries it out, or did when it was written down. */
export function isGoing({ state }: Pick<RunRecord, 'state'>): boolean {
  return state.status === 'running' || state.status === 'queued';
}

/** Chosen at the start and kept: resume and repeat use it, so that the same record gives the same bits. */
export interface FrozenChoices {
  readonly path: 'gpu' | 'cpu';
  /** Why this path: "asked for", "no adapter: …", "the adapter measured slower than the CPU". */
  readonly reason: string;
  /** Why this algorithm; absent where the spec named it. */
  readonly algorithmReason?: string;
  readonly adapter: AdapterSummary;
  /** Kernel name -> variant name. */
  readonly variants: Readonly<Record<string, string>>;
  readonly build: string;
}

/** A change of a knob while the run went on, replayed on resume. */
export interface KnobTurn {
  readonly generation: number;
  readonly knobs: Readonly<Record<string, number>>;
}

/** What is kept of a run. Plain data: structured clone, JSON and IndexedDB carry it. */
export interface RunRecord<Spec extends RunSpec = RunSpec, Result = unknown> {
  readonly id: string;
  readonly schemaVersion: typeof runSchemaVersion;
  readonly title: string;
  /** Normalised: every default filled in, data files inlined as columns. */
  readonly spec: Spec;
  readonly choices: FrozenChoices;
  readonly state: RunState;
  readonly knobTurns: readonly KnobTurn[];
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Seconds of search so far, pauses not counted. */
  readonly activeSeconds: number;
  /** 0 to 1, or null where no end is known. */
  readonly fraction: number | null;
  /** One line for lists: "best 1.23e-4 after 2,000 generations". */
  readonly summary: string;
  readonly result: Result | null;
}

/** What a list shows of a run: thousands of them are read at once, so neither the spec nor the result is in it. */
export interface RunOverview extends Omit<RunRecord, 'schemaVersion' | 'spec' | 'knobTurns' | 'result'> {
  readonly kind: string;
  /** "rastrigin", "fit": the name of what the spec is about; else its kind. */
  readonly problem: string;
}

export function overviewOf(record: RunRecord): RunOverview {
  const { id, title, choices, state, createdAt, updatedAt, activeSeconds, fraction, summary, spec } = record;
  const about = 'problem' in spec ? spec.problem : null;
  const named = typeof about === 'object' && about !== null && 'name' in about ? about.name : null;
  return {
    ...{ id, title, choices, state, createdAt, updatedAt, activeSeconds, fraction, summary },
    kind: spec.kind,
    problem: typeof named === 'string' ? named : spec.kind,
  };
}

/** The order of lists. */
export function newestFirst(a: RunOverview, b: RunOverview): number {
  return b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1);
}

export type CheckpointArray = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** All that a run needs to go on. `state` is JSON; bulk numbers are in `arrays`. */
export interface Checkpoint {
  readonly runId: string;
  /** Grows by one with each checkpoint of the run. */
  readonly sequence: number;
  readonly savedAt: number;
  readonly state: unknown;
  readonly arrays: Readonly<Record<string, CheckpointArray>>;
}

/** Why a finished search ended. */
export type StopReason = 'generations' | 'evaluations' | 'target' | 'stagnation' | 'time' | 'cancelled';

/** What `start` hands out at once. */
export interface RunHandle<Progress, Result> {
  readonly id: string;
  /** Latest-wins: a slow reader skips records, it never delays the run. Ends with the run. */
  readonly progress: AsyncIterable<Progress>;
  /** Rejects with the run's AeonError, or with AbortError when the run was cancelled before it had a result. */
  readonly result: Promise<Result>;
  /** Resolves when the run stands still and its checkpoint is stored. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Ends the run with what it has; a checkpoint is stored first. */
  cancel(): Promise<void>;
}
