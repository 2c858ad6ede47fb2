// What the engine needs of the world around it, handed in by whoever composes it: the browser's storage and workers,
// or files and worker threads under Node. One contract test runs over both (ports.contract.ts).
import type { Checkpoint, RunOverview, RunRecord } from './run.ts';

/**
 * Runs and their checkpoints. A promise that resolved survives a killed process.
 * Errors: `storage-full`, `storage-unavailable`, `storage-blocked`, `corrupt`.
 */
export interface RunStore {
  putRun(record: RunRecord): Promise<void>;
  getRun(id: string): Promise<RunRecord | null>;
  /** Newest first; as cheap for runs with much data as for others. `getRun` has the whole record of one. */
  listRuns(): Promise<readonly RunOverview[]>;
  /** Removes the run, its checkpoints and its files; unknown ids are no error. */
  deleteRun(id: string): Promise<void>;
  /** Double-buffered: the last good checkpoint stays until this one is whole. */
  putCheckpoint(checkpoint: Checkpoint): Promise<void>;
  /** The newest whole checkpoint; a torn or corrupt one is passed over for the one before it. */
  getCheckpoint(runId: string): Promise<Checkpoint | null>;
}

/** Small named values: settings, tuner results, saved problems. Values are plain data. */
export interface SettingsStore {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
  keys(prefix: string): Promise<readonly string[]>;
}

/** Named bytes: imported files, exports in the making. */
export interface BlobStore {
  put(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  get(key: string): Promise<Uint8Array<ArrayBuffer> | null>;
  delete(key: string): Promise<void>;
  list(prefix: string): Promise<readonly { readonly key: string; readonly sizeBytes: number }[]>;
}

export interface StoredRun {
  readonly record: RunRecord;
  readonly checkpoint: Checkpoint | null;
}

/** What an import writes. */
export interface StoreContent {
  readonly runs: readonly StoredRun[];
  readonly settings: Readonly<Record<string, unknown>>;
  readonly blobs: Readonly<Record<string, Uint8Array<ArrayBuffer>>>;
}

export interface Stores {
  readonly runs: RunStore;
  readonly settings: SettingsStore;
  readonly blobs: BlobStore;
  /** Writes everything or nothing. What is there already under the same ids and keys is replaced whole. */
  putAll(content: StoreContent): Promise<void>;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds, monotonic, for durations. */
  tick(): number;
  /** Lets other tasks run; resolves after them. */
  yield(): Promise<void>;
}

/** Exclusive ownership of a run across tabs or processes. */
export interface Locks {
  /**
   * Runs `work` while holding the lock; resolves to false, without calling it, when somebody else holds it, and did not
   * let go of it within `waitMs` milliseconds (default: none).
   */
  tryHold(name: string, work: () => Promise<void>, waitMs?: number): Promise<boolean>;
}

/** A worker of the CPU path: takes messages, and answers with messages. */
export interface PoolWorker {
  post(message: unknown): void;
  /** One listener; a worker that died calls `onFailure` once. */
  listen(onMessage: (message: unknown) => void, onFailure: (error: Error) => void): void;
  close(): void;
}

/** Threads beside the engine's own, which share memory with it. Handed in only where memory can be shared. */
export interface WorkerPool {
  /** Workers worth starting: the cores. */
  readonly size: number;
  /** Starts one; its entry is `serveCpuWorker` of models/swarm/cpu-worker.ts. */
  start(): PoolWorker;
}
