// The composition root: device, storage and clock in; one Engine out. Rooms meet here and nowhere else.
import { AeonError } from '../core/errors.ts';
import {
  type Configuration,
  type ConfigurationKey,
  type ConfigurationLayer,
  resolveConfiguration,
} from '../core/configuration.ts';
import { holdLocks } from '../core/hold-locks.ts';
import { joinCurves } from '../core/progress.ts';
import type { Clock, Locks, RunStore, Stores, WorkerPool } from '../core/ports.ts';
import { runLockName } from '../core/protocol.ts';
import { isGoing, overviewOf, resumableStatuses, type RunOverview, type RunRecord } from '../core/run.ts';
import { createWorkQueue } from '../core/work-queue.ts';
import { algorithmReason, parseSwarmSpec, type SwarmSpec } from '../models/swarm/schema.ts';
import { badSpec } from '../models/swarm/spec-parts.ts';
import type { ComparisonHandle, Engine, StartOptions, StorageReport, SwarmHandle } from './api.ts';
import { eraseAll } from './erase-all.ts';
import { reportAdapter } from './adapter-report.ts';
import type { ComparisonContext, ComparisonRecord, GoingComparison } from './comparisons.ts';
import { createGpuSource } from './gpu-source.ts';
import { compileJob, type Job } from './job.ts';
import { createLandscapes } from './landscape.ts';
import { newRecord } from './new-record.ts';
import { outsideById } from './outside.ts';
import { resolveData } from './resolve-data.ts';
import {
  lockWaitMs,
  nowhere,
  openSession,
  ownedElsewhere,
  type Session,
  summariseFound,
  summariseSearch,
  type SwarmRecord,
} from './run-session.ts';
import { createSavedProblems } from './saved-problems.ts';
import { createSwarmHandle, type GoingSearch } from './swarm-handle.ts';
import type { SwarmCarrier } from './swarm-session.ts';

export interface EngineOptions {
  readonly gpu: GPU | undefined;
  readonly stores: Stores;
  readonly locks: Locks;
  readonly clock: Clock;
  /** Threads for the CPU path; without them it has one. */
  readonly cpuPool?: WorkerPool;
  readonly build: string;
  readonly environment: {
    readonly crossOriginIsolated: boolean;
    readonly cores: number;
    /** For what to do where there is no GPU; default: outside a browser. */
    readonly userAgent?: string;
    readonly isSecure?: boolean;
  };
  readonly checkpointMs?: number;
  /** Members in a picture, at most. */
  readonly pictureMembers?: number;
  /** What counts above the stored settings as long as this engine lives. */
  readonly visitSettings?: ConfigurationLayer;
  storageEstimate?(): Promise<Omit<StorageReport, 'runs'>>;
  eraseAll?(): Promise<void>;
  /** Hears of every change of a run's record; `null`: deleted. */
  onRunChange?(id: string, run: RunOverview | null): void;
}

const noEstimate = { usageBytes: null, quotaBytes: null, persisted: null, lostFrom: null };

export function createEngine(options: EngineOptions): Engine {
  const { stores, clock, locks, build, onRunChange = () => undefined } = options;
  const gpuSource = createGpuSource(options.gpu, clock, {
    userAgent: options.environment.userAgent ?? '',
    isSecure: options.environment.isSecure ?? true,
  });
  const queues = { gpu: createWorkQueue(2), cpu: createWorkQueue(1) };
  const problems = createSavedProblems(stores, clock);
  const sessions = new Map<string, GoingSearch | GoingComparison>();
  /** Runs whose session has not begun yet. */
  const openings = {
    searches: new Map<string, Promise<SwarmHandle>>(),
    comparisons: new Map<string, Promise<ComparisonHandle>>(),
  };
  const cpuPool = options.cpuPool ?? null;
  const context = { gpuSource, cpuPool, queues, settings: stores.settings, clock, build };

  async function normalise(spec: unknown, files: StartOptions['files']): Promise<SwarmSpec> {
    return resolveData(parseSwarmSpec(spec), files ?? {});
  }

  /** What the person set. */
  async function setting<Key extends ConfigurationKey>(key: Key): Promise<Configuration[Key]> {
    const stored: ConfigurationLayer = { origin: 'settings', values: { [key]: await stores.settings.get(key) } };
    const visit = options.visitSettings ? [options.visitSettings] : [];
    return resolveConfiguration([stored, ...visit]).configuration[key].value;
  }

  async function titleOf(spec: SwarmSpec): Promise<string> {
    const { runTitle } = await import('./run-title.ts');
    return runTitle(spec);
  }

  /** Whoever asks for a run that is being opened, a second click for one, gets what the first gets. */
  function once<Handle>(
    opening: Map<string, Promise<Handle>>,
    id: string,
    begin: () => Promise<Handle>,
  ): Promise<Handle> {
    const begun = opening.get(id) ?? begin().finally(() => opening.delete(id));
    opening.set(id, begun);
    return begun;
  }
  const open = (...opening: Parameters<typeof begin>): Promise<SwarmHandle> =>
    once(openings.searches, opening[0], () => begin(...opening));

  /** The run as it goes on here, once it has begun. */
  async function goingOf(id: string): Promise<GoingSearch | GoingComparison | undefined> {
    await Promise.allSettled([openings.searches.get(id), openings.comparisons.get(id)]);
    return sessions.get(id);
  }
  async function searchOf(id: string): Promise<Session | undefined> {
    const going = await goingOf(id);
    return going?.kind === 'swarm' ? going.session : undefined;
  }

  function openComparison(
    id: string,
    load: () => Promise<ComparisonRecord>,
    startPaused: boolean,
  ): Promise<ComparisonHandle> {
    return once(openings.comparisons, id, async () => {
      const made = await import('./comparisons.ts');
      const comparison: ComparisonContext = {
        runs: stores.runs,
        locks,
        clock,
        cpuPool,
        queue: queues.cpu,
        checkpointMs: options.checkpointMs ?? (await setting('checkpointSeconds')) * 1000,
        onRunChange,
        onBegin: (going) => sessions.set(id, going),
        onEnd: () => sessions.delete(id),
      };
      return made.openComparison(comparison, id, load, startPaused);
    });
  }

  /** `load` is called once the run's lock is held, so that what it reads is the last word. */
  async function begin(
    id: string,
    load: () => Promise<{ readonly record: SwarmRecord; readonly job: Job }>,
    settings: { readonly startPaused: boolean; readonly from: number; readonly runs: RunStore },
  ): Promise<SwarmHandle> {
    const { runs } = settings;
    const checkpointMs = options.checkpointMs ?? (await setting('checkpointSeconds')) * 1000;
    let carrier: SwarmCarrier | null = null;
    const session = await openSession({
      id,
      runs,
      locks,
      clock,
      startPaused: settings.startPaused,
      async load() {
        const { record, job } = await load();
        const checkpoint = await runs.getCheckpoint(id);
        const setupSeconds = (clock.tick() - settings.from) / 1000;
        const made = job.createCarrier({ checkpoint, clock, queues, gpuSource, cpuPool, checkpointMs, setupSeconds });
        carrier = made;
        return { record, checkpoint, carryOut: (ports) => made.carryOut(ports) };
      },
      joinProgress: joinCurves,
      summarise: summariseSearch,
      summariseResult: summariseFound,
      onChange: (changed) => runs === stores.runs && onRunChange(id, overviewOf(changed)),
      onBegin: (begun) => carrier && sessions.set(id, { kind: 'swarm', session: begun, carrier }),
      onEnd: () => sessions.delete(id),
    });
    if (!carrier) throw new Error('a session began without being loaded');
    return handleOf(session, carrier);
  }

  const handleOf = (session: Session, carrier: SwarmCarrier): SwarmHandle =>
    createSwarmHandle(session, carrier, async () => options.pictureMembers ?? (await setting('pictureMembers')));

  const allOpen = (): Promise<unknown> =>
    Promise.allSettled([...openings.searches.values(), ...openings.comparisons.values()]);

  async function forgetAll(): Promise<void> {
    await allOpen();
    await Promise.all([...sessions.values()].map(({ session }) => session.forget()));
  }

  /** The record of a run that is said to go on, which is told where nobody carries it out any more; null: it goes on. */
  async function sweep(run: RunOverview | RunRecord): Promise<RunRecord | null> {
    if (!isGoing(run) || sessions.has(run.id)) return null;
    let swept: RunRecord | null = null;
    await locks.tryHold(runLockName(run.id), async () => {
      // Read again: it may have gone on and ended elsewhere since.
      const record = await stores.runs.getRun(run.id);
      if (!record || !isGoing(record)) {
        swept = record;
        return;
      }
      const interrupted: RunRecord = { ...record, state: { status: 'interrupted' }, updatedAt: clock.now() };
      swept = interrupted;
      // On a full disk the list must still open, so that something can be deleted from it.
      await stores.runs.putRun(interrupted).catch(() => undefined);
      onRunChange(run.id, overviewOf(interrupted));
    });
    return swept;
  }

  /** Changes what is stored of a run that does not go on in this engine. Throws `owned-elsewhere`. */
  async function withRun(id: string, work: () => Promise<void>): Promise<void> {
    if (!(await locks.tryHold(runLockName(id), work, lockWaitMs))) throw ownedElsewhere(id);
  }

  async function needRecord(id: string): Promise<SwarmRecord> {
    const record = await stores.runs.getRun(id);
    if (!record)
      throw new AeonError('not-found', `There is no run ${id}.`, {
        hint: 'It may have been deleted. The runs page lists what there is.',
      });
    if (record.spec.kind === 'comparison')
      throw badSpec('id', `the run "${record.title}" is a comparison`, 'Resume it as such.');
    return { ...record, spec: parseSwarmSpec(record.spec), result: null };
  }

  async function resume(id: string): Promise<SwarmHandle> {
    const opening = openings.searches.get(id);
    if (opening) return opening;
    const here = sessions.get(id);
    if (here?.kind === 'swarm' && !here.session.isOver) {
      here.session.control.resume();
      return handleOf(here.session, here.carrier);
    }
    if (here?.session.isOver) await here.session.ended;
    const load = async (): Promise<{ record: SwarmRecord; job: Job }> => {
      const record = await needRecord(id);
      const { status } = record.state;
      if (isGoing(record) || resumableStatuses.includes(status))
        return { record, job: await compileJob(record.spec, clock) };
      throw badSpec(
        'id',
        `the run "${record.title}" is ${status}; there is nothing to resume`,
        'Start a new run with its spec instead.',
      );
    };
    return open(id, load, { startPaused: false, from: clock.tick(), runs: stores.runs });
  }

  return {
    build,
    async start(input, startOptions = {}) {
      const from = clock.tick();
      const spec = await normalise(input, startOptions.files);
      const path = startOptions.path ?? (await setting('path'));
      const job = await compileJob(spec, clock);
      const reason = algorithmReason(input, spec);
      const choices = {
        ...(await job.choosePath(context, path)),
        ...(reason !== null && { algorithmReason: reason }),
      };
      const record: SwarmRecord = newRecord(clock.now(), {
        title: startOptions.title ?? (await titleOf(spec)),
        spec,
        choices,
      });
      return open(record.id, async () => ({ record, job }), {
        startPaused: startOptions.paused ?? false,
        from,
        runs: startOptions.keep === false ? nowhere : stores.runs,
      });
    },
    resume,
    attach(id) {
      const here = sessions.get(id);
      return here?.kind === 'swarm' && !here.session.isOver ? handleOf(here.session, here.carrier) : null;
    },
    async compare(input, { title, paused = false } = {}) {
      const { planComparison } = await import('./comparisons.ts');
      const record = await planComparison(input, { title, clock, build });
      return openComparison(record.id, async () => record, paused);
    },
    async resumeComparison(id) {
      const here = sessions.get(id);
      if (here?.kind === 'comparison' && !here.session.isOver) {
        here.session.control.resume();
        return here.handle;
      }
      if (here?.session.isOver) await here.session.ended;
      const { storedComparison } = await import('./comparisons.ts');
      return openComparison(id, () => storedComparison(stores.runs, id), false);
    },
    attachComparison(id) {
      const here = sessions.get(id);
      return here?.kind === 'comparison' && !here.session.isOver ? here.handle : null;
    },
    ...outsideById({ sessionOf: searchOf, resume, needRecord }),
    normalise: (spec, startOptions) => normalise(spec, startOptions?.files),
    async evaluate(input, points, startOptions) {
      const spec = await normalise(input, startOptions?.files);
      const job = await compileJob(spec, clock);
      points.forEach((point, row) => {
        if (point.length !== job.dimensions)
          throw badSpec(`points.${row}`, `has ${point.length} numbers, the problem has ${job.dimensions} dimensions`);
      });
      return job.evaluate(context, points);
    },
    landscape: createLandscapes(queues, gpuSource, clock),
    async checkWgsl(question) {
      const { checkWgsl } = await import('../models/swarm/wgsl/check-on-device.ts');
      const opening = await gpuSource.open();
      return checkWgsl(question, opening.available ? opening.gpu : null);
    },
    listRuns: async () =>
      Promise.all(
        (await stores.runs.listRuns()).map(async (run) => {
          const swept = await sweep(run);
          return swept ? overviewOf(swept) : run;
        }),
      ),
    async getRun(id) {
      const record = await stores.runs.getRun(id);
      return record && ((await sweep(record)) ?? record);
    },
    async renameRun(id, title) {
      const here = (await goingOf(id))?.session;
      if (here && !here.isOver) return here.rename(title);
      await here?.ended;
      await withRun(id, async () => {
        const record = await stores.runs.getRun(id);
        if (!record) throw new AeonError('not-found', `There is no run ${id}.`, { hint: 'It may have been deleted.' });
        const renamed = { ...record, title, updatedAt: clock.now() };
        await stores.runs.putRun(renamed);
        onRunChange(id, overviewOf(renamed));
      });
    },
    async deleteRuns(ids) {
      for (const id of ids) {
        await (await goingOf(id))?.session.forget();
        await withRun(id, () => stores.runs.deleteRun(id));
        onRunChange(id, null);
      }
    },
    // What is seldom asked for is fetched when it is: the worker starts without it.
    async exportBundle(runIds) {
      const { exportBundle } = await import('../core/bundle.ts');
      return exportBundle(stores, runIds ? { runIds, build } : { build });
    },
    async importBundle(bytes, onConflict) {
      const { importBundle } = await import('../core/bundle.ts');
      const { imported, ...report } = await importBundle(stores, bytes, {
        onConflict,
        claim: (ids, work) =>
          holdLocks(locks, ids.map(runLockName), lockWaitMs, (held) => work((id) => held.has(runLockName(id)))),
      });
      for (const record of imported) onRunChange(record.id, overviewOf(record));
      return report;
    },
    eraseAll: () =>
      eraseAll({ stores, locks, onRunChange, endHere: forgetAll, erase: async () => options.eraseAll?.() }),
    async forget(id) {
      await (await goingOf(id))?.session.forget();
    },
    getSetting: (key) => stores.settings.get(key),
    setSetting: (key, value) => (value === undefined ? stores.settings.delete(key) : stores.settings.set(key, value)),
    listProblems: () => problems.list(),
    getProblem: (name) => problems.get(name),
    saveProblem: (name, problem, over) => problems.save(name, problem, over),
    deleteProblem: (name, savedAt) => problems.delete(name, savedAt),
    async storage() {
      const estimate = (await options.storageEstimate?.()) ?? noEstimate;
      return { ...estimate, runs: (await stores.runs.listRuns()).length };
    },
    adapter: async () => reportAdapter(gpuSource, await setting('path'), options.environment),
    async selfTest(onItem, signal) {
      const { runSelfTest } = await import('./self-test.ts');
      return runSelfTest({ gpuSource, cpuPool, queues, clock, ...(onItem && { onItem }), ...(signal && { signal }) });
    },
    async close() {
      await allOpen();
      await Promise.all([...sessions.values()].map(({ session }) => session.leave()));
      gpuSource.close();
    },
  };
}
