// The one client of this tab, and its state as hooks. Pages and labs talk to the engine through here; the stores under it
// are in runs-store.ts, adapter-store.ts and settings-store.ts.
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { toErrorData, type ErrorData } from '../../core/errors.ts';
import type { RunOverview, RunRecord } from '../../core/run.ts';
import type { SwarmProgress } from '../../models/swarm/result.ts';
import type { ClientRun, ClientState } from '../../client/api.ts';
import { client } from './client.ts';
import { runsStore, type RunsView } from './runs-store.ts';

export { client } from './client.ts';
export { refreshAdapter, useAdapter, type AdapterView } from './adapter-store.ts';
export { readRuns, refreshRuns, resumeRun, startRun } from './runs-store.ts';
export {
  getConfiguration,
  resetSetting,
  setSetting,
  useReducedMotion,
  useSettings,
  type SettingsView,
} from './settings-store.ts';

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

export interface RunView {
  /** `undefined` until it is read, null where there is no such run. */
  readonly record: RunRecord | null | undefined;
  /** The handle, where the run goes on in this tab. */
  readonly run: ClientRun | null;
  readonly progress: SwarmProgress | null;
  /** Another tab carries it out. */
  readonly isElsewhere: boolean;
  /** Why it cannot be read. */
  readonly error: ErrorData | null;
}

/** One run: its record as it changes, and its handle and progress while it goes on in this tab. */
export function useRun(id: string | null | undefined): RunView {
  const listed = useStore(runsStore, ({ runs }) => (id ? (runs?.find((run) => run.id === id) ?? null) : null));
  const isListRead = useStore(runsStore, ({ runs }) => runs !== null);
  const here = useStore(runsStore, (view) => view.here);
  const isHere = Boolean(id && here.has(id));
  const [record, setRecord] = useState<RunRecord | null | undefined>(undefined);
  const [run, setRun] = useState<ClientRun | null>(null);
  const [progress, setProgress] = useState<SwarmProgress | null>(null);
  const [error, setError] = useState<ErrorData | null>(null);

  useEffect(() => {
    setRun(null);
    setProgress(null);
    setError(null);
    if (!id || !isHere) return undefined;
    let stop: (() => void) | null = null;
    let isOver = false;
    client.attach(id).then(
      (attached) => {
        if (isOver || !attached) return;
        setRun(attached);
        setProgress(attached.latest);
        stop = attached.subscribe(setProgress);
        const leave = (): void => {
          if (!isOver) setRun(null);
        };
        attached.result.then(leave, leave);
      },
      (reason: unknown) => !isOver && setError(toErrorData(reason)),
    );
    return () => {
      isOver = true;
      stop?.();
    };
  }, [id, isHere]);

  useEffect(() => setRecord(undefined), [id]);
  // The list says when the record changes, and whether there is one.
  const changedAt = listed?.updatedAt ?? null;
  const isGone = isListRead && !listed;
  useEffect(() => {
    if (!id) return undefined;
    let isOver = false;
    client.getRun(id).then(
      (read) => !isOver && setRecord(read),
      (reason: unknown) => !isOver && setError(toErrorData(reason)),
    );
    return () => {
      isOver = true;
    };
  }, [id, changedAt, isGone]);
  return { record, run, progress, error, isElsewhere: listed ? isElsewhere(listed, here) : false };
}
