// The list of runs as the page knows it: read once, then kept current by the hints that all tabs send.
import { createStore } from 'zustand/vanilla';
import type { ClientRun, ClientRunOptions, ClientStartOptions } from '../../client/api.ts';
import { toErrorData, type ErrorData } from '../../core/errors.ts';
import { overviewOf, type RunOverview } from '../../core/run.ts';
import { client } from './client.ts';
import { getConfiguration, settingsRead } from './settings-store.ts';

export interface RunsView {
  /** Newest first; null until they are read. */
  readonly runs: readonly RunOverview[] | null;
  /** Ids of the runs that go on in this tab. */
  readonly here: ReadonlySet<string>;
  readonly error: ErrorData | null;
}

export const runsStore = createStore<RunsView>(() => ({ runs: null, here: new Set(), error: null }));

const gatherMs = 80;
/** Above this many changes at once, reading the whole list is cheaper. */
const singlyAtMost = 20;
let changed = new Set<string>();
let isGathering = false;

/** Starts a run with what the settings say: path from the URL, screen kept on. */
export async function startRun(spec: unknown, options: ClientStartOptions & ClientRunOptions = {}): Promise<ClientRun> {
  await settingsRead;
  const { path, wakeLock } = getConfiguration();
  const run = await client.start(spec, {
    keepAwake: wakeLock.value,
    ...(path.origin === 'url' && { path: path.value }),
    ...options,
  });
  adopt(run);
  await readRuns([run.id]);
  return run;
}

export async function resumeRun(id: string): Promise<ClientRun> {
  const run = await client.resume(id, { keepAwake: getConfiguration().wakeLock.value });
  adopt(run);
  await readRuns([id]);
  return run;
}

export async function refreshRuns(): Promise<void> {
  try {
    const runs = await client.listRuns();
    runsStore.setState({ runs: runs.toSorted(newestFirst), error: null });
    await Promise.all(runs.filter(mayGoOn).map(({ id }) => lookHere(id)));
  } catch (error) {
    runsStore.setState({ error: toErrorData(error) });
  }
}

/** Reads at the start, when the engine comes back, and when the page wakes up. */
export function keepRunsCurrent(): void {
  client.state.subscribe(({ status }, previous) => {
    if (status === previous.status) return;
    if (status === 'restarting' || status === 'safe-mode') runsStore.setState({ here: new Set() });
    if (status === 'ready' || status === 'safe-mode') void refreshRuns();
  });
  client.onRunsChanged((change) => {
    changed.add(change.id);
    if (isGathering) return;
    isGathering = true;
    setTimeout(() => {
      const ids = [...changed];
      changed = new Set();
      isGathering = false;
      void (ids.length > singlyAtMost ? refreshRuns() : readRuns(ids));
    }, gatherMs);
  });
  // A page that was frozen may have missed what other tabs said.
  document.addEventListener('resume', () => void refreshRuns());
  void refreshRuns();
}

/** Reads some runs again, and takes in those that are new. */
export async function readRuns(ids: readonly string[]): Promise<void> {
  try {
    const read = await Promise.all(ids.map(async (id) => [id, await client.getRun(id)] as const));
    const fresh = new Map(read);
    const { runs } = runsStore.getState();
    if (!runs) return;
    const kept = runs.filter(({ id }) => !fresh.has(id));
    const there = read.flatMap(([, record]) => (record ? [overviewOf(record)] : []));
    runsStore.setState({ runs: [...there, ...kept].sort(newestFirst) });
    await Promise.all(there.filter(mayGoOn).map(({ id }) => lookHere(id)));
  } catch (error) {
    runsStore.setState({ error: toErrorData(error) });
  }
}

async function lookHere(id: string): Promise<void> {
  if (runsStore.getState().here.has(id)) return;
  try {
    const run = await client.attach(id);
    if (run) adopt(run);
  } catch {
    // It ended, or the engine did, while it was asked for: the record tells.
  }
}

function adopt(run: ClientRun): void {
  const { here } = runsStore.getState();
  if (here.has(run.id)) return;
  runsStore.setState({ here: new Set([...here, run.id]) });
  const leave = (): void => {
    const rest = new Set(runsStore.getState().here);
    rest.delete(run.id);
    runsStore.setState({ here: rest });
  };
  run.result.then(leave, leave);
}

function mayGoOn({ state }: RunOverview): boolean {
  return state.status === 'running' || state.status === 'queued' || state.status === 'paused';
}

function newestFirst(a: RunOverview, b: RunOverview): number {
  return b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1);
}
