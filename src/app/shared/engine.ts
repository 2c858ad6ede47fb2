// The one client of this tab, and its state as hooks. Pages and labs talk to the engine through here; the stores under it
// are in runs-store.ts, adapter-store.ts and settings-store.ts.
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { RunOverview } from '../../core/run.ts';
import type { ClientState } from '../../client/api.ts';
import { client } from './client.ts';
import { runsStore, type RunsView } from './runs-store.ts';

export { client } from './client.ts';
export { refreshAdapter, useAdapter } from './adapter-store.ts';
export { refreshRuns, resumeAny, resumeComparison, resumeRun, startComparison, startRun } from './runs-store.ts';
export { resetSetting, setSetting, useReducedMotion, useSettings } from './settings-store.ts';

export function useClientState(): ClientState {
  return useStore(client.state);
}

/** Runs that a crash of the worker interrupted and that nobody has resumed yet. */
export function useInterruptedRuns(): readonly string[] {
  return useStore(client.interruptedRuns);
}

/** All runs of all tabs, newest first. `runs` is null until they are read. */
export function useRuns(): RunsView {
  return useStore(runsStore);
}

/** Runs that compute now, in any tab. */
export function useRunning(): readonly RunOverview[] {
  return useStore(
    runsStore,
    useShallow(({ runs }) => runs?.filter(({ state }) => isActive(state.status)) ?? []),
  );
}

function isActive(status: RunOverview['state']['status']): boolean {
  return status === 'running' || status === 'queued';
}

/** Whether another tab carries the run out: it can be watched here, not commanded. */
export function isElsewhere(record: RunOverview, here: ReadonlySet<string>): boolean {
  return isActive(record.state.status) && !here.has(record.id);
}
