// Values from outside, asked for and told by a run's handle and by its id, with engines that are killed between.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodeClock } from '../../cli/open-engine.ts';
import { createTestStores, type TestStores } from '../core/test-stores.ts';
import type { AskedRow, ToldValue } from '../models/swarm/external/external-values.ts';
import type { Engine } from './api.ts';
import { createEngine } from './create-engine.ts';
import { full } from './engine-faults.contract.ts';

const spec = {
  kind: 'swarm',
  problem: { name: 'external', variables: { x: [-2, 3], n: { integer: [1, 9] } } },
  algorithm: { name: 'pso', particles: 6 },
  stop: { generations: 1 },
  seed: 3,
};

let stores: TestStores;
const engines: Engine[] = [];

function openEngine(on = stores): Engine {
  const engine = createEngine({
    gpu: undefined,
    stores: on,
    locks: on.locks,
    clock: nodeClock,
    build: 'test',
    environment: { crossOriginIsolated: false, cores: 1 },
  });
  engines.push(engine);
  return engine;
}

function valueOf({ id, values: [x = 0, n = 0] }: AskedRow): ToldValue {
  return { id, value: (x - 1) ** 2 + n };
}

beforeEach(() => {
  stores = createTestStores();
});
afterEach(async () => {
  stores.fault = null;
  await Promise.all(engines.splice(0).map((engine) => engine.close()));
});

test('a run goes on in engines that are killed between asking and telling, and nothing that was acknowledged is lost', async () => {
  const { id } = await openEngine().start(spec);
  stores = stores.afterKill();
  let engine = openEngine();
  const { rows } = await engine.ask(id);
  expect(rows).toHaveLength(6);
  expect(await engine.tell(id, rows.slice(3).map(valueOf))).toEqual({
    accepted: 3,
    known: 0,
    awaited: 3,
    isOver: false,
  });
  expect(engine.attach(id)).toBeNull();

  stores = stores.afterKill();
  engine = openEngine();
  expect((await engine.listRuns())[0]).toMatchObject({
    state: { status: 'waiting', values: 3 },
    summary: expect.stringMatching(/^waiting for 3 values, best /),
  });
  const asked = await engine.ask(id);
  expect(asked.rows.map(({ told }) => told?.value ?? null)).toEqual([
    ...[null, null, null],
    ...rows.slice(3).map((row) => valueOf(row).value),
  ]);
  expect(await engine.tell(id, rows.slice(0, 3).map(valueOf))).toMatchObject({ accepted: 3, awaited: 6 });
  const next = (await engine.ask(id)).rows;
  expect(await engine.tell(id, next.map(valueOf))).toMatchObject({ isOver: true });
  const all = [...rows, ...next];
  const best = Math.min(...all.map((row) => valueOf(row).value ?? 0));
  const record = await engine.getRun(id);
  expect(record).toMatchObject({
    state: { status: 'done' },
    choices: { path: 'cpu', reason: 'the values come from outside: moving the swarm is all there is to do' },
    result: { best: { value: best }, evaluations: 12 },
  });
});

test('a run that is open in one engine is told there, and refused to others', async () => {
  const engine = openEngine();
  const run = await engine.start(spec);
  const { rows } = await run.ask();
  await expect(openEngine(stores.reopen()).tell(run.id, rows.map(valueOf))).rejects.toMatchObject({
    code: 'owned-elsewhere',
  });
  expect((await engine.tell(run.id, rows.map(valueOf))).accepted).toBe(6);
  expect(engine.attach(run.id)).not.toBeNull();
});

test('what cannot be stored is not acknowledged', async () => {
  const engine = openEngine();
  const run = await engine.start(spec);
  const { rows } = await run.ask();
  stores.fault = full();
  await expect(run.tell(rows.slice(0, 2).map(valueOf))).rejects.toMatchObject({ code: 'storage-full' });
  await expect(run.result).rejects.toMatchObject({ code: 'storage-full' });
  stores.fault = null;
  expect((await engine.ask(run.id)).awaited).toBe(6);
});

test('runs that compute their values ask for none', async () => {
  const engine = openEngine();
  const run = await engine.start({ ...spec, problem: { name: 'sphere' }, stop: { seconds: 60 } });
  await expect(run.ask()).rejects.toMatchObject({ code: 'bad-spec' });
  await run.cancel();
  await expect(engine.ask(run.id)).rejects.toMatchObject({ code: 'bad-spec' });
  // Nobody set it going for that.
  expect((await engine.getRun(run.id))?.state.status).toBe('cancelled');
});
