// The run that the lab shows: its record, its progress, its curves, what can be done with it. Outside React, so that going
// to another page and back loses nothing of what was seen.
import { createStore } from 'zustand/vanilla';
import type { ClientRun } from '../../../client/api.ts';
import { AeonError, toErrorData, type ErrorData } from '../../../core/errors.ts';
import type { RunRecord } from '../../../core/run.ts';
import type { SwarmPicture, SwarmProgress, SwarmResult } from '../../../models/swarm/result.ts';
import { dimensionsOf, type SwarmSpec } from '../../../models/swarm/schema.ts';
import { client, resumeRun, startRun } from '../../shared/engine.ts';
import { addProgress, noCurves, withResult, type RunCurves } from './curves.ts';
import { axesFor, paceOf, stageOptions } from './stage-options.ts';

export type SwarmRecord = RunRecord<SwarmSpec, SwarmResult>;

function isSwarm(record: RunRecord): record is SwarmRecord {
  return record.spec.kind === 'swarm';
}

/** A run of another kind is none that this lab shows. */
function asSwarm(record: RunRecord | null): SwarmRecord | null {
  return record && isSwarm(record) ? record : null;
}

function needSwarm(record: RunRecord): SwarmRecord {
  if (!isSwarm(record)) throw new Error(`The run ${record.id} is no swarm run.`);
  return record;
}

export type RunPhase =
  | 'none'
  | 'loading'
  | 'starting'
  | 'running'
  | 'paused'
  | 'waiting'
  | 'done'
  | 'cancelled'
  | 'failed'
  | 'interrupted'
  | 'elsewhere'
  | 'missing';

export interface RunView {
  readonly id: string | null;
  readonly phase: RunPhase;
  readonly record: SwarmRecord | null;
  /** The handle while the run goes on in this tab. */
  readonly run: ClientRun | null;
  readonly progress: SwarmProgress | null;
  /** The last picture that came. */
  readonly picture: SwarmPicture | null;
  readonly curves: RunCurves;
  readonly result: SwarmResult | null;
  readonly error: ErrorData | null;
}

const nothing: RunView = {
  id: null,
  phase: 'none',
  record: null,
  run: null,
  progress: null,
  picture: null,
  curves: noCurves,
  result: null,
  error: null,
};

export const runView = createStore<RunView>(() => nothing);

export const isGoing = (phase: RunPhase): boolean => ['running', 'paused', 'waiting', 'starting'].includes(phase);
/** Views of runs that go on in this tab while another one is shown. */
const aside = new Map<string, RunView>();

function patch(id: string, change: Partial<RunView>): void {
  const shown = runView.getState();
  if (shown.id === id) runView.setState(change);
  else {
    const kept = aside.get(id);
    if (kept) aside.set(id, { ...kept, ...change });
  }
}

function viewOf(id: string): RunView | undefined {
  const shown = runView.getState();
  return shown.id === id ? shown : aside.get(id);
}

function putAside(): void {
  const shown = runView.getState();
  if (shown.id !== null && isGoing(shown.phase)) aside.set(shown.id, shown);
}

export function showNothing(): void {
  putAside();
  runView.setState(nothing, true);
}

/** Shows a stored run: finished, going on here, in another tab, or to be resumed. */
export async function showRun(id: string): Promise<void> {
  if (runView.getState().id === id) return;
  putAside();
  const kept = aside.get(id);
  aside.delete(id);
  if (kept) return runView.setState(kept, true);
  runView.setState({ ...nothing, id, phase: 'loading' }, true);
  await readRun(id);
}

/** What an older reading finds may be out of date: a run may begin again or end while it is read. */
let newestReading: Promise<void> | null = null;

function readRun(id: string): Promise<void> {
  const reading: Promise<void> = read(id, async () => {
    const isNewest = newestReading === reading;
    if (!isNewest) await newestReading;
    return isNewest;
  });
  newestReading = reading;
  return reading;
}

async function read(id: string, isNewest: () => Promise<boolean>): Promise<void> {
  try {
    const run = await client.attach(id);
    const record = asSwarm(await client.getRun(id));
    if (!(await isNewest())) return;
    if (!record) return patch(id, { phase: 'missing' });
    if (run) return await adopt(run, record);
    // What waits for values costs nothing to go on with: whoever looks at it may tell them.
    if (record.state.status === 'waiting') return await openWaiting(record);
    const described = describe(record);
    // Why it was broken off is known here; a full disk kept it out of the record.
    const error = described.phase === 'interrupted' ? (viewOf(id)?.error ?? null) : described.error;
    patch(id, { record, ...described, error: error ?? null });
  } catch (error) {
    patch(id, { phase: 'failed', error: toErrorData(error) });
  }
}

async function openWaiting(record: SwarmRecord): Promise<void> {
  try {
    await adopt(await resumeRun(record.id), record);
  } catch (error) {
    if (!(error instanceof AeonError) || error.code !== 'owned-elsewhere') throw error;
    patch(record.id, { record, ...describe(record), phase: 'elsewhere' });
  }
}

function describe(record: SwarmRecord): Partial<RunView> {
  const { state, result } = record;
  const curves = result
    ? withResult(viewOf(record.id)?.curves ?? noCurves, result)
    : (viewOf(record.id)?.curves ?? noCurves);
  const shared = { run: null, curves, result, error: state.status === 'failed' ? state.error : null };
  switch (state.status) {
    case 'queued':
    case 'running':
      return { ...shared, phase: 'elsewhere' };
    case 'paused':
    case 'waiting':
      return { ...shared, phase: 'interrupted' };
    case 'interrupted':
    case 'done':
    case 'cancelled':
    case 'failed':
      return { ...shared, phase: state.status };
    default:
      return state satisfies never;
  }
}

/** Runs whose progress comes here already, shown or not. */
const heard = new WeakSet<ClientRun>();

function follow(run: ClientRun): void {
  const { id } = run;
  run.subscribe((progress) => {
    const view = viewOf(id);
    if (!view) return;
    patch(id, {
      progress,
      phase: view.phase === 'starting' && progress.status === 'paused' ? 'starting' : progress.status,
      picture: progress.picture ?? view.picture,
      curves: addProgress(view.curves, progress),
    });
  });
}

async function adopt(run: ClientRun, record: SwarmRecord): Promise<void> {
  const { id } = run;
  if (viewOf(id)?.run === run) return;
  const { status } = record.state;
  patch(id, {
    run,
    record,
    phase: status === 'paused' || status === 'waiting' ? status : 'running',
    error: null,
    result: null,
  });
  if (!heard.has(run)) follow(run);
  heard.add(run);
  if (run.latest) patch(id, { progress: run.latest, phase: run.latest.status });
  run.result.then(
    () => finish(id),
    (error: unknown) => finish(id, error),
  );
  await applyOptions(run, record.spec);
}

/** Ended, well or not: what is stored tells. */
async function finish(id: string, error?: unknown): Promise<void> {
  try {
    const record = asSwarm(await client.getRun(id));
    if (!record) return patch(id, { phase: 'missing', run: null });
    const described = describe(record);
    // The worker died: nobody carries the run out, whatever its record still says.
    const phase = described.phase === 'elsewhere' ? 'interrupted' : described.phase;
    patch(id, {
      record,
      ...described,
      ...(phase && { phase }),
      ...(error !== undefined && phase !== 'cancelled' && { error: toErrorData(error) }),
    });
  } catch (second) {
    patch(id, { phase: 'interrupted', run: null, error: toErrorData(error ?? second) });
  } finally {
    aside.delete(id);
  }
}

/** Tells the run what the stage wants to see. */
async function applyOptions(run: ClientRun, spec: SwarmSpec): Promise<void> {
  const { axes, pace } = stageOptions.getState();
  const hasLandscape = spec.problem.name !== 'fit' && spec.problem.name !== 'external';
  // A run may end while it is told; its result says so.
  await Promise.allSettled([
    run.look(hasLandscape ? axesFor(axes, dimensionsOf(spec.problem)) : null),
    run.setPace(paceOf(pace, spec)),
  ]);
}

stageOptions.subscribe(({ axes, pace }, previous) => {
  const { run, record } = runView.getState();
  if (run && record && (axes !== previous.axes || pace !== previous.pace)) void applyOptions(run, record.spec);
});

client.onRunsChanged(({ id }) => {
  const { id: shown, phase, run } = runView.getState();
  if (shown === id && !run && phase !== 'starting') void readRun(id);
});

export interface StartRequest {
  readonly spec: unknown;
  readonly path: 'auto' | 'gpu' | 'cpu';
}

/**
 * Starts standing still, so that the first generation is seen too, then sets it going. Resolves with the run's id, or with
 * null when something else is shown by then: the run goes on, and waits aside.
 */
export async function beginRun({ spec, path }: StartRequest): Promise<string | null> {
  putAside();
  const starting: RunView = { ...nothing, phase: 'starting' };
  runView.setState(starting, true);
  let id: string | null = null;
  const isShown = (): boolean => {
    const shown = runView.getState();
    return shown === starting || (id !== null && shown.id === id);
  };
  try {
    const run = await startRun(spec, { paused: true, ...(path !== 'auto' && { path }) });
    const record = needSwarm(await run.record());
    ({ id } = run);
    const begun: RunView = { ...starting, id };
    if (runView.getState() === starting) runView.setState(begun, true);
    else if (!viewOf(id)) aside.set(id, begun);
    await adopt(run, { ...record, state: { status: 'running' } });
    await run.resume();
    return isShown() ? id : null;
  } catch (error) {
    if (isShown()) runView.setState({ ...nothing, phase: 'failed', error: toErrorData(error) }, true);
    throw error;
  }
}

/** Goes on with the run that is shown: a paused one, or one that was interrupted, cancelled or failed. */
export async function resumeShown(): Promise<void> {
  const { id, run, phase, record } = runView.getState();
  if (id === null) return;
  if (run && phase === 'paused') return run.resume();
  runView.setState({ phase: 'starting', error: null });
  try {
    const resumed = await resumeRun(id);
    if (record) await adopt(resumed, { ...record, state: { status: 'running' } });
  } catch (error) {
    patch(id, { phase: 'interrupted', error: toErrorData(error) });
  }
}

export async function pauseShown(): Promise<void> {
  await runView.getState().run?.pause();
}

export async function stepShown(generations: number): Promise<void> {
  await runView.getState().run?.step(generations);
}

export async function cancelShown(): Promise<void> {
  await runView.getState().run?.cancel();
}

export async function turnShown(knobs: Readonly<Record<string, number>>): Promise<void> {
  const { id, run } = runView.getState();
  if (!run || id === null) return;
  await run.turn(knobs);
  patch(id, { record: needSwarm(await run.record()) });
}
