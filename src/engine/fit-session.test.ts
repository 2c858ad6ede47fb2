// A fit through the engine: from a data file to the result, stored, interrupted and resumed.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createTestStores, type TestStores } from '../core/test-stores.ts';
import type { Engine } from './api.ts';
import { createEngine } from './create-engine.ts';

const bytes = new Uint8Array(readFileSync(new URL('../data/fixtures/MGH09.dat', import.meta.url)));
const spec = {
  kind: 'swarm',
  problem: {
    name: 'fit',
    data: 'MGH09.dat',
    model: 'b1*(x^2+x*b2)/(x^2+x*b3+b4)',
    parameters: { b1: [-250, 250], b2: [-390, 390], b3: [-415, 415], b4: [-390, 390] },
  },
  algorithm: { name: 'pso', particles: 64 },
  seed: 2,
};
const files = { 'MGH09.dat': bytes };

function openEngine(stores: TestStores, tick = () => performance.now()): Engine {
  return createEngine({
    gpu: undefined,
    stores,
    locks: stores.locks,
    clock: {
      now: () => Date.now(),
      tick,
      yield: () => new Promise((resolve) => setImmediate(resolve)),
    },
    build: 'test',
    environment: { crossOriginIsolated: true, cores: 2 },
    checkpointMs: 0,
  });
}

test('from a file to certified parameters, kept with the run', async () => {
  const engine = openEngine(createTestStores());
  const run = await engine.start(spec, { files });
  const result = await run.result;
  expect(result.best.value).toBeCloseTo(3.0750560385e-4, 12);
  expect(result.best.variables['b1']).toBeCloseTo(1.928069346e-1, 8);
  expect(result.best.position).toEqual(['b1', 'b2', 'b3', 'b4'].map((name) => result.fit?.parameters[name]));
  expect(result.adapter.kind).toBe('cpu');
  const record = await engine.getRun(run.id);
  expect(record).toMatchObject({
    state: { status: 'done' },
    choices: { path: 'cpu' },
    result: { fit: { degreesOfFreedom: 7 } },
  });
  expect(await engine.evaluate(spec, [result.best.position], { files })).toEqual([result.best.value]);
  await engine.close();
});

test('progress carries the fit so far, its rows and its phase', async () => {
  const engine = openEngine(createTestStores());
  const run = await engine.start(spec, { files, paused: true });
  const seen: { phase: string; rows: number }[] = [];
  for await (const { phase, fit, status, generation } of run.progress) {
    seen.push({ phase, rows: fit?.fitted.length ?? 0 });
    if (status === 'paused') await (generation < 4 ? run.step(2) : run.resume());
  }
  await run.result;
  expect(seen.some(({ phase, rows }) => phase === 'searching, round 1' && rows === 11)).toBe(true);
  await engine.close();
});

test('cancelled and resumed by another engine it gives the same bits', async () => {
  const whole = await openEngine(createTestStores())
    .start(spec, { files })
    .then((run) => run.result);
  const stores = createTestStores();
  const engine = openEngine(stores);
  const run = await engine.start(spec, { files, paused: true });
  await run.step(30);
  await run.cancel();
  const partial = await run.result;
  expect(partial.stoppedBecause).toBe('cancelled');
  await engine.close();

  const later = openEngine(stores.reopen());
  const result = await (await later.resume(run.id)).result;
  expect(result.fit).toEqual(whole.fit);
  expect(result.repeats).toEqual(whole.repeats);
  expect(result.best).toEqual(whole.best);
  await later.close();
});

test('a parameter named like a column of the file is refused where it stands', async () => {
  const engine = openEngine(createTestStores());
  const csv = new TextEncoder().encode('b1,y\n1,2\n2,4\n3,5\n4,9\n');
  const problem = { name: 'fit', data: 'd.csv', model: 'b1*x', parameters: { b1: [0, 9] } };
  await expect(engine.start({ kind: 'swarm', problem }, { files: { 'd.csv': csv } })).rejects.toMatchObject({
    code: 'bad-spec',
    place: { field: 'problem.parameters.b1' },
  });
  await engine.close();
});

test('a column whose name no stored spec can hold is refused where a formula uses it, and only there', async () => {
  const engine = openEngine(createTestStores());
  const csv = new TextEncoder().encode('x,__proto__,y\n1,2,3\n2,4,4\n3,5,5\n4,9,8\n');
  const start = (model: string) => {
    const problem = { name: 'fit', data: 'd.csv', model, parameters: { a: [-9, 9], b: [-9, 9] } };
    return engine.start({ kind: 'swarm', problem }, { files: { 'd.csv': csv } });
  };
  await expect(start('a + b*__proto__')).rejects.toMatchObject({
    code: 'bad-data',
    place: { field: 'problem.data', column: '__proto__' },
  });
  const run = await start('a + b*x');
  expect((await run.result).fit?.parameters['b']).toBeCloseTo(1.6, 8);
  await engine.close();
});

test('a record that takes long to write is written when its state changes, not with every checkpoint', async () => {
  const stores = createTestStores();
  let spentWriting = 0;
  const slow: TestStores = {
    ...stores,
    runs: {
      ...stores.runs,
      async putRun(record) {
        spentWriting += 1000;
        await stores.runs.putRun(record);
      },
    },
  };
  // A clock that goes on with every look at it: how many checkpoints are written does not depend on the machine.
  let ticks = 0;
  const engine = openEngine(slow, () => (ticks += 0.3) + spentWriting);
  const run = await engine.start(spec, { files });
  await run.result;
  expect(stores.log.filter((write) => write.startsWith('checkpoint')).length).toBeGreaterThan(3);
  expect(stores.log.filter((write) => write.startsWith('run'))).toEqual(['run running', 'run done']);
  await engine.close();
});
