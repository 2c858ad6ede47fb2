// The life of a run in its engine: what is stored and announced of it, and what may be asked of it when.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeClock } from '../../cli/open-engine.ts';
import { createTestStores, type TestStores } from '../core/test-stores.ts';
import type { RunOverview } from '../core/run.ts';
import type { Engine } from './api.ts';
import { createEngine } from './create-engine.ts';
import { full, until } from './engine-faults.contract.ts';
import { runLockName } from '../core/protocol.ts';

const spec = { kind: 'swarm', problem: { name: 'ackley', dimensions: 3 }, algorithm: { name: 'pso', particles: 8 } };
const short = { ...spec, stop: { generations: 50 } };
const endless = { ...spec, stop: { seconds: 600 } };

let stores: TestStores;
let engine: Engine;
let announced: string[];
let hear: (id: string, run: RunOverview | null) => void;

function openEngine(on: TestStores, address?: Readonly<Record<string, string>>): Engine {
  return createEngine({
    gpu: undefined,
    stores: on,
    locks: on.locks,
    clock: nodeClock,
    build: 'test',
    environment: { crossOriginIsolated: false, cores: 1 },
    checkpointMs: 5,
    ...(address && { visitSettings: { origin: 'url', values: address } }),
    onRunChange(id, run) {
      if (on !== stores) return;
      announced.push(`${id} ${run?.state.status ?? 'deleted'}`);
      hear(id, run);
    },
    eraseAll: async () => {
      for (const { id } of await on.runs.listRuns()) await on.runs.deleteRun(id);
    },
  });
}

beforeEach(() => {
  stores = createTestStores();
  announced = [];
  hear = () => undefined;
  engine = openEngine(stores);
});
afterEach(async () => {
  stores.fault = null;
  await engine.close();
});

test('what the address of a visit sets counts above what is stored, and what is wrong there does not', async () => {
  await stores.settings.set('path', 'gpu');
  await expect(engine.start(short)).rejects.toMatchObject({ code: 'no-adapter' });
  const visit = openEngine(stores.reopen(), { path: 'cpu', checkpointSeconds: 'often' });
  expect((await visit.start(short)).kind).toBe('swarm');
  expect((await visit.adapter()).choice.path).toBe('cpu');
  await visit.close();
});

describe('a run', () => {
  test('is in the store before anybody hears of it, and every change is announced', async () => {
    const run = await engine.start(short);
    expect((await stores.runs.getRun(run.id))?.state.status).toBe('running');
    const result = await run.result;
    expect((await stores.runs.getRun(run.id))?.result).toEqual(result);
    expect(announced[0]).toBe(`${run.id} running`);
    expect(announced.at(-1)).toBe(`${run.id} done`);
  });

  test('that is bad leaves nothing behind', async () => {
    await expect(engine.start({ ...short, stop: { generations: -1 } })).rejects.toMatchObject({ code: 'bad-spec' });
    expect(stores.log).toEqual([]);
  });

  test('that cannot be stored does not start', async () => {
    stores.fault = full();
    await expect(engine.start(short)).rejects.toMatchObject({ code: 'storage-full' });
    stores.fault = null;
    expect(await engine.listRuns()).toEqual([]);
  });

  test('paused is stored as paused when the pause resolves, however often it is asked', async () => {
    const run = await engine.start(endless);
    await until(run, (generation) => generation > 3);
    await run.pause();
    expect((await stores.runs.getRun(run.id))?.state.status).toBe('paused');
    expect(await stores.runs.getCheckpoint(run.id)).not.toBeNull();
    await Promise.all([run.pause(), run.pause()]);
    await run.resume();
    await run.cancel();
    expect((await run.result).stoppedBecause).toBe('cancelled');
  });

  test('whose pause cannot be stored says so to whoever paused it', async () => {
    const run = await engine.start(endless);
    await until(run, (generation) => generation > 3);
    stores.fault = full();
    await expect(run.pause()).rejects.toMatchObject({ code: 'storage-full' });
    await expect(run.result).rejects.toMatchObject({ code: 'storage-full' });
  });

  test('cancelled before it began has a result all the same', async () => {
    const run = await engine.start(endless, { paused: true });
    await run.cancel();
    const result = await run.result;
    expect(result.stoppedBecause).toBe('cancelled');
    expect(result.best.position).toHaveLength(3);
  });

  test('that is over takes no more orders, and its record stays as it is', async () => {
    const run = await engine.start(short);
    await run.result;
    for (const order of [() => run.turn({ inertia: 0.5 }), () => run.step(1), () => run.resume()])
      await expect(order()).rejects.toMatchObject({ code: 'not-found' });
    await run.pause();
    await run.cancel();
    expect(engine.attach(run.id)).toBeNull();
    expect((await stores.runs.getRun(run.id))?.state.status).toBe('done');
    await expect(engine.resume(run.id)).rejects.toMatchObject({ code: 'bad-spec' });
  });

  test('is not given knobs that it does not have, nor values that they cannot take', async () => {
    const run = await engine.start(endless, { paused: true });
    await expect(run.turn({ colour: 1 })).rejects.toMatchObject({ code: 'bad-spec' });
    await expect(run.step(0)).rejects.toMatchObject({ place: { field: 'step' } });
    await expect(run.setPace(-1)).rejects.toMatchObject({ place: { field: 'pace' } });
    expect((await run.record()).knobTurns).toEqual([]);
    await run.cancel();
  });

  test('at the slowest pace still answers a cancel at once', async () => {
    const run = await engine.start(endless, { paused: true });
    await run.setPace(0.01);
    await run.resume();
    await until(run, () => true);
    await run.cancel();
    expect((await run.result).stoppedBecause).toBe('cancelled');
  });

  test('that is shown and forgotten reaches neither the store nor other tabs', async () => {
    const run = await engine.start(short, { keep: false });
    await run.result;
    expect(stores.log).toEqual([]);
    expect(announced).toEqual([]);
  });

  test('resumed twice before it goes on is one run, and may be renamed and left meanwhile', async () => {
    const { id } = await engine.start(endless, { paused: true });
    await engine.close();
    const [first, second] = await Promise.all([engine.resume(id), engine.resume(id), engine.renameRun(id, 'mine')]);
    expect([first.id, second.id]).toEqual([id, id]);
    await first.pause();
    expect((await second.record()).state.status).toBe('paused');
    await engine.close();
    const begun = engine.resume(id);
    await engine.close();
    await expect((await begun).result).rejects.toMatchObject({ name: 'AbortError' });
    expect(await engine.getRun(id)).toMatchObject({ title: 'mine', state: { status: 'interrupted' } });
  });

  test('renamed while it goes on keeps its new name', async () => {
    const run = await engine.start(endless);
    await engine.renameRun(run.id, 'mine');
    await run.cancel();
    expect((await engine.getRun(run.id))?.title).toBe('mine');
  });

  test('deleted while it goes on ends, and does not come back', async () => {
    const run = await engine.start(endless);
    await until(run, (generation) => generation > 3);
    await engine.deleteRuns([run.id]);
    await run.result;
    expect(await stores.runs.listRuns()).toEqual([]);
    expect(await stores.runs.getCheckpoint(run.id)).toBeNull();
    expect(announced.at(-1)).toBe(`${run.id} deleted`);
  });

  test('is ended by erasing everything, here and where the erasing is heard of', async () => {
    const here = await engine.start(endless);
    const elsewhere = await engine.start(endless);
    await engine.forget(elsewhere.id);
    await elsewhere.result;
    await engine.eraseAll();
    await here.result;
    expect(await stores.runs.listRuns()).toEqual([]);
    expect(announced.filter((line) => line.endsWith('deleted')).length).toBeGreaterThanOrEqual(2);
    // The engine goes on.
    await (
      await engine.start(short)
    ).result;
    expect(await engine.listRuns()).toHaveLength(1);
  });

  test('is not refused because another engine looks at its record at that moment', async () => {
    const run = await engine.start(endless, { paused: true });
    await engine.close();
    /** Asks for something while the run's lock is held for a moment. */
    async function inALook<T>(ask: () => Promise<T>): Promise<T> {
      const asked: Promise<T>[] = [];
      await stores.locks.tryHold(runLockName(run.id), async () => {
        asked.push(ask());
        await new Promise((resolve) => setTimeout(resolve, 20));
      });
      const [answer] = await Promise.all(asked);
      return answer!;
    }
    await inALook(() => engine.renameRun(run.id, 'mine'));
    const resumed = await inALook(() => engine.resume(run.id));
    await resumed.cancel();
    expect((await engine.getRun(run.id))?.state.status).toBe('cancelled');
  });

  test('of another tab is let go of there before everything is erased, and does not come back', async () => {
    const other = openEngine(stores.reopen());
    const run = await other.start(endless);
    await until(run, (generation) => generation > 3);
    hear = (id, run) => {
      // Another tab hears of it later.
      if (!run) setTimeout(() => void other.forget(id), 20);
    };
    await engine.eraseAll();
    await run.result;
    await other.close();
    expect(await stores.runs.listRuns()).toEqual([]);
    expect(await stores.runs.getCheckpoint(run.id)).toBeNull();
    expect(announced.at(-1)).toBe(`${run.id} deleted`);
  });

  test('that another process does not let go of keeps everything from being erased', { timeout: 20_000 }, async () => {
    const other = openEngine(stores.reopen());
    const run = await other.start(endless, { title: 'theirs' });
    const error: unknown = await engine.eraseAll().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'owned-elsewhere', message: expect.stringContaining('"theirs"') });
    expect(await stores.runs.listRuns()).toHaveLength(1);
    expect(announced.at(-1)).toBe(`${run.id} running`);
    await run.cancel();
    await engine.eraseAll();
    expect(await stores.runs.listRuns()).toEqual([]);
    await other.close();
  });

  test('that goes on is not replaced by an import; all that are imported are announced', async () => {
    const through = await engine.start(short);
    await through.result;
    const other = openEngine(stores.reopen());
    const run = await other.start(endless, { title: 'theirs' });
    await until(run, (generation) => generation > 3);
    await run.pause();
    const bundle = await engine.exportBundle();
    announced.length = 0;
    const before = (await stores.runs.getRun(run.id))?.updatedAt;
    await other.renameRun(run.id, 'theirs anew');
    expect(await engine.importBundle(bundle, 'replace')).toMatchObject({ runs: 1, skipped: 0, inUse: ['theirs'] });
    expect(announced).toEqual([`${through.id} done`]);
    expect(await stores.runs.getRun(run.id)).toMatchObject({ title: 'theirs anew', state: { status: 'paused' } });
    expect((await stores.runs.getRun(run.id))?.updatedAt).toBeGreaterThanOrEqual(before ?? Infinity);
    await run.cancel();
    await other.close();
    expect(await engine.importBundle(bundle, 'replace')).toMatchObject({ runs: 2, inUse: [] });
  });

  test('whose newest checkpoint is damaged goes on from the one before, to the same bits', async () => {
    const expected = (await (await engine.start({ ...short, seed: 3 })).result).best;
    const run = await engine.start({ ...short, seed: 3 }, { paused: true });
    for (const generation of [9, 19]) {
      await run.step(10);
      await until(run, (done) => done >= generation);
      await run.pause();
    }
    await engine.close();
    const newest = (await stores.runs.getCheckpoint(run.id))?.sequence ?? 0;
    stores.damage(run.id, newest);
    expect((await stores.runs.getCheckpoint(run.id))?.sequence).toBe(newest - 1);
    expect((await (await engine.resume(run.id)).result).best).toEqual(expected);
  });
});
