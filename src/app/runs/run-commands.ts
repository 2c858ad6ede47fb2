// What can be done with runs of the list: each says what happened, and deletion can be taken back.
import { navigate } from 'wouter/use-browser-location';
import { AeonError } from '../../core/errors.ts';
import type { RunOverview, RunRecord } from '../../core/run.ts';
import { client, resumeAny, startComparison, startRun } from '../shared/engine.ts';
import { runAddress } from '../shared/run-address.ts';
import { copyText } from '../shared/copy-text.ts';
import { explain } from '../shared/explain.ts';
import { notify } from '../shared/notices.tsx';

export async function openResumed(run: RunOverview): Promise<void> {
  try {
    await resumeAny(run.id);
    navigate(runAddress(run));
  } catch (error) {
    complain('The run could not be resumed', error);
  }
}

/** A new run of the same spec on the same path. */
export async function repeat(id: string): Promise<void> {
  try {
    const run = await readRun(id);
    const { kind } = run.spec;
    const again = await (kind === 'comparison'
      ? startComparison(run.spec, run.title)
      : startRun(run.spec, { path: run.choices.path, title: run.title }));
    navigate(runAddress({ id: again.id, kind }));
  } catch (error) {
    complain('The run could not be repeated', error);
  }
}

export async function copySpec(id: string): Promise<void> {
  try {
    await copyText(JSON.stringify((await readRun(id)).spec, null, 2), 'The spec');
  } catch (error) {
    complain('The spec was not copied', error);
  }
}

/** The whole record. `not-found` where it was deleted meanwhile. */
export async function readRun(id: string): Promise<RunRecord> {
  const record = await client.getRun(id);
  if (record) return record;
  throw new AeonError('not-found', 'This run is gone.', { hint: 'It was deleted, here or in another tab.' });
}

export async function rename(run: RunOverview, title: string): Promise<void> {
  try {
    await client.renameRun(run.id, title);
  } catch (error) {
    complain('The run was not renamed', error);
  }
}

/** The runs as they were, checkpoints and all, are kept in memory until the notice is gone. */
export async function remove(runs: readonly RunOverview[]): Promise<void> {
  const ids = runs.map(({ id }) => id);
  try {
    const kept = await client.exportBundle(ids);
    await client.deleteRuns(ids);
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
  } catch (error) {
    complain('The runs did not come back', error);
  }
}

function complain(what: string, error: unknown): void {
  notify(`${what}: ${explain(error)}`, { tone: 'bad', stays: true });
}
