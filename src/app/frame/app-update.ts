// The service worker as the page sees it: registered once, its updates offered, nothing lost when one is taken.
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { scriptUrl } from '../../client/trusted-types.ts';
import { client, resumeRun } from '../shared/engine.ts';
import { explain } from '../shared/explain.ts';
import { notify } from '../shared/notices.tsx';
import { runsStore } from '../shared/runs-store.ts';
import { within } from '../shared/within.ts';

export type UpdateState =
  | { readonly status: 'none' }
  /** A new version is installed and waits to be taken. */
  | { readonly status: 'waiting' }
  /** Another tab took it: this page still is the old one, and works. */
  | { readonly status: 'taken-elsewhere' }
  | { readonly status: 'taking' };

const store = createStore<UpdateState>(() => ({ status: 'none' }));
/** How long an engine may take to close. */
const patienceMs = 10_000;
const resumeKey = 'aeonnova-resume-after-update';
let registration: ServiceWorkerRegistration | null = null;

export function useUpdate(): UpdateState {
  return useStore(store);
}

export async function registerServiceWorker(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  // The first worker of all takes the page over without an update.
  let isControlled = serviceWorker.controller !== null;
  serviceWorker.addEventListener('controllerchange', () => {
    if (store.getState().status === 'taking') location.reload();
    else if (isControlled) store.setState({ status: 'taken-elsewhere' });
    isControlled = true;
  });
  try {
    registration = await serviceWorker.register(scriptUrl('/service-worker.js'), { updateViaCache: 'none' });
  } catch {
    // Private windows of some browsers have none: the app works, but only with a network.
    return;
  }
  watch(registration.waiting);
  registration.addEventListener('updatefound', () => watch(registration?.installing ?? null));
  // A page that stays open for days hears of new versions when somebody comes back to it.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && navigator.onLine) registration?.update().catch(() => undefined);
  });
}

function watch(worker: ServiceWorker | null): void {
  if (!worker) return;
  const look = (): void => {
    if (worker.state === 'installed' && navigator.serviceWorker.controller && registration?.waiting === worker)
      store.setState({ status: 'waiting' });
  };
  worker.addEventListener('statechange', look);
  look();
}

/** Pauses what runs, with a checkpoint, loads the new version and goes on there. */
export async function takeUpdate(): Promise<void> {
  const isTakenElsewhere = store.getState().status === 'taken-elsewhere';
  store.setState({ status: 'taking' });
  const { runs, here } = runsStore.getState();
  const going = (runs ?? []).filter(({ id, state }) => here.has(id) && state.status !== 'paused').map(({ id }) => id);
  try {
    sessionStorage.setItem(resumeKey, JSON.stringify(going));
  } catch {
    // Without it the runs stay paused, and are offered for resume.
  }
  try {
    await within(patienceMs, client.close());
  } catch {
    // An engine that cannot be closed, or hangs, has its last checkpoint.
  }
  const waiting = registration?.waiting;
  if (isTakenElsewhere || !waiting) location.reload();
  else waiting.postMessage({ type: 'SKIP_WAITING' });
}

/** Goes on with the runs that an update paused. */
export function resumeAfterUpdate(): void {
  let ids: unknown = null;
  try {
    ids = JSON.parse(sessionStorage.getItem(resumeKey) ?? 'null');
    sessionStorage.removeItem(resumeKey);
  } catch {
    return;
  }
  if (!Array.isArray(ids) || ids.length === 0) return;
  const going: readonly unknown[] = ids;
  const stop = client.state.subscribe(({ status }) => {
    if (status !== 'ready') return;
    stop();
    notify('AeonNova was updated.', { tone: 'good' });
    for (const id of going) {
      if (typeof id !== 'string') continue;
      resumeRun(id).catch((error: unknown) => notify(`A run stayed paused: ${explain(error)}`, { tone: 'bad' }));
    }
  });
}
