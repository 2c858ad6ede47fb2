// The comparison that the page shows: its record, its progress, what can be done with it. Outside React, so that going to
// another page and back loses nothing.
import { createStore } from 'zustand/vanilla';
import type { ClientComparison } from '../../../client/api.ts';
import { type ErrorData, toErrorData } from '../../../core/errors.ts';
import type { RunRecord } from '../../../core/run.ts';
import type { ComparisonProgress, ComparisonResult } from '../../../models/swarm/comparison/result.ts';
import type { ComparisonSpec } from '../../../models/swarm/comparison/schema.ts';
import { client, resumeComparison, startComparison } from '../../shared/engine.ts';
import { keepSpeed } from './speed.ts';
import type { RunPhase } from '../run/run-view.ts';

export type ComparisonRecord = RunRecord<ComparisonSpec, ComparisonResult>;

export interface ComparisonView {
  readonly id: string | null;
  readonly phase: RunPhase;
  readonly record: ComparisonRecord | null;
  /** The handle while it goes on in this tab. */
  readonly run: ClientComparison | null;
  readonly progress: ComparisonProgress | null;
  readonly error: ErrorData | null;
}

const nothing: ComparisonView = { id: null, phase: 'none', record: null, run: null, progress: null, error: null };

export const comparisonView = createStore<ComparisonView>(() => nothing);

function isComparison(record: RunRecord): record is ComparisonRecord {
  return record.spec.kind === 'comparison';
}

/** What comes late is of no more use when another one is shown. */
function patch(id: string, change: Partial<ComparisonView>): void {
  if (comparisonView.getState().id === id) comparisonView.setState(change);
}

export function showNoComparison(): void {
  comparisonView.setState(nothing, true);
}

/** Shows a stored comparison: finished, going on here, in another tab, or to be resumed. */
export async function showComparison(id: string): Promise<void> {
  if (comparisonView.getState().id === id) return;
  comparisonView.setState({ ...nothing, id, phase: 'loading' }, true);
  await read(id);
}

let readings = 0;

async function read(id: string): Promise<void> {
  const reading = ++readings;
  try {
    const run = await client.attachComparison(id);
    const record = await client.getRun(id);
    // What an older reading finds may be out of date.
    if (reading !== readings) return;
    if (!record || !isComparison(record)) return patch(id, { phase: 'missing', run: null });
    if (run) return follow(run, record);
    patch(id, { run: null, record, ...standingOf(record) });
  } catch (error) {
    patch(id, { phase: 'failed', run: null, error: toErrorData(error) });
  }
}

function standingOf({ state }: ComparisonRecord): Pick<ComparisonView, 'phase' | 'error'> {
  switch (state.status) {
    case 'queued':
    case 'running':
    case 'waiting':
      return { phase: 'elsewhere', error: null };
    case 'paused':
      return { phase: 'interrupted', error: null };
    case 'failed':
      return { phase: 'failed', error: state.error };
    case 'interrupted':
    case 'done':
    case 'cancelled':
      return { phase: state.status, error: null };
    default:
      return state satisfies never;
  }
}

function follow(run: ClientComparison, record: ComparisonRecord): void {
  const { id } = run;
  if (comparisonView.getState().run === run) return;
  const hear = (progress: ComparisonProgress): void => patch(id, { progress, phase: progress.status });
  patch(id, { run, record, error: null, phase: record.state.status === 'paused' ? 'paused' : 'running' });
  if (run.latest) hear(run.latest);
  run.subscribe(hear);
  run.result.then(
    (result) => {
      keepSpeed(result);
      void finish(id);
    },
    (error: unknown) => void finish(id, toErrorData(error)),
  );
}

/** Ended, well or not: what is stored tells. */
async function finish(id: string, error?: ErrorData): Promise<void> {
  try {
    const record = await client.getRun(id);
    if (!record || !isComparison(record)) return patch(id, { phase: 'missing', run: null });
    const standing = standingOf(record);
    // The worker died: nobody carries it out, whatever its record still says.
    const phase = standing.phase === 'elsewhere' ? 'interrupted' : standing.phase;
    const reason = phase === 'cancelled' ? null : (standing.error ?? error ?? null);
    patch(id, { run: null, record, phase, error: reason });
  } catch (second) {
    patch(id, { phase: 'interrupted', run: null, error: error ?? toErrorData(second) });
  }
}

client.onRunsChanged(({ id }) => {
  const { id: shown, run, phase } = comparisonView.getState();
  if (shown === id && !run && phase !== 'starting') void read(id);
});

/** Starts it. Resolves with its id, or with null when something else is shown by then; it goes on all the same. */
export async function beginComparison(spec: unknown): Promise<string | null> {
  const starting: ComparisonView = { ...nothing, phase: 'starting' };
  comparisonView.setState(starting, true);
  try {
    const run = await startComparison(spec);
    const record = await run.record();
    if (comparisonView.getState() !== starting || !isComparison(record)) return null;
    comparisonView.setState({ ...starting, id: run.id });
    follow(run, record);
    return run.id;
  } catch (error) {
    if (comparisonView.getState() === starting)
      comparisonView.setState({ ...nothing, phase: 'failed', error: toErrorData(error) }, true);
    return null;
  }
}

/** Goes on: with one that stands still, or from what is stored of it. */
export async function resumeShown(): Promise<void> {
  const { id, run, record, phase } = comparisonView.getState();
  if (id === null) return;
  if (run && phase === 'paused') return run.resume();
  comparisonView.setState({ phase: 'starting', error: null });
  try {
    const resumed = await resumeComparison(id);
    if (record) follow(resumed, { ...record, state: { status: 'running' } });
  } catch (error) {
    patch(id, { phase: 'interrupted', error: toErrorData(error) });
  }
}

export async function pauseShown(): Promise<void> {
  await comparisonView.getState().run?.pause();
}

export async function cancelShown(): Promise<void> {
  await comparisonView.getState().run?.cancel();
}
