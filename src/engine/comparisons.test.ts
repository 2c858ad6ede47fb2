// A comparison as a run of its engine: what it keeps, survives and refuses, on its own thread and on workers.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeClock } from '../../cli/open-engine.ts';
import type { WorkerPool } from '../core/ports.ts';
import { createTestStores, type TestStores } from '../core/test-stores.ts';
import type { ComparisonResult } from '../models/swarm/comparison/result.ts';
import { serveCpuWorker } from '../models/swarm/cpu-worker.ts';
import type { ComparisonHandle, Engine } from './api.ts';
import { createEngine } from './create-engine.ts';

const spec = {
  kind: 'comparison',
  algorithms: [
    { name: 'pso', particles: 20 },
    { name: 'de', particles: 20 },
  ],
  problems: [
    { suite: 'bbob', functions: [1, 15], dimensions: [3], instances: [1, 2, 3] },
    { name: 'formula', variables: { x: [-2, 2], y: [-2, 2] }, minimize: '(x^2 - 2)^2 + abs(y - x)' },
  ],
  repeats: 2,
  budget: { evaluationsPerDimension: 400 },
};

/** Of which progress is told long before it is done: it takes some ten times what lies between two reports. */
const longSpec = { ...spec, repeats: 4, budget: { evaluationsPerDimension: 6_000 } };

/** Workers in this process: they answer as those on threads do, one message later. */
const pool: WorkerPool = {
  size: 2,
  start() {
    let isClosed = false;
    let hear: (message: unknown) => void = () => undefined;
    const take = serveCpuWorker((answer) => setImmediate(() => !isClosed && hear(structuredClone(answer))));
    return {
      post: (message: Parameters<typeof take>[0]) => setImmediate(() => !isClosed && take(structuredClone(message))),
      listen: (onMessage) => {
        hear = onMessage;
      },
      close: () => {
        isClosed = true;
      },
    };
  },
};

let stores: TestStores;
let engine: Engine;
const engines: Engine[] = [];

function open(on: TestStores, cpuPool?: WorkerPool, checkpointMs = 0): Engine {
  const made = createEngine({
    gpu: undefined,
    stores: on,
    locks: on.locks,
    clock: nodeClock,
    build: 'test',
    environment: { crossOriginIsolated: true, cores: 2 },
    checkpointMs,
    ...(cpuPool && { cpuPool }),
  });
  engines.push(made);
  return made;
}

/** What depends on the search alone. */
function searchOf({ id: _, seconds: __, setupSeconds: ___, ...search }: ComparisonResult): unknown {
  return search;
}
let reference: Promise<unknown> | null = null;
async function uninterrupted(): Promise<unknown> {
  reference ??= (async () => searchOf(await (await open(createTestStores()).compare(spec)).result))();
  return reference;
}

async function until(run: ComparisonHandle, trials: number): Promise<void> {
  for await (const { trialsDone } of run.progress) if (trialsDone >= trials) return;
  throw new Error('the comparison ended before that');
}

beforeEach(() => {
  stores = createTestStores();
  engine = open(stores);
});
afterEach(async () => {
  for (const made of engines.splice(0)) await made.close();
});

describe('a comparison', () => {
  test('is one run, with every trial in its result', async () => {
    const run = await engine.compare(spec, { title: 'Two of them' });
    const result = await run.result;
    expect(result.problems.map(({ label }) => label)).toEqual([
      'bbob-f1 3-D',
      'bbob-f15 3-D',
      '(x^2 - 2)^2 + abs(y - x)',
    ]);
    expect(result.cells.flat().map(({ trials }) => trials.length)).toEqual([6, 6, 2, 6, 6, 2]);
    expect(result).toMatchObject({ kind: 'comparison', stoppedBecause: 'budget', resolution: 'evaluation' });
    const [listed, ...others] = await engine.listRuns();
    expect(others).toEqual([]);
    expect(listed).toMatchObject({ kind: 'comparison', title: 'Two of them', state: { status: 'done' }, fraction: 1 });
    expect((await engine.getRun(run.id))?.result).toEqual(result);
    await engine.renameRun(run.id, 'Both');
    expect((await engine.getRun(run.id))?.title).toBe('Both');
  });

  test('spends what its budget allows, and hits targets in their order at the evaluations of its trials', async () => {
    const { cells, problems } = await (await engine.compare(spec)).result;
    for (const of of cells)
      for (const [p, { trials }] of of.entries())
        for (const trial of trials) {
          const hits = trial?.hits.filter((hit) => hit !== null) ?? [];
          expect(hits).toEqual([...hits].sort((a, b) => a - b));
          expect(trial?.evaluations).toBeLessThanOrEqual(problems[p]?.budget ?? 0);
          expect(hits.at(-1) ?? 1).toBeLessThanOrEqual(trial?.evaluations ?? 0);
          expect(trial?.curve.every((error, i, curve) => i === 0 || (error ?? 0) <= (curve[i - 1] ?? Infinity))).toBe(
            true,
          );
        }
  });

  test('has trials that can be repeated alone, as swarm runs', async () => {
    const { cells, problems, spec: ran } = await (await engine.compare(spec)).result;
    const problem = problems[1];
    const trial = cells[1]?.[1]?.trials[4];
    const { instance, seed } = problem?.trials[4] ?? { instance: 0, seed: 0 };
    const alone = await engine.start(
      {
        kind: 'swarm',
        problem: { ...problem?.problem, instance },
        algorithm: ran.algorithms[1],
        stop: { evaluations: problem?.budget },
        seed,
      },
      { path: 'cpu' },
    );
    expect((await alone.result).best.value).toBe(trial?.best);
  });

  test('on workers is the same to the bit', async () => {
    expect(searchOf(await (await open(createTestStores(), pool).compare(spec)).result)).toEqual(await uninterrupted());
  });

  test.each([
    ['its own thread', undefined],
    ['workers', pool],
  ])('that was killed goes on from the trials that were stored, on %s', async (_, cpuPool) => {
    const killed = open(stores, cpuPool);
    const run = await killed.compare(longSpec);
    await until(run, 1);
    await run.pause();
    const left = stores.afterKill();
    const next = open(left, cpuPool);
    expect((await next.listRuns())[0]?.state.status).toBe('paused');
    const resumed = await next.resumeComparison(run.id);
    for await (const { trialsDone } of resumed.progress) {
      expect(trialsDone).toBeGreaterThanOrEqual(1);
      break;
    }
    const whole = await (await open(createTestStores()).compare(longSpec)).result;
    expect(searchOf(await resumed.result)).toEqual(searchOf(whole));
  });

  test('pauses, and goes on to the same result', async () => {
    const run = await engine.compare(spec, { paused: true });
    expect((await stores.runs.getRun(run.id))?.state.status).toBe('paused');
    await run.resume();
    await until(run, 1);
    await run.pause();
    expect((await stores.runs.getRun(run.id))?.state.status).toBe('paused');
    expect(engine.attachComparison(run.id)?.id).toBe(run.id);
    expect(engine.attach(run.id)).toBeNull();
    await run.resume();
    expect(searchOf(await run.result)).toEqual(await uninterrupted());
  });

  test('that is cancelled has the trials that were done, and can be resumed to the whole', async () => {
    const run = await engine.compare(spec);
    await until(run, 1);
    await run.cancel();
    const partial = await run.result;
    const done = partial.cells.flat().flatMap(({ trials }) => trials.filter((trial) => trial !== null));
    expect(partial.stoppedBecause).toBe('cancelled');
    expect(done.length).toBeGreaterThanOrEqual(1);
    expect(done.length).toBeLessThan(28);
    expect(searchOf(await (await engine.resumeComparison(run.id)).result)).toEqual(await uninterrupted());
  });

  test('fails with what its worker died of, and keeps what was done', async () => {
    const dying: WorkerPool = {
      size: 1,
      start() {
        const worker = pool.start();
        let posted = 0;
        let fail: (error: Error) => void = () => undefined;
        return {
          ...worker,
          post: (message) => (++posted > 5 ? fail(new Error('out of memory')) : worker.post(message)),
          listen: (onMessage, onFailure) => {
            fail = onFailure;
            worker.listen(onMessage, onFailure);
          },
        };
      },
    };
    const run = await open(stores, dying).compare(spec);
    await expect(run.result).rejects.toMatchObject({ code: 'worker-died' });
    expect((await stores.runs.getRun(run.id))?.state.status).toBe('failed');
    expect(searchOf(await (await engine.resumeComparison(run.id)).result)).toEqual(await uninterrupted());
  });

  test('that is deleted ends, and stores nothing more', async () => {
    const run = await engine.compare(spec);
    await until(run, 1);
    await engine.deleteRuns([run.id]);
    await run.result.catch(() => undefined);
    expect(await engine.listRuns()).toEqual([]);
  });
});

test('what cannot be compared or resumed is refused with its place', async () => {
  await expect(engine.compare({ ...spec, algorithms: [] })).rejects.toMatchObject({ place: { field: 'algorithms' } });
  const formula = { name: 'formula', variables: { x: [0, 1] }, minimize: 'x +' };
  await expect(engine.compare({ ...spec, problems: [formula] })).rejects.toMatchObject({ code: 'bad-formula' });
  await expect(engine.resumeComparison('nobody')).rejects.toMatchObject({ code: 'not-found' });
  const search = await engine.start(
    { kind: 'swarm', problem: { name: 'sphere' }, stop: { generations: 2 } },
    { path: 'cpu' },
  );
  await search.result;
  await expect(engine.resumeComparison(search.id)).rejects.toMatchObject({ code: 'bad-spec' });
  const run = await engine.compare(spec);
  await run.result;
  await expect(engine.resumeComparison(run.id)).rejects.toMatchObject({ code: 'bad-spec' });
  await expect(engine.resume(run.id)).rejects.toMatchObject({ code: 'bad-spec' });
});
