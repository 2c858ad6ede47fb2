// Keeps one engine worker alive for a page and hands out its runs: restarts it after a crash, stops trying after three
// in a row (safe mode). Touches no browser object by itself: all of that is handed in (`open-client.ts`).
import { createStore } from 'zustand/vanilla';
import { moving } from '../core/comlink-adapter.ts';
import { AeonError, abortError, fromErrorData, type ErrorData } from '../core/errors.ts';
import { runLockName, type RunOpening, type RunsChange } from '../core/protocol.ts';
import { askAbortably } from './abort-port.ts';
import type { Client, ClientComparison, ClientReport, ClientRun, ClientRunOptions, ClientState } from './api.ts';
import { createClientComparison, createClientRun } from './client-run.ts';
import { takeBytes, takeFiles } from './hand-over.ts';
import { readSelfTest } from './self-test.ts';
import { openSession, type EngineSession, type SessionPorts } from './engine-session.ts';

/** Crashes in a row, kept over reloads of the page. */
export interface CrashCounter {
  read(): number;
  write(crashes: number): void;
}

export interface ClientOptions extends SessionPorts {
  readonly crashes: CrashCounter;
  /** Milliseconds since the epoch, for the report. */
  readonly now: () => number;
  /** Keeps the screen on until the returned function is called. */
  readonly keepAwake: () => () => void;
  /** Asks the browser to keep what is stored; null where it cannot be asked. */
  readonly persist: () => Promise<boolean | null>;
  /** Hears of changed runs in all tabs; returns the way to stop. */
  readonly listenToRuns: (listener: (change: RunsChange) => void) => () => void;
}

export const crashesUntilSafeMode = 3;
/** A run that searched this long in one life of the worker shows that the engine works. */
const provenAfterSeconds = 60;
const eventsKept = 50;

export function createClient(options: ClientOptions): Client {
  const state = createStore<ClientState>(() => ({ status: 'starting' }));
  const interruptedRuns = createStore<readonly string[]>(() => []);
  const runs = new Map<string, ClientRun | ClientComparison>();
  const runsListeners = new Set<(change: RunsChange) => void>();
  const events: ClientReport['events'][number][] = [];
  let session: EngineSession | null = null;

  const stopListening = options.listenToRuns((change) => {
    for (const listener of [...runsListeners]) listener(change);
  });

  function note(what: string, error?: ErrorData): void {
    events.push({ at: options.now(), what, ...(error && { error }) });
    if (events.length > eventsKept) events.shift();
  }
  function setState(next: ClientState): void {
    state.setState(next, true);
  }

  function begin(safeMode: boolean): EngineSession {
    const opened = openSession(options, safeMode, {
      onReady(build) {
        note(`engine ${build} ready${safeMode ? ' in safe mode' : ''}`);
        if (!safeMode) setState({ status: 'ready', build });
      },
      onRefused(error) {
        note('engine refused to open', error);
        session = null;
        if (!safeMode) setState({ status: 'failed', reason: error.message, error });
      },
      onDefect: (error) => note('an error that nobody caught', error),
      onDeath: (reason) => recover(reason),
    });
    return opened;
  }

  function recover(reason: string): void {
    session = null;
    const crashes = options.crashes.read() + 1;
    options.crashes.write(crashes);
    note(`crash ${crashes} in a row: ${reason}`);
    if (runs.size > 0) {
      interruptedRuns.setState([...new Set([...interruptedRuns.getState(), ...runs.keys()])], true);
      runs.clear();
    }
    if (crashes >= crashesUntilSafeMode) return setState({ status: 'safe-mode', reason });
    setState({ status: 'restarting', reason });
    session = begin(false);
  }

  /** The session to ask. In safe mode one is started when something is asked, without the GPU. */
  function current(): EngineSession {
    const now = state.getState();
    if (now.status === 'closed') throw abortError('The engine was closed.');
    if (now.status === 'failed') throw fromErrorData(now.error);
    session ??= begin(now.status === 'safe-mode');
    return session;
  }
  const ask: EngineSession['ask'] = async (send) => current().ask(send);

  function refuseInSafeMode(): void {
    if (state.getState().status !== 'safe-mode') return;
    throw new AeonError(
      'worker-died',
      `The engine crashed ${crashesUntilSafeMode} times in a row and is in safe mode.`,
      {
        hint: 'Export your data and copy the report if you need them, then restart the engine.',
      },
    );
  }

  function knownRun(id: string): ClientRun | null {
    const known = runs.get(id);
    return known?.kind === 'swarm' ? known : null;
  }
  function knownComparison(id: string): ClientComparison | null {
    const known = runs.get(id);
    return known?.kind === 'comparison' ? known : null;
  }

  function adopt<Run extends ClientRun | ClientComparison>(
    opening: RunOpening | 'open',
    id: string,
    owner: EngineSession,
    options: ClientRunOptions,
    known: (id: string) => Run | null,
    create: (opening: RunOpening, owner: EngineSession) => Run,
  ): Run {
    const here = known(id);
    if (here) return here;
    // Answers come in order, so a run that the worker calls open was adopted with the answer that opened it.
    if (opening === 'open') throw endedError(id);
    const run = create(opening, owner);
    watch(run, options);
    return run;
  }
  const adoptRun = (opening: RunOpening | 'open', id: string, owner: EngineSession, of: ClientRunOptions): ClientRun =>
    adopt(opening, id, owner, of, knownRun, createClientRun);
  const adoptComparison = (
    opening: RunOpening | 'open',
    id: string,
    owner: EngineSession,
    of: ClientRunOptions,
  ): ClientComparison => adopt(opening, id, owner, of, knownComparison, createClientComparison);

  function watch(run: ClientRun | ClientComparison, { keepAwake = false }: ClientRunOptions): void {
    runs.set(run.id, run);
    interruptedRuns.setState(
      interruptedRuns.getState().filter((id) => id !== run.id),
      true,
    );
    let letSleep = keepAwake ? options.keepAwake() : null;
    let firstSeconds: number | null = null;
    const hear = (progress: { readonly seconds: number; readonly status: string }): void => {
      firstSeconds ??= progress.seconds;
      if (progress.seconds - firstSeconds > provenAfterSeconds && options.crashes.read() > 0) options.crashes.write(0);
      if (!keepAwake) return;
      if (progress.status === 'running') letSleep ??= options.keepAwake();
      else {
        letSleep?.();
        letSleep = null;
      }
    };
    run.subscribe(hear);
    const leave = (): void => {
      letSleep?.();
      if (runs.get(run.id) === run) runs.delete(run.id);
    };
    // After a death `recover` reads which runs there were before this runs: promises settle later than it.
    void run.result.then(leave, leave);
  }

  const client: Client = {
    state,
    interruptedRuns,
    get safeMode() {
      return state.getState().status === 'safe-mode';
    },
    async start(spec, startOptions = {}) {
      refuseInSafeMode();
      const { keepAwake = false, ...rest } = startOptions;
      const owner = current();
      const sent = await takeFiles(rest);
      const opening = await owner.ask((engine) => engine.start(spec, sent));
      return adoptRun(opening, opening.id, owner, { keepAwake });
    },
    async resume(id, runOptions = {}) {
      refuseInSafeMode();
      const owner = current();
      return adoptRun(await owner.ask((engine) => engine.resume(id)), id, owner, runOptions);
    },
    async attach(id) {
      const known = knownRun(id);
      if (known) return known;
      const owner = current();
      const opening = await owner.ask((engine) => engine.attach(id));
      return opening && adoptRun(opening, id, owner, {});
    },
    async compare(spec, { keepAwake = false, ...sent } = {}) {
      refuseInSafeMode();
      const owner = current();
      const opening = await owner.ask((engine) => engine.compare(spec, sent));
      return adoptComparison(opening, opening.id, owner, { keepAwake });
    },
    async resumeComparison(id, runOptions = {}) {
      refuseInSafeMode();
      const owner = current();
      return adoptComparison(await owner.ask((engine) => engine.resumeComparison(id)), id, owner, runOptions);
    },
    async attachComparison(id) {
      const known = knownComparison(id);
      if (known) return known;
      const owner = current();
      const opening = await owner.ask((engine) => engine.attachComparison(id));
      return opening && adoptComparison(opening, id, owner, {});
    },
    ask: (id) => ask((engine) => engine.ask(id)),
    tell: (id, values) => ask((engine) => engine.tell(id, values)),
    async normalise(spec, startOptions = {}) {
      const sent = await takeFiles(startOptions);
      return ask((engine) => engine.normalise(spec, sent));
    },
    async evaluate(spec, points, startOptions = {}) {
      const sent = await takeFiles(startOptions);
      return ask((engine) => engine.evaluate(spec, points, sent));
    },
    landscape: (request, signal) => askAbortably(signal, (abort) => ask((engine) => engine.landscape(request, abort))),
    checkWgsl: (question) => ask((engine) => engine.checkWgsl(question)),
    listRuns: () => ask((engine) => engine.listRuns()),
    getRun: (id) => ask((engine) => engine.getRun(id)),
    async renameRun(id, title) {
      await ask((engine) => engine.renameRun(id, title));
    },
    async deleteRuns(ids) {
      await ask((engine) => engine.deleteRuns(ids));
      interruptedRuns.setState(
        interruptedRuns.getState().filter((id) => !ids.includes(id)),
        true,
      );
    },
    exportBundle: (runIds) => ask((engine) => engine.exportBundle(runIds ?? null)),
    async importBundle(bundle, onConflict) {
      const bytes = await takeBytes(bundle);
      return ask((engine) => engine.importBundle(moving(bytes, [bytes.buffer]), onConflict));
    },
    async eraseAll() {
      await ask((engine) => engine.eraseAll());
      interruptedRuns.setState([], true);
    },
    getSetting: (key) => ask((engine) => engine.getSetting(key)),
    async setSetting(key, value) {
      await ask((engine) => engine.setSetting(key, value));
    },
    listProblems: () => ask((engine) => engine.listProblems()),
    getProblem: (name) => ask((engine) => engine.getProblem(name)),
    saveProblem: (name, problem, over) => ask((engine) => engine.saveProblem(name, problem, over)),
    deleteProblem: (name, savedAt) => ask((engine) => engine.deleteProblem(name, savedAt)),
    storage: () => ask((engine) => engine.storage()),
    persist: options.persist,
    adapter: () => ask((engine) => engine.adapter()),
    async selfTest(onItem, signal) {
      signal?.throwIfAborted();
      const owner = current();
      const port = await owner.ask((engine) => engine.selfTest());
      return readSelfTest(port, owner, onItem, signal);
    },
    onRunReleased: (id, listener) => options.watchLock(runLockName(id), listener),
    onRunsChanged(listener) {
      const own = (change: RunsChange): void => listener(change);
      runsListeners.add(own);
      return () => runsListeners.delete(own);
    },
    restart() {
      options.crashes.write(0);
      note('restarted by the user');
      setState({ status: 'starting' });
      session?.end(restartedError());
      session = begin(false);
    },
    report: () => ({ state: state.getState(), crashesInARow: options.crashes.read(), events: [...events] }),
    async close() {
      if (state.getState().status === 'closed') return;
      try {
        // Without a worker there is nothing to checkpoint.
        if (session && state.getState().status === 'ready') await session.ask((engine) => engine.close());
      } finally {
        setState({ status: 'closed' });
        session?.end(abortError('The engine was closed.'));
        session = null;
        stopListening();
      }
    },
  };

  if (options.crashes.read() >= crashesUntilSafeMode) {
    setState({ status: 'safe-mode', reason: 'it crashed three times in a row before the page was loaded again' });
  } else {
    session = begin(false);
  }
  return client;
}

function endedError(id: string): AeonError {
  return new AeonError('not-found', `Run ${id} ended while it was asked for.`, { hint: 'Look at its record.' });
}

function restartedError(): AeonError {
  return new AeonError('worker-died', 'The engine was restarted.', {
    hint: 'Runs that were going can be resumed from their last checkpoint.',
  });
}
