// A run as the page holds it: its progress for any number of readers, its result, its commands. One port per run and
// page; a record is taken only when the one before it was handed to all listeners.
import type { StreamCommand, StreamEvent, RunOpening } from '../core/protocol.ts';
import { fromErrorData } from '../core/errors.ts';
import type { RunCommand } from '../engine/service.ts';
import type { SwarmProgress, SwarmResult } from '../models/swarm/result.ts';
import type { ClientRun } from './api.ts';
import type { EngineSession } from './engine-session.ts';

type Listener = (progress: SwarmProgress) => void;

export function createClientRun(opening: RunOpening, session: EngineSession): ClientRun {
  const { id, port } = opening;
  const listeners = new Set<Listener>();
  const endings = new Set<() => void>();
  let latest: SwarmProgress | null = null;
  let isOver = false;

  const result = new Promise<SwarmResult>((resolve, reject) => {
    const forget = session.onEnd((reason) => {
      reject(reason);
      finish();
    });
    function finish(): void {
      if (isOver) return;
      isOver = true;
      port.close();
      for (const end of endings) end();
      endings.clear();
      listeners.clear();
    }
    port.addEventListener('message', ({ data }: MessageEvent<StreamEvent<SwarmProgress, SwarmResult>>) => {
      switch (data.type) {
        case 'item':
          latest = data.item;
          for (const listener of [...listeners]) callSafely(listener, data.item);
          if (!isOver) post({ type: 'credit' });
          return;
        case 'done':
          resolve(data.result);
          break;
        case 'failed':
          reject(fromErrorData(data.error));
          break;
        default:
          data satisfies never;
      }
      forget();
      finish();
    });
    port.start();
    post({ type: 'credit' });
  });
  // Whoever awaits the result hears of it; a page that only watches the progress need not.
  result.catch(() => undefined);

  function post(command: StreamCommand): void {
    port.postMessage(command);
  }
  async function command(order: RunCommand): Promise<void> {
    await session.ask((engine) => engine.commandRun(id, order));
  }
  function subscribe(listener: Listener): () => void {
    // A wrapper of its own, so that the same function may listen twice and each way to stop stops its own.
    const own: Listener = (progress) => listener(progress);
    if (!isOver) listeners.add(own);
    return () => listeners.delete(own);
  }

  return {
    kind: 'swarm',
    id,
    result,
    get latest() {
      return latest;
    },
    subscribe,
    progress: {
      [Symbol.asyncIterator]() {
        return readLatest(subscribe, (end) => (isOver ? end() : void endings.add(end)));
      },
    },
    pause: () => command({ type: 'pause' }),
    resume: () => command({ type: 'resume' }),
    cancel: () => command({ type: 'cancel' }),
    turn: (knobs) => command({ type: 'turn', knobs }),
    look: (axes) => command({ type: 'look', axes }),
    setPace: (generationsPerSecond) => command({ type: 'setPace', generationsPerSecond }),
    step: (generations) => command({ type: 'step', generations }),
    record: () => session.ask((engine) => engine.recordOfRun(id)),
  };
}

/** A reader that skips what it had no time for; only the curve, which comes in pieces, is kept whole. */
function readLatest(
  subscribe: (listener: Listener) => () => void,
  onEnding: (end: () => void) => void,
): AsyncIterableIterator<SwarmProgress, undefined> {
  let unread: SwarmProgress | null = null;
  let isOver = false;
  const waiting: (() => void)[] = [];
  const wake = (): void => waiting.shift()?.();
  const stop = subscribe((progress) => {
    unread = unread ? joinCurves(unread, progress) : progress;
    wake();
  });
  function end(): void {
    isOver = true;
    stop();
    while (waiting.length > 0) wake();
  }
  onEnding(end);
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      while (unread === null && !isOver) await new Promise<void>((resolve) => waiting.push(resolve));
      const value: SwarmProgress | null = unread;
      unread = null;
      return value === null ? { done: true, value: undefined } : { done: false, value };
    },
    async return() {
      unread = null;
      end();
      return { done: true, value: undefined };
    },
  };
}

/** `newer`, with the piece of the curve that `older` carried before its own. */
export function joinCurves(older: SwarmProgress, newer: SwarmProgress): SwarmProgress {
  return {
    ...newer,
    curve: {
      generations: [...older.curve.generations, ...newer.curve.generations],
      best: [...older.curve.best, ...newer.curve.best],
    },
  };
}

/** A listener that throws is a defect of the page; it must not keep the others from hearing. */
function callSafely(listener: Listener, progress: SwarmProgress): void {
  try {
    listener(progress);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
