// The engine as it is asked across the worker's border: plain data in, answers as data out. Types only; served by
// `serve-engine.ts`, asked by `client/`. Runs and self-tests report on a port of their own (core/protocol.ts).
import type { Answer, RunOpening } from '../core/protocol.ts';
import type { RunOverview, RunRecord } from '../core/run.ts';
import type { Asked, TellOutcome, ToldValue } from '../models/swarm/external/external-values.ts';
import type { SwarmSpec } from '../models/swarm/schema.ts';
import type { WgslCheck, WgslQuestion } from '../models/swarm/wgsl/check-on-device.ts';
import type {
  AdapterReport,
  Axes,
  ComparisonOptions,
  ImportReport,
  Landscape,
  LandscapeRequest,
  SavedOutcome,
  SavedOverview,
  SavedProblem,
  StartOptions,
  StorageReport,
} from './api.ts';

export type RunCommand =
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  | { readonly type: 'cancel' }
  /** From here on of searches only. */
  | { readonly type: 'turn'; readonly knobs: Readonly<Record<string, number>> }
  | { readonly type: 'look'; readonly axes: Axes | null }
  | { readonly type: 'setPace'; readonly generationsPerSecond: number | null }
  | { readonly type: 'step'; readonly generations: number };

type Reply<T> = Promise<Answer<T>>;

export interface EngineService {
  start(spec: unknown, options: StartOptions): Reply<RunOpening>;
  /** 'open': this page was given the run's port before. */
  resume(id: string): Reply<RunOpening | 'open'>;
  attach(id: string): Reply<RunOpening | 'open' | null>;
  compare(spec: unknown, options: ComparisonOptions): Reply<RunOpening>;
  resumeComparison(id: string): Reply<RunOpening | 'open'>;
  attachComparison(id: string): Reply<RunOpening | 'open' | null>;
  commandRun(id: string, command: RunCommand): Reply<null>;
  recordOfRun(id: string): Reply<RunRecord>;
  ask(id: string): Reply<Asked>;
  tell(id: string, values: readonly ToldValue[]): Reply<TellOutcome>;
  normalise(spec: unknown, options: StartOptions): Reply<SwarmSpec>;
  evaluate(spec: unknown, points: readonly (readonly number[])[], options: StartOptions): Reply<number[]>;
  /** An abort travels on the port. */
  landscape(request: LandscapeRequest, abort: MessagePort | null): Reply<Landscape>;
  checkWgsl(question: WgslQuestion): Reply<WgslCheck>;
  listRuns(): Reply<readonly RunOverview[]>;
  getRun(id: string): Reply<RunRecord | null>;
  renameRun(id: string, title: string): Reply<null>;
  deleteRuns(ids: readonly string[]): Reply<null>;
  exportBundle(runIds: readonly string[] | null): Reply<Uint8Array<ArrayBuffer>>;
  importBundle(bytes: Uint8Array<ArrayBuffer>, onConflict: 'keep' | 'replace'): Reply<ImportReport>;
  eraseAll(): Reply<null>;
  getSetting(key: string): Reply<unknown>;
  setSetting(key: string, value: unknown): Reply<null>;
  listProblems(): Reply<readonly SavedOverview[]>;
  getProblem(name: string): Reply<SavedProblem | null>;
  saveProblem(name: string, problem: unknown, over: number | null): Reply<SavedOutcome | null>;
  deleteProblem(name: string, savedAt: number): Reply<SavedProblem | null>;
  storage(): Reply<StorageReport>;
  adapter(): Reply<AdapterReport>;
  /** Items, report and abort travel on the port that is answered. */
  selfTest(): Reply<MessagePort>;
  close(): Reply<null>;
}
