// The composition root: device, storage and clock in; one Engine out. Rooms meet here and nowhere else.
import { AeonError } from '../core/errors.ts';
import {
  type Configuration,
  type ConfigurationKey,
  type ConfigurationLayer,
  resolveConfiguration,
} from '../core/configuration.ts';
import { holdLocks } from '../core/hold-locks.ts';
import type { Clock, Locks, RunStore, Stores, WorkerPool } from '../core/ports.ts';
import { runLockName } from '../core/protocol.ts';
import {
  isGoing,
  overviewOf,
  resumableStatuses,
  type RunOverview,
  type RunRecord,
  runSchemaVersion,
} from '../core/run.ts';
import { createRunId } from '../core/run-id.ts';
import { createWorkQueue } from '../core/work-queue.ts';
import { parseSwarmSpec, type SwarmSpec } from '../models/swarm/schema.ts';
import { badSpec } from '../models/swarm/spec-parts.ts';
import { turnKnobs } from '../models/swarm/algorithms/turnables.ts';
import { swarmSettings } from '../models/swarm/swarm-settings.ts';
import type { Axes, Engine, StartOptions, StorageReport, SwarmHandle } from './api.ts';
import { eraseAll } from './erase-all.ts';
import { createGpuSource } from './gpu-source.ts';
import { compileJob, type Job } from './job.ts';
import { createLandscapes } from './landscape.ts';
import { outsideById, outsideOf } from './outside.ts';
import { resolveData } from './resolve-data.ts';
import { lockWaitMs, nowhere, openSession, ownedElsewhere, type Session, type SwarmRecord } from './run-session.ts';
import { createSavedProblems } from './saved-problems.ts';
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
  const sessions = new Map<string, { session: Session; carrier: SwarmCarrier }>();
  /** Runs whose session has not begun yet. */
  const openings = new Map<string, Promise<SwarmHandle>>();
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
  function open(...opening: Parameters<typeof begin>): Promise<SwarmHandle> {
    const [id] = opening;
    const begun = openings.get(id) ?? begin(...opening).finally(() => openings.delete(id));
    openings.set(id, begun);
    return begun;
  }

  /** The run as it goes on here, once it has begun. */
  async function sessionOf(id: string): Promise<Session | undefined> {
    await openings.get(id)?.catch(() => undefined);
    return sessions.get(id)?.session;
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
      onChange: (changed) => runs === stores.runs && onRunChange(id, overviewOf(changed)),
      onBegin: (begun) => carrier && sessions.set(id, { session: begun, carrier }),
      onEnd: () => sessions.delete(id),
    });
    if (!carrier) throw new Error('a session began without being loaded');
    return handleOf(session, carrier);
  }

  function handleOf(session: Session, carrier: SwarmCarrier): SwarmHandle {
    const { control } = session;
    return {
      kind: 'swarm',
      id: session.id,
      progress: { [Symbol.asyncIterator]: () => session.readProgress()[Symbol.asyncIterator]() },
      result: session.result,
      record: async () => session.record(),
      pause: () => session.pause(),
      async resume() {
        session.needGoing();
        control.resume();
      },
      async cancel() {
        control.cancel();
        await session.ended;
      },
      async turn(knobs) {
        session.needGoing();
        const { spec } = session.record();
        turnKnobs(swarmSettings(spec.algorithm, spec.stop, 1), knobs);
        await session.keepTurn(carrier.turn(knobs));
      },
      async look(axes: Axes | null) {
        carrier.look(axes, options.pictureMembers ?? (await setting('pictureMembers')));
      },
      async setPace(generationsPerSecond) {
        if (generationsPerSecond !== null && !(generationsPerSecond > 0))
          throw badSpec('pace', `must be above 0, got ${generationsPerSecond}`);
        control.setPace(generationsPerSecond);
      },
      async step(generations) {
        if (!Number.isInteger(generations) || generations < 1)
          throw badSpec('step', `must be a whole number above 0, got ${generations}`);
        session.needGoing();
        control.step(generations);
      },
      ask: async () => outsideOf(session, carrier).ask(),
      tell: async (values) => outsideOf(session, carrier).tell(values),
    };
  }

  async function forgetAll(): Promise<void> {
    await Promise.allSettled(openings.values());
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
    return { ...record, spec: parseSwarmSpec(record.spec), result: null };
  }

  async function resume(id: string): Promise<SwarmHandle> {
    const opening = openings.get(id);
    if (opening) return opening;
    const here = sessions.get(id);
    if (here && !here.session.isOver) {
      here.session.control.resume();
      return handleOf(here.session, here.carrier);
    }
    if (here) await here.session.ended;
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
      const choices = await job.choosePath(context, path);
      const now = clock.now();
      const record: SwarmRecord = {
        id: createRunId(now),
        schemaVersion: runSchemaVersion,
        title: startOptions.title ?? (await titleOf(spec)),
        spec,
        choices,
        state: { status: 'queued' },
        knobTurns: [],
        createdAt: now,
        updatedAt: now,
        activeSeconds: 0,
        fraction: null,
        summary: '',
        result: null,
      };
      return open(record.id, async () => ({ record, job }), {
        startPaused: startOptions.paused ?? false,
        from,
        runs: startOptions.keep === false ? nowhere : stores.runs,
      });
    },
    resume,
    attach(id) {
      const here = sessions.get(id);
      return here && !here.session.isOver ? handleOf(here.session, here.carrier) : null;
    },
    ...outsideById({ sessionOf, resume, needRecord }),
    normalise: (spec, startOptions) => normalise(spec, startOptions?.files),
    async evaluate(input, points, startOptions) {
      const spec = await normalise(input, startOptions?.files);
      const job = await compileJob(spec, clock);
      return points.map((point, row) => {
        if (point.length !== job.dimensions)
          throw badSpec(`points.${row}`, `has ${point.length} numbers, the problem has ${job.dimensions} dimensions`);
        return job.evaluate(point);
      });
    },
    landscape: createLandscapes(queues.cpu, clock),
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
      const here = await sessionOf(id);
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
        await (await sessionOf(id))?.forget();
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
      await (await sessionOf(id))?.forget();
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
    async adapter() {
      const opening = await gpuSource.open();
      const path = await setting('path');
      const { crossOriginIsolated, cores } = options.environment;
      if (!opening.available) {
        return {
          available: false,
          adapter: { kind: 'cpu', vendor: '', architecture: '', description: 'CPU', software: false },
          reason: opening.reason,
          hint: opening.hint,
          features: [],
          limits: {},
          crossOriginIsolated,
          cores,
          liveBytes: 0,
          choice: { path: 'cpu', reason: `no GPU: ${opening.reason}` },
        };
      }
      const { gpu } = opening;
      const choice =
        path !== 'auto'
          ? { path, reason: 'chosen in the settings' }
          : gpu.adapter.software
            ? { path: 'measured' as const, reason: 'the adapter is software, so each run measures which is faster' }
            : { path: 'gpu' as const, reason: 'there is a GPU' };
      return {
        available: true,
        adapter: gpu.adapter,
        reason: null,
        hint: null,
        features: [...gpu.features].sort(),
        limits: { ...gpu.limits },
        crossOriginIsolated,
        cores,
        liveBytes: gpu.liveBytes,
        choice,
      };
    },
    async selfTest(onItem, signal) {
      const { runSelfTest } = await import('./self-test.ts');
      return runSelfTest({ gpuSource, cpuPool, queues, clock, ...(onItem && { onItem }), ...(signal && { signal }) });
    },
    async close() {
      await Promise.allSettled(openings.values());
      await Promise.all([...sessions.values()].map(({ session }) => session.leave()));
      gpuSource.close();
    },
  };
}
