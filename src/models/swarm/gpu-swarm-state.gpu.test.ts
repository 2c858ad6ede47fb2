// A machine that is made while others use the device: its state waits for its turn, and is whole when it goes on.
import { expect, it } from 'vitest';
import { nodeClock } from '../../../cli/open-engine.ts';
import { withTestGpu } from '../../../cli/test-gpu.contract.ts';
import { createWorkQueue } from '../../core/work-queue.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { compileProblem } from './compile-problem.ts';
import { createGpuPso } from './gpu-pso.ts';
import { parseSwarmSpec } from './schema.ts';
import type { SwarmMachine } from './swarm-machine.ts';

let gpu: Gpu;
withTestGpu((opened) => {
  gpu = opened;
});

it('a saved state goes back to the device in its turn, after what somebody waits for, and goes on to the same bits', async () => {
  const spec = parseSwarmSpec({
    kind: 'swarm',
    problem: { name: 'rastrigin', dimensions: 3 },
    algorithm: { name: 'pso', particles: 65 },
    stop: { generations: 100 },
  });
  if (spec.problem.name === 'fit') throw new Error('No fits here.');
  const options = { gpu, spec, problem: compileProblem(spec.problem), variant: 'tile16-wg64' } as const;
  using first = await createGpuPso({ ...options, saved: null });
  await first.advance(5);
  const saved = await first.save();

  const log: string[] = [];
  const queue = createWorkQueue(1);
  let letGo = (): void => undefined;
  const busy = queue.run('long', () => new Promise<void>((resolve) => (letGo = resolve)));
  const making = createGpuPso({ ...options, saved, queue }).then((machine): SwarmMachine => {
    log.push('made');
    return machine;
  });
  while (queue.waiting === 0) await nodeClock.yield();
  const asked = queue.run('interactive', async () => log.push('asked'));
  letGo();
  await Promise.all([busy, asked]);
  using second = await making;
  expect(log).toEqual(['asked', 'made']);
  expect((await second.save()).arrays).toEqual(saved.arrays);
  await Promise.all([first.advance(5), second.advance(5)]);
  expect((await second.save()).arrays).toEqual((await first.save()).arrays);
});

it('a state from before the records of swarms grew goes on to the same bits; one of another shape is refused', async () => {
  const spec = parseSwarmSpec({
    kind: 'swarm',
    problem: { name: 'rastrigin', dimensions: 3 },
    algorithm: { name: 'pso', particles: 20 },
    stop: { generations: 100 },
    repeats: 3,
  });
  if (spec.problem.name === 'fit') throw new Error('No fits here.');
  const options = { gpu, spec, problem: compileProblem(spec.problem), variant: 'tile16-wg64' } as const;
  using first = await createGpuPso({ ...options, saved: null });
  await first.advance(5);
  const saved = await first.save();
  const records = saved.arrays['swarms'];
  if (!(records instanceof Uint32Array)) throw new Error('Records are words.');
  const words = records.length / 3;
  // 16 words each, as the first version had them.
  const earlier = Uint32Array.from([0, 1, 2].flatMap((r) => [...records.subarray(r * words, r * words + 16)]));
  const arrays = { ...saved.arrays, swarms: earlier };
  using second = await createGpuPso({ ...options, saved: { ...saved, arrays } });
  await Promise.all([first.advance(5), second.advance(5)]);
  // What came later may count differently: the search does not look at it.
  const { swarms: _, ...searched } = (await second.save()).arrays;
  expect((await first.save()).arrays).toMatchObject(searched);

  for (const wrong of [
    { ...saved.arrays, swarms: new Uint32Array(3 * words + 3) },
    { ...saved.arrays, memory: new Uint32Array(8) },
  ])
    await expect(createGpuPso({ ...options, saved: { ...saved, arrays: wrong } })).rejects.toMatchObject({
      code: 'newer-version',
    });
});
