// One life of the engine's worker: from its start until it ends, for whatever reason. Notices the end (error, silence,
// lost lock) and rejects what was pending. Knows nothing of restarts; `client.ts` does.
import { connect, type Connection } from '../core/comlink-adapter.ts';
import { AeonError, fromErrorData, type ErrorData } from '../core/errors.ts';
import type { FromWorker, ToWorker } from '../core/protocol.ts';
import type { EngineService } from '../engine/service.ts';

export interface EngineProcess {
  post(message: ToWorker, moved: Transferable[]): void;
  terminate(): void;
}

export interface ProcessEvents {
  onMessage(message: FromWorker): void;
  /** The worker reported an error that it did not catch, or a message that could not be read. */
  onError(what: string): void;
}

export type StartProcess = (events: ProcessEvents) => EngineProcess;

/**
 * Calls `onBeat` at a steady pace; `onTime` is false where the page itself slept, was hidden or frozen since the last
 * beat, so that nothing can be said about the worker. Returns the way to stop.
 */
export type StartPulse = (onBeat: (onTime: boolean) => void) => () => void;

/** Calls `onFree` when nobody holds the lock any more. Returns the way to stop. */
export type WatchLock = (name: string, onFree: () => void) => () => void;

export interface SessionPorts {
  readonly startProcess: StartProcess;
  readonly startPulse: StartPulse;
  readonly watchLock: WatchLock;
  /** Of the page's address. */
  readonly query: string;
}

export interface SessionEvents {
  onReady(build: string): void;
  onRefused(error: ErrorData): void;
  onDefect(error: ErrorData): void;
  onDeath(reason: string): void;
}

export interface EngineSession {
  ask: Connection<EngineService>['ask'];
  /** Calls `listener` once, when the session ends; at once if it has. Returns the way to forget it. */
  onEnd(listener: (reason: Error) => void): () => void;
  end(reason: Error): void;
}

/** Beats in a row, on time, without an answer: then the worker counts as dead. At 5 s a beat, 30 s. */
export const silentBeatsUntilDead = 6;

export function openSession(ports: SessionPorts, safeMode: boolean, events: SessionEvents): EngineSession {
  const listeners = new Set<(reason: Error) => void>();
  let ended: Error | null = null;
  let settleReady: { resolve(): void; reject(reason: Error): void } = { resolve() {}, reject() {} };
  const ready = new Promise<void>((resolve, reject) => {
    settleReady = { resolve, reject };
  });
  // Every asker awaits it and hears of the failure; without askers it is no unhandled rejection.
  ready.catch(() => undefined);

  const { port1, port2 } = new MessageChannel();
  const connection = connect<EngineService>(port1);
  const lockName = `aeonnova-engine-${crypto.randomUUID()}`;
  const silence = { heard: false, beats: 0 };
  let stopWatching = (): void => undefined;

  function end(reason: Error): void {
    if (ended) return;
    ended = reason;
    stopPulse();
    stopWatching();
    process.terminate();
    connection.fail(reason);
    settleReady.reject(reason);
    for (const listener of listeners) listener(reason);
    listeners.clear();
  }

  function die(reason: string): void {
    if (ended) return;
    end(
      new AeonError('worker-died', `The engine's worker ended: ${reason}.`, {
        hint: 'It is started again by itself. Runs that were going can be resumed from their last checkpoint.',
      }),
    );
    events.onDeath(reason);
  }

  const process = ports.startProcess({
    onMessage(message) {
      if (ended) return;
      silence.heard = true;
      silence.beats = 0;
      switch (message.type) {
        case 'ready':
          stopWatching = ports.watchLock(lockName, () => die('it stopped without a word'));
          settleReady.resolve();
          events.onReady(message.build);
          break;
        case 'refused':
          end(fromErrorData(message.error));
          events.onRefused(message.error);
          break;
        case 'defect':
          events.onDefect(message.error);
          break;
        case 'pong':
          break;
        default:
          message satisfies never;
      }
    },
    onError: (what) => die(what),
  });
  // Before its first word the worker's script may still be on its way over a slow line; a script that does not load
  // gives an error.
  const stopPulse = ports.startPulse((onTime) => {
    if (ended) return;
    silence.beats = onTime && silence.heard ? silence.beats + 1 : 0;
    if (silence.beats > silentBeatsUntilDead) return die('it no longer answers');
    process.post({ type: 'ping' }, []);
  });
  process.post({ type: 'connect', port: port2, safeMode, query: ports.query, lockName }, [port2]);

  return {
    async ask(send) {
      await ready;
      return connection.ask(send);
    },
    onEnd(listener) {
      if (ended) {
        listener(ended);
        return () => undefined;
      }
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    end,
  };
}
