// The engine's worker: the browser's GPU, storage, locks and clock, composed into one engine and served to the page.
import { scriptUrl } from '../src/client/trusted-types.ts';
import { layerFromUrl } from '../src/core/configuration.ts';
import { type RunsChange, runsChannelName } from '../src/core/protocol.ts';
import type { Clock, WorkerPool } from '../src/core/ports.ts';
import { createEngine } from '../src/engine/create-engine.ts';
import { serveEngine } from '../src/engine/serve-engine.ts';
import { openBrowserStorage } from '../src/storage/browser-storage.ts';
import cpuWorkerUrl from './cpu-worker.ts?worker&url';

declare const __BUILD__: string;

// A message to oneself comes after what waits already, and unlike a timer is not slowed down in a hidden tab.
const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.onmessage = () => waiting.shift()?.();
const clock: Clock = {
  now: () => Date.now(),
  tick: () => performance.now(),
  yield: () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    }),
};

/** Threads for the CPU path; memory can be shared with them only where the page is isolated. */
const cpuPool: WorkerPool = {
  size: navigator.hardwareConcurrency,
  start() {
    const worker = new Worker(scriptUrl(cpuWorkerUrl), { type: 'module', name: 'cpu' });
    return {
      post: (message) => worker.postMessage(message),
      listen(onMessage, onFailure) {
        worker.onmessage = ({ data }) => onMessage(data);
        worker.onerror = (event) => onFailure(new Error(event.message));
      },
      close: () => worker.terminate(),
    };
  },
};

const tabs = new BroadcastChannel(runsChannelName);
const announce = (change: RunsChange): void => tabs.postMessage(change);

serveEngine(self, {
  async openEngine(safeMode, query) {
    const { stores, locks, estimate, eraseAll } = await openBrowserStorage(
      { locks: navigator.locks, storage: navigator.storage, caches: globalThis.caches },
      clock,
    );
    const engine = createEngine({
      gpu: safeMode ? undefined : navigator.gpu,
      stores,
      locks,
      clock,
      ...(crossOriginIsolated && { cpuPool }),
      build: __BUILD__,
      environment: {
        crossOriginIsolated,
        cores: navigator.hardwareConcurrency,
        userAgent: navigator.userAgent,
        isSecure: isSecureContext,
      },
      visitSettings: layerFromUrl(new URLSearchParams(query)),
      storageEstimate: estimate,
      eraseAll,
      onRunChange: (id, run) => announce(run ? { type: 'changed', id, run } : { type: 'deleted', id }),
    });
    tabs.onmessage = ({ data }: MessageEvent<RunsChange>) => {
      if (data.type === 'deleted') void engine.forget(data.id);
    };
    return engine;
  },
  holdLock: (name) =>
    new Promise((resolve) => {
      if (!navigator.locks) return resolve();
      navigator.locks
        .request(name, () => {
          resolve();
          return new Promise<never>(() => undefined);
        })
        // Where site data is blocked, locks are refused too; opening the storage says so, and what to do.
        .catch(() => resolve());
    }),
});
