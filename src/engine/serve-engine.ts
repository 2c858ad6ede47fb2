// The worker's side of the client: opens the engine when the page connects and answers what the page asks. One page per
// worker. No engine logic: everything goes to `Engine`.
// Arrays that the engine hands out are moved, not copied: it must not keep them.
import { answer, serve } from '../core/comlink-adapter.ts';
import { AeonError, toErrorData } from '../core/errors.ts';
import type { FromWorker, RunOpening, StreamCommand, StreamEvent, ToWorker } from '../core/protocol.ts';
import type { SwarmProgress } from '../models/swarm/result.ts';
import type { ComparisonHandle, Engine, SelfTestItem, SelfTestReport, SwarmHandle } from './api.ts';
import type { EngineService, RunCommand } from './service.ts';

/** The part of a worker's global scope that is needed. */
export interface WorkerScope {
  postMessage(message: FromWorker): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
}

export interface ServeOptions {
  /** Opens the engine. In safe mode: without a GPU, and nothing starts by itself. `query`: of the page's address. */
  openEngine(safeMode: boolean, query: string): Promise<Engine>;
  /** Holds the lock for as long as the worker lives; resolves when it is held. */
  holdLock(name: string): Promise<void>;
}

type Connecting = Extract<ToWorker, { type: 'connect' }>;

export function serveEngine(scope: WorkerScope, options: ServeOptions): void {
  // The listener is there before the engine: a worker that is still opening its storage answers the heartbeat.
  scope.addEventListener('message', ({ data }) => {
    switch (data.type) {
      case 'ping':
        scope.postMessage({ type: 'pong' });
        break;
      case 'connect':
        void open(data);
        break;
      default:
        data satisfies never;
    }
  });

  async function open({ port, safeMode, query, lockName }: Connecting): Promise<void> {
    try {
      await options.holdLock(lockName);
      const engine = await options.openEngine(safeMode, query);
      serve(createService(engine), port);
      scope.postMessage({ type: 'ready', build: engine.build });
    } catch (error) {
      scope.postMessage({ type: 'refused', error: toErrorData(error) });
    }
  }
}

function createService(engine: Engine): EngineService {
  /** Runs whose port the page has; until they end. */
  const open = new Map<string, SwarmHandle | ComparisonHandle>();

  function openRun(handle: SwarmHandle | ComparisonHandle): RunOpening | 'open' {
    if (open.has(handle.id)) return 'open';
    const { port1, port2 } = new MessageChannel();
    open.set(handle.id, handle);
    const streaming =
      handle.kind === 'swarm'
        ? stream(port1, handle.progress, handle.result, progressBuffers)
        : stream(port1, handle.progress, handle.result, () => []);
    void streaming.finally(() => open.delete(handle.id));
    return { id: handle.id, port: port2 };
  }

  function openNew(handle: SwarmHandle | ComparisonHandle): RunOpening {
    const opening = openRun(handle);
    if (opening === 'open') throw new Error('the engine gave a new run the id of one that goes on');
    return opening;
  }

  return {
    start: (spec, options) => answer(async () => openNew(await engine.start(spec, options)), portOf),
    compare: (spec, options) => answer(async () => openNew(await engine.compare(spec, options)), portOf),
    resumeComparison: (id) => answer(async () => openRun(await engine.resumeComparison(id)), portOf),
    attachComparison: (id) =>
      answer(() => {
        const handle = engine.attachComparison(id);
        return handle && openRun(handle);
      }, portOf),
    resume: (id) => answer(async () => openRun(await engine.resume(id)), portOf),
    attach: (id) =>
      answer(() => {
        const handle = engine.attach(id);
        return handle && openRun(handle);
      }, portOf),
    commandRun: (id, command) =>
      answer(async () => {
        const handle = open.get(id);
        if (handle) await obey(handle, command);
        else refuseEnded(id, command);
        return null;
      }),
    recordOfRun: (id) =>
      answer(async () => {
        const record = (await open.get(id)?.record()) ?? (await engine.getRun(id));
        if (record) return record;
        throw new AeonError('not-found', `There is no run ${id}.`, { hint: 'It was deleted, here or in another tab.' });
      }),
    ask: (id) => answer(() => engine.ask(id)),
    tell: (id, values) => answer(() => engine.tell(id, values)),
    normalise: (spec, options) => answer(() => engine.normalise(spec, options)),
    evaluate: (spec, points, options) => answer(() => engine.evaluate(spec, points, options)),
    landscape: (request, abort) =>
      answer(
        () => engine.landscape(request, abort ? signalOf(abort) : undefined),
        ({ values }) => [values.buffer],
      ),
    checkWgsl: (question) => answer(() => engine.checkWgsl(question)),
    listRuns: () => answer(() => engine.listRuns()),
    getRun: (id) => answer(() => engine.getRun(id)),
    renameRun: (id, title) => answer(() => engine.renameRun(id, title).then(nothing)),
    deleteRuns: (ids) => answer(() => engine.deleteRuns(ids).then(nothing)),
    exportBundle: (runIds) =>
      answer(
        () => engine.exportBundle(runIds ?? undefined),
        ({ buffer }) => [buffer],
      ),
    importBundle: (bytes, onConflict) => answer(() => engine.importBundle(bytes, onConflict)),
    eraseAll: () => answer(() => engine.eraseAll().then(nothing)),
    getSetting: (key) => answer(() => engine.getSetting(key)),
    setSetting: (key, value) => answer(() => engine.setSetting(key, value).then(nothing)),
    listProblems: () => answer(() => engine.listProblems()),
    getProblem: (name) => answer(() => engine.getProblem(name)),
    saveProblem: (name, problem, over) => answer(() => engine.saveProblem(name, problem, over)),
    deleteProblem: (name, savedAt) => answer(() => engine.deleteProblem(name, savedAt)),
    storage: () => answer(() => engine.storage()),
    adapter: () => answer(() => engine.adapter()),
    selfTest: () =>
      answer(
        () => {
          const { port1, port2 } = new MessageChannel();
          void streamSelfTest(port1, engine);
          return port2;
        },
        (port) => [port],
      ),
    close: () => answer(() => engine.close().then(nothing)),
  };
}

function nothing(): null {
  return null;
}

function portOf(opening: RunOpening | 'open' | null): Transferable[] {
  return opening === null || opening === 'open' ? [] : [opening.port];
}

async function obey(handle: SwarmHandle | ComparisonHandle, command: RunCommand): Promise<void> {
  switch (command.type) {
    case 'pause':
      return handle.pause();
    case 'resume':
      return handle.resume();
    case 'cancel':
      return handle.cancel();
    default:
      if (handle.kind === 'swarm') return steer(handle, command);
      throw new Error(`a comparison was told to ${command.type}`);
  }
}

async function steer(
  handle: SwarmHandle,
  command: Exclude<RunCommand, { readonly type: 'pause' | 'resume' | 'cancel' }>,
): Promise<void> {
  switch (command.type) {
    case 'turn':
      return handle.turn(command.knobs);
    case 'look':
      return handle.look(command.axes);
    case 'setPace':
      return handle.setPace(command.generationsPerSecond);
    case 'step':
      return handle.step(command.generations);
    default:
      command satisfies never;
  }
}

/** A run may end while the click is on its way: what asks it to stand still is then fulfilled, the rest is refused. */
function refuseEnded(id: string, { type }: RunCommand): void {
  if (type === 'pause' || type === 'cancel' || type === 'look' || type === 'setPace') return;
  throw new AeonError('not-found', `Run ${id} does not go on here.`, { hint: 'Resume it from the list of runs.' });
}

/**
 * Sends the items one at a time, each when the receiver has taken the one before, then the result. The source is
 * latest-wins, so that reading it only on credit skips what nobody had time for.
 */
async function stream<Item, Result>(
  port: MessagePort,
  items: AsyncIterable<Item>,
  result: Promise<Result>,
  moved: (item: Item) => Transferable[],
): Promise<void> {
  const credits = createCredits(port);
  const send = (event: StreamEvent<Item, Result>, parts: Transferable[] = []): void => port.postMessage(event, parts);
  result.catch(() => undefined);
  try {
    const iterator = items[Symbol.asyncIterator]();
    for (;;) {
      await credits.take();
      const next = await iterator.next();
      if (next.done) break;
      send({ type: 'item', item: next.value }, moved(next.value));
    }
    send({ type: 'done', result: await result });
  } catch (error) {
    send({ type: 'failed', error: toErrorData(error) });
  }
}

function createCredits(port: MessagePort): { take(): Promise<void> } {
  let credits = 0;
  let wake: (() => void) | null = null;
  port.addEventListener('message', ({ data }: MessageEvent<StreamCommand>) => {
    if (data.type !== 'credit') return;
    credits += 1;
    wake?.();
  });
  port.start();
  return {
    async take() {
      while (credits === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      credits -= 1;
    },
  };
}

function progressBuffers({ picture }: SwarmProgress): Transferable[] {
  return picture ? [...new Set([picture.points.buffer, picture.best.buffer])] : [];
}

async function streamSelfTest(port: MessagePort, engine: Engine): Promise<void> {
  const send = (event: StreamEvent<SelfTestItem, SelfTestReport>): void => port.postMessage(event);
  try {
    send({ type: 'done', result: await engine.selfTest((item) => send({ type: 'item', item }), signalOf(port)) });
  } catch (error) {
    send({ type: 'failed', error: toErrorData(error) });
  }
}

/** Aborts when the page says so on the port. */
function signalOf(port: MessagePort): AbortSignal {
  const abort = new AbortController();
  port.addEventListener('message', ({ data }: MessageEvent<StreamCommand>) => {
    if (data.type === 'abort') abort.abort();
  });
  port.start();
  return abort.signal;
}
