// A problem whose least value is not 0 is searched by the distance above it, and reported with it, wherever a value shows.
import { expect, test } from 'vitest';
import { nodeClock } from '../../cli/open-engine.ts';
import { createTestStores } from '../core/test-stores.ts';
import { bbobOffset } from '../models/swarm/bbob/bbob.ts';
import type { SwarmProgress } from '../models/swarm/result.ts';
import { createEngine } from './create-engine.ts';

test('BBOB’s f_opt is in every value that is reported, and taken off the target', async () => {
  const stores = createTestStores();
  const engine = createEngine({
    gpu: undefined,
    stores,
    locks: stores.locks,
    clock: nodeClock,
    build: 'test',
    environment: { crossOriginIsolated: false, cores: 1 },
  });
  const problem = { name: 'bbob-f1', dimensions: 3, instance: 1 } as const;
  const least = bbobOffset('bbob-f1', 1);
  // From COCO's reference values.
  expect(least).toBe(79.48);
  const target = least + 1e-3;
  const spec = {
    kind: 'swarm',
    problem,
    algorithm: { name: 'pso', particles: 32 },
    stop: { generations: 500, target },
  };

  const run = await engine.start(spec);
  const seen: SwarmProgress[] = [];
  for await (const progress of run.progress) seen.push(progress);
  const { best, stoppedBecause, generations } = await run.result;

  expect(stoppedBecause).toBe('target');
  expect(generations).toBeLessThan(500);
  expect(best.value).toBeGreaterThanOrEqual(least);
  expect(best.value).toBeLessThanOrEqual(target);
  expect(Math.abs(best.valueF32 - best.value)).toBeLessThan(1e-6);
  expect(await engine.evaluate(spec, [best.position])).toEqual([best.value]);
  // Below f_opt they would be distances; the first generations lie far above the target.
  expect(seen.length).toBeGreaterThan(0);
  for (const { bestValue, meanValue, curve } of seen)
    for (const value of [bestValue, ...(meanValue === null ? [] : [meanValue]), ...curve.best])
      expect(value).toBeGreaterThanOrEqual(least);

  const { values } = await engine.landscape({ problem, axes: [0, 1], around: best.position, size: 16 });
  expect(Math.min(...values)).toBeGreaterThanOrEqual(Math.fround(least));
  await engine.close();
});
