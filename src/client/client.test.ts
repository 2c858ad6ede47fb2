// The client against the real engine. The worker is a pair of ports in this process, so that a test can kill it, silence
// it and look at what crosses.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeClock } from '../../cli/open-engine.ts';
import { AeonError } from '../core/errors.ts';
import type { FromWorker, RunsChange, ToWorker } from '../core/protocol.ts';
import { createTestStores, type TestStores } from '../core/test-stores.ts';
import { createEngine } from '../engine/create-engine.ts';
import { serveEngine } from '../engine/serve-engine.ts';
import type { Client, ClientState } from './api.ts';
import { createClient, crashesUntilSafeMode } from './client.ts';
import { silentBeatsUntilDead } from './engine-session.ts';

interface TestWorker {
  readonly safeMode: boolean | null;
  readonly query: string;
  /** Ends it as the browser would: nothing more comes, and its lock is free. */
  die(): void;
  /** It reports an error that nobody caught. */
  crash(): void;
  /** It is there and answers nothing. */
  hang(): void;
  readonly pings: number;
}

let stores: TestStores;
let workers: TestWorker[];
let openings: ('opens' | AeonError)[];
let crashes: number;
let awake: number;
let beat: (onTime: boolean) => void;
let announce: (change: RunsChange) => void;
let client: Client;

function start(): Client {
  const freed = new Map<string, () => void>();
  return createClient({
    startProcess(events) {
      const opening = openings.shift() ?? 'opens';
      let deliver: ((event: MessageEvent<ToWorker>) => void) | null = null;
      let isSilent = false;
      let isDead = false;
      let lock = '';
      const worker = { safeMode: null as boolean | null, query: '', pings: 0 };
      const kept = stores.reopen();
      serveEngine(
        {
          postMessage(message: FromWorker) {
            setImmediate(() => !isSilent && !isDead && events.onMessage(structuredClone(message)));
          },
          addEventListener: (_type, listener) => {
            deliver = listener;
          },
        },
        {
          async openEngine(safeMode, query) {
            Object.assign(worker, { safeMode, query });
            if (opening instanceof AeonError) throw opening;
            return createEngine({
              gpu: undefined,
              stores: kept,
              locks: { tryHold: (name, ...rest) => kept.locks.tryHold(`${workers.length} ${name}`, ...rest) },
              clock: nodeClock,
              build: 'test',
              environment: { crossOriginIsolated: true, cores: 2 },
              checkpointMs: 5,
              onRunChange: (id, run) => !isDead && run && announce({ type: 'changed', id, run }),
            });
          },
          holdLock: async (name) => {
            lock = name;
          },
        },
      );
      function end(): void {
        isDead = true;
        // What the dead worker still computes in this process reaches no store.
        kept.fault = new AeonError('storage-unavailable', 'The worker is dead.', { hint: '' });
      }
      workers.push({
        get safeMode() {
          return worker.safeMode;
        },
        get query() {
          return worker.query;
        },
        get pings() {
          return worker.pings;
        },
        die() {
          end();
          freed.get(lock)?.();
        },
        crash() {
          end();
          events.onError('out of luck');
        },
        hang() {
          isSilent = true;
        },
      });
      return {
        post(message, moved) {
          if (message.type === 'ping') worker.pings++;
          const [port] = moved;
          setImmediate(() => {
            if (!isDead) deliver?.({ data: port ? message : structuredClone(message) } as MessageEvent<ToWorker>);
          });
        },
        terminate: end,
      };
    },
    query: '?path=cpu',
    startPulse(onBeat) {
      beat = onBeat;
      return () => undefined;
    },
    watchLock(name, onFree) {
      freed.set(name, onFree);
      return () => freed.delete(name);
    },
    crashes: { read: () => crashes, write: (count) => void (crashes = count) },
    now: () => 1000,
    keepAwake() {
      awake++;
      return () => void awake--;
    },
    persist: async () => true,
    listenToRuns(listener) {
      announce = listener;
      return () => undefined;
    },
  });
}

beforeEach(() => {
  stores = createTestStores();
  [workers, openings, crashes, awake] = [[], [], 0, 0];
  client = start();
});
afterEach(() => client.close());

function becomes(status: ClientState['status']): Promise<ClientState> {
  return new Promise((resolve) => {
    const look = (state: ClientState): void => {
      if (state.status !== status) return;
      forget();
      resolve(state);
    };
    const forget = client.state.subscribe(look);
    look(client.state.getState());
  });
}

const sphere = { kind: 'swarm', problem: { name: 'sphere', dimensions: 4 }, algorithm: { name: 'pso', particles: 16 } };
const endless = { ...sphere, stop: { seconds: 600 } };

describe('a client', () => {
  test('starts its worker and carries a run from start to result', async () => {
    expect(client.state.getState()).toEqual({ status: 'starting' });
    const run = await client.start({ ...sphere, stop: { generations: 300 }, seed: 2 }, { path: 'cpu' });
    expect(workers[0]).toMatchObject({ safeMode: false, query: '?path=cpu' });
    expect(await becomes('ready')).toEqual({ status: 'ready', build: 'test' });
    const result = await run.result;
    expect(result.generations).toBe(300);
    expect((await client.getRun(run.id))?.result).toEqual(result);
    expect(await client.attach(run.id)).toBeNull();
    expect(workers).toHaveLength(1);
  });

  test('gets errors whole: class, code, hint, place, cause', async () => {
    const error: unknown = await client
      .start({ kind: 'swarm', problem: { name: 'sphere', dimensions: 0 } })
      .catch((e) => e);
    expect(error).toBeInstanceOf(AeonError);
    expect(error).toMatchObject({ code: 'bad-spec', place: { field: 'problem.dimensions' } });
    expect(error instanceof AeonError && error.hint).not.toBe('');
    await expect(client.resume('nothing')).rejects.toMatchObject({ code: 'not-found' });
    await expect(client.start({ f: () => undefined })).rejects.toMatchObject({ code: 'bad-spec' });
  });

  test('is given the same run again, and one object for it', async () => {
    const run = await client.start(endless, { path: 'cpu' });
    expect(await client.attach(run.id)).toBe(run);
    expect(await client.resume(run.id)).toBe(run);
    await run.cancel();
    expect((await run.result).stoppedBecause).toBe('cancelled');
  });

  test('moves the bytes of files and of imports, and reads Blobs', async () => {
    const fit = {
      kind: 'swarm',
      problem: { name: 'fit', data: 'd.csv', response: 'y', model: 'a*x', parameters: { a: [0, 9] } },
    };
    const text = new TextEncoder().encode('x,y\n1,2\n2,4\n3,6\n');
    const bytes = new Uint8Array(text);
    const spec = await client.normalise(fit, { files: { 'd.csv': bytes } });
    expect(spec.problem).toMatchObject({ data: { columns: { x: [1, 2, 3], y: [2, 4, 6] } } });
    expect(bytes).toHaveLength(0);
    const part = new Uint8Array([...text, ...text]).subarray(0, text.length);
    expect(await client.normalise(fit, { files: { 'd.csv': part } })).toEqual(spec);
    expect(part).toHaveLength(text.length);
    expect(await client.normalise(fit, { files: { 'd.csv': new Blob([text]) } })).toEqual(spec);

    const bundle = await client.exportBundle();
    await client.importBundle(bundle, 'keep');
    expect(bundle).toHaveLength(0);
  });

  test('gives up a landscape that nobody waits for any more', async () => {
    const ask = (size: number, signal: AbortSignal) =>
      client.landscape({ problem: { name: 'griewank', dimensions: 100 }, axes: [1, 2], size }, signal);
    const giveUp = new AbortController();
    const superseded = ask(512, giveUp.signal);
    giveUp.abort();
    await expect(superseded).rejects.toMatchObject({ name: 'AbortError' });
    await expect(ask(16, giveUp.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect(await ask(16, new AbortController().signal)).toMatchObject({ axes: [1, 2], size: 16 });
  });

  test('after it was closed refuses with AbortError, and its runs end so', async () => {
    const run = await client.start(endless, { path: 'cpu' });
    await client.close();
    await expect(run.result).rejects.toMatchObject({ name: 'AbortError' });
    await expect(client.listRuns()).rejects.toMatchObject({ name: 'AbortError' });
    expect((await stores.runs.getRun(run.id))?.state.status).toBe('interrupted');
  });
});

describe('progress', () => {
  test('never queues up for a slow reader, who still gets the whole curve', async () => {
    const run = await client.start({ ...sphere, stop: { generations: 400 } }, { path: 'cpu', paused: true });
    await run.setPace(400);
    let heard = 0;
    run.subscribe(() => heard++);
    const generations: number[] = [];
    let read = 0;
    await run.resume();
    for await (const progress of run.progress) {
      read++;
      generations.push(...progress.curve.generations);
      await new Promise((resolve) => setTimeout(resolve, 350));
    }
    expect(read).toBeLessThan(heard);
    expect(generations).toEqual([...generations].sort((a, b) => a - b));
    expect(new Set(generations).size).toBe(generations.length);
    expect(generations[0]).toBe(0);
    await run.result;
  });

  test('a listener that blocks holds back the next record, not the run', async () => {
    const run = await client.start(endless, { path: 'cpu' });
    const seen: number[] = [];
    await new Promise<void>((resolve) => {
      run.subscribe(({ generation }) => {
        seen.push(generation);
        if (seen.length === 3) resolve();
      });
    });
    expect(run.latest?.generation).toBe(seen.at(-1));
    expect(new Set(seen).size).toBe(3);
    await run.cancel();
  });

  test('a listener that throws keeps no other from hearing', async () => {
    const thrown = new Promise<unknown>((resolve) => process.prependOnceListener('uncaughtException', resolve));
    const others = process.listeners('uncaughtException').slice(1);
    for (const other of others) process.off('uncaughtException', other);
    try {
      const run = await client.start(endless, { path: 'cpu' });
      const stop = run.subscribe(() => {
        stop();
        throw new Error('a defect of the page');
      });
      await new Promise<void>((resolve) => void run.subscribe(() => resolve()));
      expect(await thrown).toMatchObject({ message: 'a defect of the page' });
      await run.cancel();
    } finally {
      for (const other of others) process.on('uncaughtException', other);
    }
  });
});

describe('a worker that dies', () => {
  test.each(['die', 'crash'] as const)('by %s rejects what was pending and is started again', async (how) => {
    const run = await client.start(endless, { path: 'cpu' });
    const pending = client.listRuns();
    const progress = (async () => {
      for await (const _ of run.progress) continue;
      return 'ended';
    })();
    workers[0]?.[how]();
    await expect(pending).rejects.toMatchObject({ code: 'worker-died' });
    await expect(run.result).rejects.toMatchObject({ code: 'worker-died' });
    await expect(run.pause()).rejects.toMatchObject({ code: 'worker-died' });
    expect(await progress).toBe('ended');
    await becomes('ready');
    expect(workers).toHaveLength(2);
    expect(client.interruptedRuns.getState()).toEqual([run.id]);
    const resumed = await client.resume(run.id);
    expect(client.interruptedRuns.getState()).toEqual([]);
    await resumed.cancel();
    expect((await resumed.result).id).toBe(run.id);
  });

  test('three times in a row leads to safe mode: nothing starts by itself, what is stored can be had', async () => {
    const run = await client.start(endless, { path: 'cpu' });
    while (!stores.log.some((name) => name.startsWith('run'))) {
      if ((await client.listRuns()).length > 0) break;
    }
    for (let crash = 0; crash < crashesUntilSafeMode; crash++) {
      await becomes('ready');
      workers.at(-1)?.crash();
    }
    expect(client.state.getState()).toEqual({ status: 'safe-mode', reason: 'out of luck' });
    expect(client.safeMode).toBe(true);
    expect(workers).toHaveLength(crashesUntilSafeMode);
    await expect(client.start(sphere)).rejects.toMatchObject({ code: 'worker-died' });
    await expect(client.resume(run.id)).rejects.toMatchObject({ code: 'worker-died' });

    expect((await client.listRuns()).map(({ id }) => id)).toEqual([run.id]);
    expect((await client.exportBundle([run.id])).length).toBeGreaterThan(100);
    expect(workers.at(-1)?.safeMode).toBe(true);
    const report = client.report();
    expect(report.crashesInARow).toBe(3);
    expect(report.events.filter(({ what }) => what.startsWith('crash'))).toHaveLength(3);
    expect(JSON.stringify(report)).not.toContain('sphere');

    // Loading the page again does not begin the loop anew.
    await client.close();
    client = start();
    expect(client.safeMode).toBe(true);
    client.restart();
    await becomes('ready');
    expect(crashes).toBe(0);
    const again = await client.resume(run.id);
    await again.cancel();
  });

  test('is noticed by its silence, but only while the page itself was on time', async () => {
    await becomes('ready');
    workers[0]?.hang();
    for (let i = 0; i < 3 * silentBeatsUntilDead; i++) beat(i % silentBeatsUntilDead !== 0);
    expect(workers).toHaveLength(1);
    for (let i = 0; i <= silentBeatsUntilDead; i++) beat(true);
    expect(workers).toHaveLength(2);
    await becomes('ready');
  });

  test('that answers the beat lives on', async () => {
    await becomes('ready');
    for (let i = 0; i < 3 * silentBeatsUntilDead; i++) {
      beat(true);
      await new Promise((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))));
    }
    expect(workers).toHaveLength(1);
    expect(workers[0]?.pings).toBe(3 * silentBeatsUntilDead);
  });
});

describe('an engine that refuses to open', () => {
  test('is no crash: it says why, and restart tries again', async () => {
    await client.close();
    const blocked = new AeonError('storage-blocked', 'Another tab holds on.', { hint: 'Close it.' });
    openings = [blocked];
    client = start();
    const pending = client.listRuns();
    expect(await becomes('failed')).toMatchObject({
      reason: 'Another tab holds on.',
      error: { code: 'storage-blocked' },
    });
    await expect(pending).rejects.toMatchObject({ code: 'storage-blocked', hint: 'Close it.' });
    await expect(client.start(sphere)).rejects.toMatchObject({ code: 'storage-blocked' });
    expect(crashes).toBe(0);
    client.restart();
    await becomes('ready');
    expect(await client.listRuns()).toEqual([]);
  });
});

describe('the screen', () => {
  test('stays on while a run that asked for it goes on', async () => {
    const run = await client.start(endless, { path: 'cpu', keepAwake: true });
    expect(awake).toBe(1);
    await run.pause();
    await expect.poll(() => awake).toBe(0);
    await run.resume();
    await expect.poll(() => awake).toBe(1);
    await run.cancel();
    await run.result;
    await expect.poll(() => awake).toBe(0);
  });

  test('is let go when the worker dies', async () => {
    await client.start(endless, { path: 'cpu', keepAwake: true });
    expect(awake).toBe(1);
    workers[0]?.crash();
    await expect.poll(() => awake).toBe(0);
  });
});

test('other tabs are heard, and whoever stops listening hears no more', () => {
  const heard: string[] = [];
  const stop = client.onRunsChanged(({ id }) => heard.push(id));
  announce({ type: 'deleted', id: 'a' });
  stop();
  announce({ type: 'deleted', id: 'b' });
  expect(heard).toEqual(['a']);
});

test('a comparison crosses the worker as a run of its own kind', async () => {
  const spec = {
    kind: 'comparison',
    algorithms: [
      { name: 'pso', particles: 10 },
      { name: 'random', particles: 10 },
    ],
    problems: [{ name: 'sphere', dimensions: 2 }],
    repeats: 3,
    budget: { evaluations: 500 },
  };
  const run = await client.compare(spec, { paused: true });
  expect(await client.attachComparison(run.id)).toBe(run);
  expect(await client.attach(run.id)).toBeNull();
  expect((await client.resumeComparison(run.id)).id).toBe(run.id);
  const seen: number[] = [];
  run.subscribe(({ trialsDone }) => seen.push(trialsDone));
  const result = await run.result;
  expect(result.cells.map((of) => of.map(({ trials }) => trials.length))).toEqual([[3], [3]]);
  expect(seen.at(-1)).toBe(6);
  expect((await client.getRun(run.id))?.state.status).toBe('done');
  expect(await client.attachComparison(run.id)).toBeNull();
  await expect(client.compare({ ...spec, problems: [] })).rejects.toMatchObject({ code: 'bad-spec' });
});
