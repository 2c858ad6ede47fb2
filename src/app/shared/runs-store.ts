// The list of runs as the page knows it: read once, then kept current by what all tabs say.
import { createStore } from 'zustand/vanilla';
import type { ClientComparison, ClientRun, ClientRunOptions, ClientStartOptions } from '../../client/api.ts';
import { toErrorData, type ErrorData } from '../../core/errors.ts';
import { isGoing, newestFirst, type RunOverview } from '../../core/run.ts';
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

/** What was heard of runs while the list is being read: it may have been read before that. */
const heard = new Map<string, RunOverview | null>();
let readings = 0;

/** Many runs may change at once, by an import for one: they are taken together. */
const gatherMs = 80;
let gathered = new Map<string, RunOverview | null>();

/** Starts a run with what the settings say of the screen; the engine knows the others. */
export async function startRun(spec: unknown, options: ClientStartOptions & ClientRunOptions = {}): Promise<ClientRun> {
  await settingsRead;
  const { wakeLock } = getConfiguration();
  const run = await client.start(spec, {
    keepAwake: wakeLock.value,
    ...options,
  });
  adopt(run);
  return run;
}

export async function resumeRun(id: string): Promise<ClientRun> {
  const run = await client.resume(id, { keepAwake: getConfiguration().wakeLock.value });
  adopt(run);
  return run;
}

export async function startComparison(spec: unknown, title?: string): Promise<ClientComparison> {
  await settingsRead;
  const keepAwake = getConfiguration().wakeLock.value;
  const run = await client.compare(spec, { keepAwake, ...(title !== undefined && { title }) });
  adopt(run);
  return run;
}

export async function resumeComparison(id: string): Promise<ClientComparison> {
  const run = await client.resumeComparison(id, { keepAwake: getConfiguration().wakeLock.value });
  adopt(run);
  return run;
}

/** A run of whatever kind it is. */
export async function resumeAny(id: string): Promise<void> {
  const kind = runsStore.getState().runs?.find((run) => run.id === id)?.kind;
  await (kind === 'comparison' ? resumeComparison(id) : resumeRun(id));
}

export async function refreshRuns(): Promise<void> {
  const reading = ++readings;
  heard.clear();
  try {
    const runs = await client.listRuns();
    // A list that was asked for later comes, and knows more.
    if (reading !== readings) return;
    take(runs, heard);
    runsStore.setState({ error: null });
    await Promise.all(runs.filter(mayGoOn).map((run) => lookHere(run)));
  } catch (error) {
    if (reading === readings) runsStore.setState({ error: toErrorData(error) });
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
    const run = change.type === 'changed' ? change.run : null;
    // A tab of the build before this one says only which run it was.
    if (run === undefined) return void refreshRuns();
    heard.set(change.id, run);
    if (gathered.size === 0) setTimeout(takeGathered, gatherMs);
    gathered.set(change.id, run);
  });
  runsStore.subscribe(({ runs, here }) => watchOthers(runs ?? [], here));
  // A page that was frozen may have missed what other tabs said.
  document.addEventListener('resume', () => void refreshRuns());
  void refreshRuns();
}

function takeGathered(): void {
  const changes = gathered;
  gathered = new Map();
  const { runs } = runsStore.getState();
  if (runs) take(runs, changes);
  for (const run of changes.values()) if (run && mayGoOn(run)) void lookHere(run);
}

/** Ways to stop waiting for the end of tabs that carry runs out. */
const watched = new Map<string, () => void>();

/** A tab that is closed says nothing: its run is then read again, which finds it interrupted and tells everybody. */
function watchOthers(runs: readonly RunOverview[], here: ReadonlySet<string>): void {
  const others = new Set(runs.filter((run) => isGoing(run) && !here.has(run.id)).map(({ id }) => id));
  for (const [id, stop] of watched) {
    if (others.has(id)) continue;
    stop();
    watched.delete(id);
  }
  for (const id of others) {
    if (watched.has(id)) continue;
    const stop = client.onRunReleased(id, () => {
      watched.delete(id);
      client.getRun(id).catch((error: unknown) => runsStore.setState({ error: toErrorData(error) }));
    });
    watched.set(id, stop);
  }
}

/** The list, with what was heard in place of what it says, unless the list knows more. */
function take(list: readonly RunOverview[], changes: ReadonlyMap<string, RunOverview | null>): void {
  const kept = list.filter((run) => {
    const change = changes.get(run.id);
    return change === undefined || (change !== null && change.updatedAt < run.updatedAt);
  });
  const known = new Set(kept.map(({ id }) => id));
  const fresh = [...changes.values()].filter((run) => run !== null).filter(({ id }) => !known.has(id));
  runsStore.setState({ runs: [...fresh, ...kept].sort(newestFirst) });
}

async function lookHere({ id, kind }: RunOverview): Promise<void> {
  if (runsStore.getState().here.has(id)) return;
  try {
    const run = await (kind === 'comparison' ? client.attachComparison(id) : client.attach(id));
    if (run) adopt(run);
  } catch {
    // It ended, or the engine did, while it was asked for: the record tells.
  }
}

function adopt(run: ClientRun | ClientComparison): void {
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
  return ['running', 'queued', 'paused', 'waiting'].includes(state.status);
}
