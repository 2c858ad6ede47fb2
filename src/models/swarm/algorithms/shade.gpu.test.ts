// L-SHADE and jSO on the device over a whole search: step by step as the reference, from the first population to the last
// four members, through every phase of jSO, with an archive that is filled and cut.
import { expect, it } from 'vitest';
import { withTestGpu } from '../../../../cli/test-gpu.contract.ts';
import type { Gpu } from '../../../gpu/gpu.ts';
import { trace } from '../trace.contract.ts';

let gpu: Gpu;
withTestGpu((opened) => {
  gpu = opened;
});

it.each([
  ['l-shade', 'sphere', 30, 0.4],
  ['jso', 'rastrigin', 21, 2.6],
])('%s steps as its reference does to the end, %s', async (name, problem, particles, archiveRate) => {
  const [{ memory, counters }] = await trace(gpu, {
    problem: { name: problem, dimensions: 3 },
    algorithm: { name, particles, archiveRate },
    evaluations: 500,
    steps: 1_000,
  });
  expect(counters.stopped).toBe(1);
  expect(Array.from(memory.subarray(0, 2))).toEqual([4, 500]);
});
