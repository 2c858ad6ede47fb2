// A run as the page holds it: its progress for any number of readers, its result, its commands. One port per run and
// page; a record is taken only when the one before it was handed to all listeners.
import type { StreamCommand, StreamEvent, RunOpening } from '../core/protocol.ts';
import { fromErrorData } from '../core/errors.ts';
import { createLatestFeed } from '../core/progress.ts';
import type { RunCommand } from '../engine/service.ts';
import type { SwarmProgress, SwarmResult } from '../models/swarm/result.ts';
import type { ClientRun } from './api.ts';
import type { EngineSession } from './engine-session.ts';

type Listener = (progress: SwarmProgress) => void;

export function createClientRun(opening: RunOpening, session: EngineSession): ClientRun {
  const { id, port } = opening;
  const listeners = new Set<Listener>();
  const feed = createLatestFeed<SwarmProgress>();
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
      feed.end();
      listeners.clear();
    }
    port.addEventListener('message', ({ data }: MessageEvent<StreamEvent<SwarmProgress, SwarmResult>>) => {
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
    kind: 'swarm',
    id,
    result,
    get latest() {
      return latest;
    },
    subscribe,
    progress: { [Symbol.asyncIterator]: () => feed.read() },
    pause: () => command({ type: 'pause' }),
    resume: () => command({ type: 'resume' }),
    cancel: () => command({ type: 'cancel' }),
    turn: (knobs) => command({ type: 'turn', knobs }),
    look: (axes) => command({ type: 'look', axes }),
    setPace: (generationsPerSecond) => command({ type: 'setPace', generationsPerSecond }),
    step: (generations) => command({ type: 'step', generations }),
    ask: () => session.ask((engine) => engine.ask(id)),
    tell: (values) => session.ask((engine) => engine.tell(id, values)),
    record: () => session.ask((engine) => engine.recordOfRun(id)),
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
