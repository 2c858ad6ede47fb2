// Objectives in WGSL through the engine: refused before anything is stored, cut with their line, checked while they are written,
// pictured and evaluated on the device, saved without their data in lists.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeClock } from '../../cli/open-engine.ts';
import { openTestWebGpu } from '../../cli/test-device.ts';
import { createTestStores } from '../core/test-stores.ts';
import type { Engine } from './api.ts';
import { createEngine } from './create-engine.ts';

let engine: Engine;
beforeAll(async () => {
  const { gpu } = await openTestWebGpu();
  const stores = createTestStores();
  const environment = { crossOriginIsolated: true, cores: 2 };
  engine = createEngine({ gpu, stores, locks: stores.locks, clock: nodeClock, build: 'test', environment });
});
afterAll(async () => {
  expect((await engine.adapter()).liveBytes).toBe(0);
  await engine.close();
});

const source = `fn objective(x: Position, d: u32) -> f32 {
  return abs(at(x, 0u) - targets(0u)) + 10.0 * abs(at(x, 1u) - 3.0);
}`;
const problem = {
  name: 'wgsl',
  source,
  variables: { a: [-1, 1], n: { integer: [1, 5] } },
  data: { targets: [0.25] },
} as const;
const specOf = (change: Record<string, unknown>) => ({
  kind: 'swarm',
  problem: { ...problem, ...change },
  algorithm: { name: 'pso', particles: 32 },
  stop: { generations: 60 },
});

test('what cannot run is refused at the door, and nothing of it is stored', async () => {
  await expect(engine.start(specOf({}), { path: 'cpu' })).rejects.toMatchObject({
    code: 'bad-spec',
    place: { field: 'problem' },
  });
  await expect(engine.start(specOf({ source: source.replace('abs', 'abz') }))).rejects.toMatchObject({
    code: 'bad-wgsl',
    place: { field: 'problem.source', line: 2, offset: source.indexOf('abs'), length: 3 },
  });
  expect(await engine.listRuns()).toEqual([]);
});

test('a run is on the GPU whatever is asked for, and reports what the device gives', async () => {
  const run = await engine.start(specOf({}));
  const { best, adapter } = await run.result;
  expect(adapter.kind).toBe('gpu');
  expect(best.variables['n']).toBe(3);
  expect(best.value).toBeLessThan(1e-3);
  expect(
    await engine.evaluate(specOf({}), [
      [best.variables['a'] ?? 0, 3],
      [0.25, 2.5],
    ]),
  ).toEqual([best.value, 5]);
});

test('a loop that does not end ends the run, with its line in the record', async () => {
  const run = await engine.start(specOf({ source: source.replace('return', 'loop {}\n  return'), iterations: 100 }));
  await expect(run.result).rejects.toMatchObject({ code: 'bad-wgsl', place: { line: 2 } });
  expect((await engine.getRun(run.id))?.state).toMatchObject({ status: 'failed', error: { code: 'bad-wgsl' } });
});

test('a check says all that is wrong, by our rules first and then by the compiler', async () => {
  const check = (text: string) => engine.checkWgsl({ source: text, dimensions: 2, data: { targets: 1 } });
  expect(await check(source)).toEqual({ messages: [], isCompiled: true });
  expect(await check(`enable f16;\n${source}\nfn at() {}`)).toMatchObject({
    messages: [
      { severity: 'error', line: 1, column: 1, offset: 0 },
      { severity: 'error', line: 5, column: 4 },
    ],
    isCompiled: false,
  });
  const { messages, isCompiled } = await check(source.replace('3.0', 'three'));
  expect(isCompiled).toBe(true);
  expect(messages[0]).toMatchObject({ severity: 'error', line: 2, offset: source.indexOf('3.0'), length: 5 });
});

test('a landscape is that of the device, with whole numbers as steps', async () => {
  const { values, x, y } = await engine.landscape({
    problem: {
      ...problem,
      iterations: 1,
      variables: { a: [-1, 1], n: { integer: [1, 5] } },
      data: { targets: [0.25] },
    },
    axes: [0, 1],
    size: 20,
  });
  expect([x, y]).toEqual([
    [-1, 1],
    [0.5, 5.5],
  ]);
  values.forEach((value, cell) => {
    const a = -1 + ((cell % 20) + 0.5) / 10;
    const n = Math.floor(0.5 + (Math.floor(cell / 20) + 0.5) / 4 + 0.5);
    expect(value).toBeCloseTo(Math.abs(a - 0.25) + 10 * Math.abs(n - 3), 4);
  });
});

test('a saved one is listed without its data, and had back with them', async () => {
  const packed = { targets: { name: 'targets.csv', f32: 'AACAPgAAgD4=' } };
  await engine.saveProblem('mine', { ...problem, data: packed }, null);
  expect((await engine.listProblems())[0]?.outline).toMatchObject({ name: 'wgsl', data: { targets: 'targets.csv' } });
  expect((await engine.getProblem('mine'))?.problem).toMatchObject({ data: packed });
});
