// What can be done with runs of the list: each says what happened, and deletion can be taken back.
import { navigate } from 'wouter/use-browser-location';
import type { RunRecord } from '../../core/run.ts';
import { client, refreshRuns, resumeRun, startRun } from '../shared/engine.ts';
import { notify } from '../shared/notices.tsx';

export async function openResumed(run: RunRecord): Promise<void> {
  try {
    await resumeRun(run.id);
    navigate(`/swarm/${run.id}`);
  } catch (error) {
    complain('The run could not be resumed', error);
  }
}

/** A new run of the same spec on the same path. */
export async function repeat(run: RunRecord): Promise<void> {
  try {
    const again = await startRun(run.spec, { path: run.choices.path, title: run.title });
    navigate(`/swarm/${again.id}`);
  } catch (error) {
    complain('The run could not be repeated', error);
  }
}

export async function rename(run: RunRecord, title: string): Promise<void> {
  try {
    await client.renameRun(run.id, title);
    await refreshRuns();
  } catch (error) {
    complain('The run was not renamed', error);
  }
}

/** The runs as they were, checkpoints and all, are kept in memory until the notice is gone. */
export async function remove(runs: readonly RunRecord[]): Promise<void> {
  const ids = runs.map(({ id }) => id);
  try {
    const kept = await client.exportBundle(ids);
    await client.deleteRuns(ids);
    await refreshRuns();
    notify(runs.length === 1 ? 'The run was deleted.' : `${runs.length.toLocaleString('en')} runs were deleted.`, {
      action: { title: 'Undo', run: () => void restore(kept) },
    });
  } catch (error) {
    complain('Nothing was deleted', error);
  }
}

async function restore(bundle: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    await client.importBundle(bundle, 'keep');
    await refreshRuns();
  } catch (error) {
    complain('The runs did not come back', error);
  }
}

function complain(what: string, error: unknown): void {
  notify(`${what}: ${error instanceof Error ? error.message : String(error)}`, { tone: 'bad', stays: true });
}
