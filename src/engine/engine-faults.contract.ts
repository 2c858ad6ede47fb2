// What a run survives, whatever path it takes: the same cases run on the CPU (engine-faults.test.ts) and on a GPU
// (engine-faults.gpu.test.ts).
import { expect, test } from 'vitest';
import { nodeClock } from '../../cli/open-engine.ts';
import { AeonError } from '../core/errors.ts';
import { createTestStores, type TestStores } from '../core/test-stores.ts';
import type { SwarmResult } from '../models/swarm/result.ts';
import type { Engine, SwarmHandle } from './api.ts';
import { createEngine } from './create-engine.ts';

export interface FaultsUnderTest {
  readonly path: 'gpu' | 'cpu';
  openGpu(): GPU | undefined;
}

export const spec = {
  kind: 'swarm',
  problem: { name: 'rastrigin', dimensions: 8, shiftSeed: 3 },
  algorithm: { name: 'pso', particles: 24 },
  stop: { generations: 900 },
  seed: 7,
  repeats: 2,
};

/** All of a result that depends on the search alone; which points of the curve are kept, slices decide. */
export function searchOf({ best, evaluations, generations, stoppedBecause, repeats }: SwarmResult): unknown {
  return { best, evaluations, generations, stoppedBecause, repeats };
}

export function full(): AeonError {
  return new AeonError('storage-full', 'No room.', { hint: 'Make some.' });
}

/** Resolves with the first progress record that `isIt` accepts. */
export async function until(run: SwarmHandle, isIt: (generation: number) => boolean): Promise<void> {
  for await (const { generation } of run.progress) if (isIt(generation)) return;
  throw new Error('the run ended before that');
}

export function testFaults({ path, openGpu }: FaultsUnderTest): void {
  const open = (stores: TestStores, checkpointMs = 5): Engine =>
    createEngine({
      gpu: openGpu(),
      stores,
      locks: stores.locks,
      clock: nodeClock,
      build: 'test',
      environment: { crossOriginIsolated: true, cores: 2 },
      checkpointMs,
    });
  let reference: Promise<{ search: unknown; stores: TestStores }> | null = null;
  async function runReference(): Promise<{ search: unknown; stores: TestStores }> {
    const stores = createTestStores();
    const engine = open(stores);
    const result = await (await engine.start(spec, { path })).result;
    await engine.close();
    return { search: searchOf(result), stores };
  }
  const uninterrupted = async (): Promise<unknown> => (await (reference ??= runReference())).search;

  /** Empty but for what the tuner measured, so that all runs are given the same kernels. */
  async function tunedStores(): Promise<TestStores> {
    const { settings } = (await (reference ??= runReference())).stores;
    const stores = createTestStores();
    for (const key of await settings.keys('tuner/')) await stores.settings.set(key, await settings.get(key));
    return stores;
  }

  /** From standing still at `from`, goes on to `to` and stands still there. */
  async function stepTo(run: SwarmHandle, from: number, to: number): Promise<void> {
    await run.step(to - from);
    for await (const { status, generation } of run.progress) {
      expect(generation).toBeLessThanOrEqual(to);
      if (status === 'paused' && generation === to) break;
    }
    await run.pause();
  }

  test.each([1, 64, 899])('stopped after %i generations, a new engine goes on to the same bits', async (at) => {
    const stores = await tunedStores();
    const first = open(stores);
    const run = await first.start(spec, { path, paused: true });
    await run.pause();
    await stepTo(run, -1, at);
    await first.close();
    await expect(run.result).rejects.toMatchObject({ name: 'AbortError' });

    const second = open(stores.reopen());
    expect((await second.getRun(run.id))?.state.status).toBe('paused');
    const resumed = await second.resume(run.id);
    expect(searchOf(await resumed.result)).toEqual(await uninterrupted());
    expect((await second.getRun(run.id))?.state.status).toBe('done');
    await second.close();
  });

  test.each(['sobol', { points: [[5, 4, 3, 2, 1, 0, -1, -2]] }])(
    'stopped before its first generation, it starts from the places that were asked for: %j',
    async (initialisation) => {
      const short = { ...spec, algorithm: { ...spec.algorithm, initialisation }, stop: { generations: 3 } };
      const results: unknown[] = [];
      for (const isClosed of [false, true]) {
        const stores = await tunedStores();
        const first = open(stores);
        const run = await first.start(short, { path, paused: isClosed });
        if (isClosed) {
          await run.pause();
          expect(await stores.runs.getCheckpoint(run.id)).toBeNull();
          await first.close();
        }
        const second = isClosed ? open(stores.reopen()) : first;
        const resumed = isClosed ? await second.resume(run.id) : run;
        results.push(searchOf(await resumed.result));
        await second.close();
      }
      expect(results[1]).toEqual(results[0]);
    },
  );

  test('closed in mid-run, it is offered as interrupted and goes on to the same bits', async () => {
    const stores = await tunedStores();
    const first = open(stores);
    const run = await first.start(spec, { path, paused: true });
    await run.setPace(100);
    await run.resume();
    await until(run, (generation) => generation > 10);
    await first.close();
    const second = open(stores.reopen());
    expect((await second.listRuns())[0]?.state.status).toBe('interrupted');
    expect(searchOf(await (await second.resume(run.id)).result)).toEqual(await uninterrupted());
    await second.close();
  });

  test('killed at any write, it goes on to the same bits', async () => {
    const stores = await tunedStores();
    const left: TestStores[] = [];
    const { push } = stores.log;
    stores.log.push = (...names) => {
      left.push(stores.afterKill());
      return push.apply(stores.log, names);
    };
    const engine = open(stores);
    const run = await engine.start(spec, { path });
    await run.result;
    await engine.close();
    expect(left.length).toBeGreaterThan(4);
    // The first, the last, and some in between.
    for (const at of [0, 1, 2, Math.floor(left.length / 2), left.length - 2]) {
      const second = open(left[at] ?? stores);
      const record = await second.getRun(run.id);
      expect(record?.state.status).toBe('interrupted');
      expect(searchOf(await (await second.resume(run.id)).result)).toEqual(await uninterrupted());
      await second.close();
    }
  });

  test('a disk that fills up in mid-run ends it with storage-full; with room again it goes on to the same bits', async () => {
    const stores = await tunedStores();
    const engine = open(stores);
    const run = await engine.start(spec, { path });
    while (!stores.log.some((name) => name.startsWith('checkpoint'))) await nodeClock.yield();
    stores.fault = full();
    await expect(run.result).rejects.toMatchObject({ code: 'storage-full', hint: 'Make some.' });
    expect((await stores.runs.getCheckpoint(run.id))?.sequence).toBeGreaterThan(0);
    // The list opens, and says that the run can go on.
    expect((await engine.listRuns())[0]?.state.status).toBe('interrupted');
    await expect(engine.resume(run.id)).rejects.toMatchObject({ code: 'storage-full' });
    stores.fault = null;
    expect(searchOf(await (await engine.resume(run.id)).result)).toEqual(await uninterrupted());
    await engine.close();
  });

  test('turned knobs are in the record and are turned again at the same generation', async () => {
    const results: unknown[] = [];
    for (const isClosed of [false, true]) {
      const stores = await tunedStores();
      let engine = open(stores, 1e6);
      let run = await engine.start(spec, { path, paused: true });
      await stepTo(run, -1, 100);
      await run.turn({ inertia: 0.4, social: 2 });
      await stepTo(run, 100, 150);
      await run.turn({ inertia: 0.8 });
      if (isClosed) {
        // Killed before another checkpoint: the last turn is in the record alone.
        engine = open(stores.afterKill(), 1e6);
        run = await engine.resume(run.id);
      } else await run.resume();
      results.push(searchOf(await run.result));
      expect((await run.record()).knobTurns).toEqual([
        { generation: 101, knobs: { inertia: 0.4, social: 2 } },
        { generation: 151, knobs: { inertia: 0.8 } },
      ]);
      await engine.close();
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[0]).not.toEqual(await uninterrupted());
  });

  test('a second engine over the same store may watch a run and nothing more', async () => {
    const stores = await tunedStores();
    const [owner, other] = [open(stores), open(stores.reopen())];
    const run = await owner.start(spec, { path, paused: true });
    await stepTo(run, -1, 5);
    await run.setPace(10);
    await run.resume();
    expect((await other.getRun(run.id))?.id).toBe(run.id);
    expect(other.attach(run.id)).toBeNull();
    for (const meddle of [
      () => other.resume(run.id),
      () => other.renameRun(run.id, 'mine'),
      () => other.deleteRuns([run.id]),
    ])
      await expect(meddle()).rejects.toMatchObject({ code: 'owned-elsewhere' });
    await run.setPace(null);
    expect(searchOf(await run.result)).toEqual(await uninterrupted());
    await other.renameRun(run.id, 'mine');
    expect((await owner.getRun(run.id))?.title).toBe('mine');
    await other.deleteRuns([run.id]);
    expect(await owner.listRuns()).toEqual([]);
    await Promise.all([owner.close(), other.close()]);
  });

  test('what a person asks meanwhile is answered while the run goes on', async () => {
    const stores = await tunedStores();
    const engine = open(stores);
    const run = await engine.start({ ...spec, stop: { seconds: 60 } }, { path });
    await until(run, (generation) => generation > 0);
    const landscape = await engine.landscape({
      problem: { name: 'ackley', dimensions: 2 },
      axes: [0, 1],
      size: 32,
    } as Parameters<Engine['landscape']>[0]);
    expect(landscape.values).toHaveLength(1024);
    expect(await engine.evaluate({ kind: 'swarm', problem: { name: 'sphere', dimensions: 2 } }, [[3, 4]])).toEqual([
      25,
    ]);
    expect(await engine.listRuns()).toHaveLength(1);
    expect((await run.record()).state.status).toBe('running');
    await run.cancel();
    expect((await run.result).stoppedBecause).toBe('cancelled');
    expect((await engine.getRun(run.id))?.state.status).toBe('cancelled');
    await engine.close();
  });
}
