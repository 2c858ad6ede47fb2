// A run as the page holds it: its progress for any number of readers, its result, its commands. One port per run and
// page; a record is taken only when the one before it was handed to all listeners.
import type { StreamCommand, StreamEvent, RunOpening } from '../core/protocol.ts';
import { fromErrorData } from '../core/errors.ts';
import { createLatestFeed, joinCurves } from '../core/progress.ts';
import type { RunCommand } from '../engine/service.ts';
import type { ComparisonProgress, ComparisonResult } from '../models/swarm/comparison/result.ts';
import type { SwarmProgress, SwarmResult } from '../models/swarm/result.ts';
import type { ClientComparison, ClientRun } from './api.ts';
import type { EngineSession } from './engine-session.ts';

export function createClientRun(opening: RunOpening, session: EngineSession): ClientRun {
  const watched = watchRun<SwarmProgress, SwarmResult>(opening, session, joinCurves);
  const { command } = watched;
  return {
    kind: 'swarm',
    ...watched.handle,
    get latest() {
      return watched.latest();
    },
    turn: (knobs) => command({ type: 'turn', knobs }),
    look: (axes) => command({ type: 'look', axes }),
    setPace: (generationsPerSecond) => command({ type: 'setPace', generationsPerSecond }),
    step: (generations) => command({ type: 'step', generations }),
    ask: () => session.ask((engine) => engine.ask(opening.id)),
    tell: (values) => session.ask((engine) => engine.tell(opening.id, values)),
  };
}

export function createClientComparison(opening: RunOpening, session: EngineSession): ClientComparison {
  const watched = watchRun<ComparisonProgress, ComparisonResult>(opening, session);
  return {
    kind: 'comparison',
    ...watched.handle,
    get latest() {
      return watched.latest();
    },
  };
}

/** What runs of any kind have in common. */
function watchRun<Progress, Result>(
  opening: RunOpening,
  session: EngineSession,
  join?: (older: Progress, newer: Progress) => Progress,
) {
  const { id, port } = opening;
  type Listener = (progress: Progress) => void;
  const listeners = new Set<Listener>();
  const feed = createLatestFeed(join);
  let latest: Progress | null = null;
  let isOver = false;

  const result = new Promise<Result>((resolve, reject) => {
    const forget = session.onEnd((reason) => {
      reject(reason);
      finish();
    });
    function finish(): void {
      if (isOver) return;
      isOver = true;
      port.close();
      feed.end();
      listeners.clear();
    }
    port.addEventListener('message', ({ data }: MessageEvent<StreamEvent<Progress, Result>>) => {
      switch (data.type) {
        case 'item':
          latest = data.item;
          feed.publish(data.item);
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
    latest: () => latest,
    command,
    handle: {
      id,
      result,
      subscribe,
      progress: { [Symbol.asyncIterator]: () => feed.read() },
      pause: () => command({ type: 'pause' }),
      resume: () => command({ type: 'resume' }),
      cancel: () => command({ type: 'cancel' }),
      record: () => session.ask((engine) => engine.recordOfRun(id)),
    },
  };
}

/** A listener that throws is a defect of the page; it must not keep the others from hearing. */
function callSafely<Progress>(listener: (progress: Progress) => void, progress: Progress): void {
  try {
    listener(progress);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
