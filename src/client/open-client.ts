// The client as a browser's page opens it: the worker, the clock of its heartbeat, locks and storage of the session.
// No logic of the client itself: that is `client.ts`.
import engineUrl from '../../workers/engine.ts?worker&url';
import { runsChannelName, type FromWorker, type RunsChange } from '../core/protocol.ts';
import type { Client } from './api.ts';
import { createClient, type CrashCounter } from './client.ts';
import type { StartProcess, StartPulse, WatchLock } from './engine-session.ts';
import { scriptUrl } from './trusted-types.ts';
import { createKeepAwake } from './wake-lock.ts';

const beatMs = 5_000;
/** A beat that comes later than this: the page was throttled, frozen or asleep. */
const lateBeatMs = 2 * beatMs;
const crashesKey = 'aeonnova-crashes';

/** Starts the one engine worker of this tab. */
export function openClient(): Client {
  return createClient({
    startProcess,
    startPulse,
    watchLock,
    query: location.search,
    crashes: createCrashCounter(),
    now: () => Date.now(),
    keepAwake: createKeepAwake({
      // Absent outside secure contexts and in older browsers, whatever the library's types say.
      wakeLock: 'wakeLock' in navigator ? navigator.wakeLock : undefined,
      isVisible: () => document.visibilityState === 'visible',
      onVisibilityChange: (listener) => document.addEventListener('visibilitychange', listener),
    }),
    // Absent outside secure contexts, whatever the library's types say.
    persist: async () => ('storage' in navigator ? navigator.storage.persist() : null),
    listenToRuns(listener) {
      const channel = new BroadcastChannel(runsChannelName);
      channel.addEventListener('message', (event: MessageEvent<RunsChange>) => listener(event.data));
      return () => channel.close();
    },
  });
}

const startProcess: StartProcess = (events) => {
  const worker = new Worker(scriptUrl(engineUrl), { type: 'module', name: 'engine' });
  worker.addEventListener('message', (event: MessageEvent<FromWorker>) => events.onMessage(event.data));
  worker.addEventListener('error', (event) => {
    events.onError(event.message ? `${event.message} (${event.filename}:${event.lineno})` : 'its script did not load');
  });
  worker.addEventListener('messageerror', () => events.onError('a message could not be read'));
  return {
    post: (message, moved) => worker.postMessage(message, moved),
    terminate: () => worker.terminate(),
  };
};

const startPulse: StartPulse = (onBeat) => {
  let last = performance.now();
  let wasSteady = true;
  // A page that was hidden or frozen, even for a moment between two beats, says nothing about its worker.
  const unsettle = (): void => {
    wasSteady = false;
  };
  const signals = ['visibilitychange', 'freeze', 'resume'];
  for (const signal of signals) document.addEventListener(signal, unsettle);
  const timer = setInterval(() => {
    const now = performance.now();
    const onTime = wasSteady && now - last < lateBeatMs && document.visibilityState === 'visible';
    last = now;
    wasSteady = true;
    onBeat(onTime);
  }, beatMs);
  return () => {
    clearInterval(timer);
    for (const signal of signals) document.removeEventListener(signal, unsettle);
  };
};

// The lock is the only sign of a worker that closed itself or was ended by the browser: no event tells of that.
const watchLock: WatchLock = (name, onFree) => {
  const stop = new AbortController();
  // Outside secure contexts there are none, and the engine refuses to open and says why.
  if (!('locks' in navigator)) return () => undefined;
  navigator.locks.request(name, { signal: stop.signal }, onFree).catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
  return () => stop.abort();
};

/** Kept for the tab's session, so that reloading does not make a crash loop start afresh. */
function createCrashCounter(): CrashCounter {
  let withoutStorage = 0;
  return {
    read() {
      try {
        return Number(sessionStorage.getItem(crashesKey) ?? 0);
      } catch {
        // Storage is switched off: the count lives as long as the page.
        return withoutStorage;
      }
    },
    write(crashes) {
      withoutStorage = crashes;
      try {
        sessionStorage.setItem(crashesKey, String(crashes));
      } catch {
        // As above.
      }
    },
  };
}
