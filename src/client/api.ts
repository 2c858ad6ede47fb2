// What a page holds of the engine: `Client` mirrors `Engine` across the worker, and adds what only a page needs to know
// (whether the worker lives, what a crash interrupted). Types only; `open-client.ts` makes one in a browser.
import type { ErrorData } from '../core/errors.ts';
import type { RunsChange } from '../core/protocol.ts';
import type {
  ComparisonHandle,
  ComparisonOptions,
  Engine,
  SelfTestItem,
  SelfTestReport,
  StartOptions,
  SwarmHandle,
} from '../engine/api.ts';
import type { ComparisonProgress } from '../models/swarm/comparison/result.ts';
import type { SwarmProgress } from '../models/swarm/result.ts';

/** A value that changes; zustand's `useStore` and React's `useSyncExternalStore` take it as it is. */
export interface Observable<T> {
  getState(): T;
  getInitialState(): T;
  subscribe(listener: (value: T, previous: T) => void): () => void;
}

export type ClientState =
  | { readonly status: 'starting' }
  | { readonly status: 'ready'; readonly build: string }
  /** The worker died and a new one is on its way. */
  | { readonly status: 'restarting'; readonly reason: string }
  /** Three crashes in a row. Nothing starts by itself; what is stored can be read, exported and erased. */
  | { readonly status: 'safe-mode'; readonly reason: string }
  /** The engine could not be opened; `restart` tries again. */
  | { readonly status: 'failed'; readonly reason: string; readonly error: ErrorData }
  | { readonly status: 'closed' };

export interface ClientStartOptions extends Omit<StartOptions, 'files'> {
  /**
   * Data files that the spec names, by that name. A Blob (a File too) is read and stays the page's; the bytes of an
   * array are moved to the worker without a copy, and the array is empty afterwards.
   */
  readonly files?: Readonly<Record<string, Blob | Uint8Array<ArrayBuffer>>>;
}

export interface ClientRunOptions {
  /** Keeps the screen on while the run goes on and the page is visible. */
  readonly keepAwake?: boolean;
}

/** What a page hears of a run. */
export interface Watched<Progress> {
  /** The last record that came, or null before the first. */
  readonly latest: Progress | null;
  /** Calls `listener` with every record that comes from now on; returns the way to stop. */
  subscribe(listener: (progress: Progress) => void): () => void;
}

/** A run that goes on in the worker. After a crash `result` rejects with `worker-died` and `progress` ends. */
export interface ClientRun extends SwarmHandle, Watched<SwarmProgress> {}
export interface ClientComparison extends ComparisonHandle, Watched<ComparisonProgress> {}

/** For a bug report: what happened to the worker, newest last. Holds no data of the user. */
export interface ClientReport {
  readonly state: ClientState;
  readonly crashesInARow: number;
  readonly events: readonly { readonly at: number; readonly what: string; readonly error?: ErrorData }[];
}

type Mirrored = Pick<
  Engine,
  | 'ask'
  | 'tell'
  | 'landscape'
  | 'checkWgsl'
  | 'listRuns'
  | 'getRun'
  | 'renameRun'
  | 'deleteRuns'
  | 'exportBundle'
  | 'eraseAll'
  | 'getSetting'
  | 'setSetting'
  | 'listProblems'
  | 'getProblem'
  | 'saveProblem'
  | 'deleteProblem'
  | 'storage'
  | 'adapter'
  | 'close'
>;

export interface Client extends Mirrored {
  readonly state: Observable<ClientState>;
  /** True in safe mode; `restart` leaves it. */
  readonly safeMode: boolean;
  /** Runs that a crash of the worker interrupted and that nobody has resumed yet. */
  readonly interruptedRuns: Observable<readonly string[]>;
  start(spec: unknown, options?: ClientStartOptions & ClientRunOptions): Promise<ClientRun>;
  resume(id: string, options?: ClientRunOptions): Promise<ClientRun>;
  /** The run, if it goes on in this tab; always the same object for the same run. */
  attach(id: string): Promise<ClientRun | null>;
  compare(spec: unknown, options?: ComparisonOptions & ClientRunOptions): Promise<ClientComparison>;
  resumeComparison(id: string, options?: ClientRunOptions): Promise<ClientComparison>;
  /** As `attach`, of comparisons. */
  attachComparison(id: string): Promise<ClientComparison | null>;
  normalise(spec: unknown, options?: ClientStartOptions): ReturnType<Engine['normalise']>;
  evaluate(spec: unknown, points: readonly (readonly number[])[], options?: ClientStartOptions): Promise<number[]>;
  /** As `files`: a Blob is read, an array is moved. */
  importBundle(
    bytes: Blob | Uint8Array<ArrayBuffer>,
    onConflict: 'keep' | 'replace',
  ): ReturnType<Engine['importBundle']>;
  selfTest(onItem?: (item: SelfTestItem) => void, signal?: AbortSignal): Promise<SelfTestReport>;
  /** Asks the browser never to evict what is stored here; null where it cannot be asked. Only a page may ask. */
  persist(): Promise<boolean | null>;
  /**
   * Hears once when whoever carries the run out, in whichever tab, does so no more: a tab that is closed or killed says
   * nothing itself. Returns the way to stop.
   */
  onRunReleased(id: string, listener: () => void): () => void;
  /** Hears when records of runs change, in this tab or another. Returns the way to stop. */
  onRunsChanged(listener: (change: RunsChange) => void): () => void;
  /** Forgets the crashes and starts the engine anew: the way out of safe mode and of `failed`. */
  restart(): void;
  report(): ClientReport;
}
