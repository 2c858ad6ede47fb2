import { beforeAll, describe, expect, test } from 'vitest';
import { nodeClock } from '../../cli/open-engine.ts';
import { openTestWebGpu } from '../../cli/test-device.ts';
import { createTestStores } from '../core/test-stores.ts';
import type { Engine } from './api.ts';
import { createEngine } from './create-engine.ts';
import { searchOf, spec, testFaults, until } from './engine-faults.contract.ts';

let gpu: GPU;
let loseDevices: () => void;
beforeAll(async () => {
  ({ gpu, loseDevices } = await openTestWebGpu());
});

describe('a run on the GPU', () => {
  testFaults({ path: 'gpu', openGpu: () => gpu });

  const settings = createTestStores();
  /** Each over an empty store, all with the same kernels. */
  function open(): Engine {
    const stores = { ...createTestStores(), settings: settings.settings };
    const environment = { crossOriginIsolated: true, cores: 2 };
    return createEngine({
      gpu,
      stores,
      locks: stores.locks,
      clock: nodeClock,
      build: 'test',
      environment,
      checkpointMs: 5,
    });
  }

  test('whose device is lost again and again ends with the same bits, and leaves no byte behind', async () => {
    const undisturbed = open();
    const expected = searchOf(await (await undisturbed.start(spec, { path: 'gpu' })).result);
    await undisturbed.close();

    const engine = open();
    const run = await engine.start(spec, { path: 'gpu', paused: true });
    for (const at of [20, 200, 500]) {
      // Slow enough to be caught on the way; then as fast as it goes.
      await run.setPace(500);
      await run.resume();
      await until(run, (generation) => generation >= at);
      await run.setPace(null);
      loseDevices();
    }
    expect(searchOf(await run.result)).toEqual(expected);
    expect((await engine.adapter()).liveBytes).toBe(0);
    await engine.close();
  });

  test('whose device is lost while it stands still goes on to the same bits', async () => {
    const undisturbed = open();
    const expected = searchOf(await (await undisturbed.start(spec, { path: 'gpu' })).result);
    await undisturbed.close();

    const engine = open();
    const run = await engine.start(spec, { path: 'gpu' });
    await run.pause();
    loseDevices();
    await run.resume();
    expect(searchOf(await run.result)).toEqual(expected);
    await engine.close();
  });

  test('whose device is lost before its first generation starts from the places that were asked for', async () => {
    const sobol = {
      ...spec,
      algorithm: { ...spec.algorithm, initialisation: 'sobol' },
      stop: { generations: 3 },
    };
    const undisturbed = open();
    const expected = searchOf(await (await undisturbed.start(sobol, { path: 'gpu' })).result);
    await undisturbed.close();

    const engine = open();
    const run = await engine.start(sobol, { path: 'gpu', paused: true });
    await run.pause();
    loseDevices();
    await run.resume();
    expect(searchOf(await run.result)).toEqual(expected);
    await engine.close();
  });

  test('whose devices are lost without end says so, and can be resumed', async () => {
    const engine = open();
    const run = await engine.start(spec, { path: 'gpu', paused: true });
    let isOver = false;
    void run.result
      .catch(() => undefined)
      .finally(() => {
        isOver = true;
      });
    await run.resume();
    while (!isOver) {
      loseDevices();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await expect(run.result).rejects.toMatchObject({ code: 'device-lost' });
    expect((await engine.getRun(run.id))?.state).toMatchObject({ status: 'failed', error: { code: 'device-lost' } });
    const resumed = await engine.resume(run.id);
    expect((await resumed.result).generations).toBe(spec.stop.generations);
    await engine.close();
  });
});
