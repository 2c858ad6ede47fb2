import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { algorithmNames } from '../src/models/swarm/algorithms/registry.ts';
import { compileProblem } from '../src/models/swarm/compile-problem.ts';
import { createCpuPso } from '../src/models/swarm/cpu-pso.ts';
import { parseSwarmSpec } from '../src/models/swarm/schema.ts';
import { nodeClock } from './open-engine.ts';
import { createWorkerPool } from './worker-pool.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'aeonnova-workers-'));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: createRequire(import.meta.url).resolve('./cpu-worker.ts'),
      outDir: folder,
      copyPublicDir: false,
      rolldownOptions: { output: { entryFileNames: 'cpu-worker.mjs' } },
    },
    ssr: { noExternal: true },
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function prepare(algorithm: Record<string, unknown>, repeats = 1) {
  const spec = parseSwarmSpec({
    kind: 'swarm',
    problem: { name: 'rastrigin', dimensions: 64 },
    algorithm,
    stop: { generations: 60 },
    repeats,
  });
  if (spec.problem.name === 'fit') throw new Error('No fits here.');
  return { spec, problem: compileProblem(spec.problem) };
}

describe('the CPU path on several workers', () => {
  it.each<[Record<string, unknown>, number]>([
    [{ name: 'pso', particles: 101, restartAfter: 3 }, 2],
    [{ name: 'pso-ring', particles: 64, neighbours: 2 }, 1],
    ...algorithmNames.map((name): [Record<string, unknown>, number] => [{ name, particles: 64, restartAfter: 5 }, 2]),
    [
      {
        name: 'pso',
        particles: 50,
        initialisation: { points: [Array.from({ length: 64 }, (_, d) => d / 64)] },
        boundary: 'random',
      },
      1,
    ],
  ])('gives the bits of one thread, whatever the number of workers: %j', async (algorithm, repeats) => {
    const { spec, problem } = prepare(algorithm, repeats);
    using alone = createCpuPso(spec, problem, nodeClock, null);
    const expected = await alone.advance(61);
    for (const size of [2, 3]) {
      const pool = createWorkerPool(pathToFileURL(path.join(folder, 'cpu-worker.mjs')), size);
      using team = createCpuPso(spec, problem, nodeClock, null, pool);
      await team.advance(20);
      const saved = await team.save();
      using rest = createCpuPso(spec, problem, nodeClock, saved, pool);
      const report = await rest.advance(41);
      expect(report.repeats).toEqual(expected.repeats);
      expect(await rest.save()).toEqual(await alone.save());
    }
  });

  it('says so when a worker dies, and does not wait for it', async () => {
    const { spec, problem } = prepare({ name: 'pso', particles: 64 });
    const pool = createWorkerPool(new URL('data:text/javascript,throw new Error("no luck")'), 2);
    using team = createCpuPso(spec, problem, nodeClock, null, pool);
    await expect(team.advance(1)).rejects.toMatchObject({ code: 'worker-died' });
    await expect(team.advance(1)).rejects.toMatchObject({ code: 'worker-died' });
  });

  it('says so when a worker is silent for half a minute, though nobody told that it died', async () => {
    const { spec, problem } = prepare({ name: 'pso', particles: 64 });
    const deaf = 'import { parentPort } from "node:worker_threads"; parentPort.on("message", () => undefined)';
    const pool = createWorkerPool(new URL(`data:text/javascript,${deaf}`), 2);
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      using team = createCpuPso(spec, problem, nodeClock, null, pool);
      const advanced = team.advance(1);
      advanced.catch(() => undefined);
      await nodeClock.yield();
      vi.advanceTimersByTime(31_000);
      await expect(advanced).rejects.toMatchObject({
        code: 'worker-died',
        hint: expect.stringContaining('checkpoint'),
      });
    } finally {
      vi.useRealTimers();
    }
  });

  it('breaks a generation off when it is given up, with the best of what was evaluated', async () => {
    const { spec, problem } = prepare({ name: 'pso', particles: 200 });
    const pool = createWorkerPool(pathToFileURL(path.join(folder, 'cpu-worker.mjs')), 2);
    using team = createCpuPso(spec, problem, nodeClock, null, pool);
    // Each of two workers looks up after 32 of its 100 members.
    const initial = await team.advance(3, () => true);
    expect(initial).toMatchObject({ brokenOff: true, leftOut: [136], repeats: [{ generation: 0 }] });
    const later = await team.advance(3, () => true);
    expect(later).toMatchObject({ brokenOff: true, leftOut: [], repeats: initial.repeats });
    await expect(team.advance(1)).resolves.toMatchObject({ brokenOff: false });
  });
});
