// What travels between a page and its engine worker beside the requests that Comlink carries: control of the worker,
// streams with credits and abort, and what tabs tell each other. Types and names only; who sends what is in client/ and
// engine/serve-engine.ts.
import type { ErrorData } from './errors.ts';
import type { RunOverview } from './run.ts';

/** How every request is answered: errors as data, so that they are rebuilt whole on the other side. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorData };

/** Page to worker, on the worker itself. */
export type ToWorker =
  | {
      readonly type: 'connect';
      /** Requests are served on it. */
      readonly port: MessagePort;
      /** After crashes in a row: only what is stored, no GPU. */
      readonly safeMode: boolean;
      /** The query of the page's address: what it sets counts above the stored settings, for this visit. */
      readonly query: string;
      /** The worker holds this lock as long as it lives, so that the page notices its end at once. */
      readonly lockName: string;
    }
  | { readonly type: 'ping' };

/** Worker to page, on the worker itself. */
export type FromWorker =
  | { readonly type: 'ready'; readonly build: string }
  /** The engine could not be opened: no crash, but a reason (storage blocked, for one). */
  | { readonly type: 'refused'; readonly error: ErrorData }
  | { readonly type: 'pong' }
  /** An error that nobody caught; the worker goes on. */
  | { readonly type: 'defect'; readonly error: ErrorData };

/** Receiver to sender, on a stream's port. One credit: one item may be sent. */
export type StreamCommand = { readonly type: 'credit' } | { readonly type: 'abort' };

/** Sender to receiver, on a stream's port; `done` or `failed` comes last. */
export type StreamEvent<Item, Result> =
  | { readonly type: 'item'; readonly item: Item }
  | { readonly type: 'done'; readonly result: Result }
  | { readonly type: 'failed'; readonly error: ErrorData };

/** A run that goes on in the worker: its progress and its end come on `port`. */
export interface RunOpening {
  readonly id: string;
  readonly port: MessagePort;
}

/** Name of the BroadcastChannel on which tabs hear of each other's runs. */
export const runsChannelName = 'aeonnova-runs';

export type RunsChange =
  /** `run` is not there when a tab of an older build tells. */
  | { readonly type: 'changed'; readonly id: string; readonly run?: RunOverview }
  | { readonly type: 'deleted'; readonly id: string };

/** The lock that whoever carries a run out holds until it ends. */
export function runLockName(runId: string): string {
  return `aeonnova-run-${runId}`;
}
