// The small version of quality.gpu.soak.test.ts: fewer dimensions, seeds and generations, on moved problems.
import { afterAll, beforeAll, describe, it } from 'vitest';
import { openTestGpu } from '../../../cli/test-device.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { createCpuPso } from './cpu-pso.ts';
import { createGpuPso } from './gpu-pso.ts';
import { expectNoWorse, plainClock, search, variantNames } from './quality.contract.ts';

let gpu: Gpu;
beforeAll(async () => {
  gpu = await openTestGpu();
});
afterAll(() => gpu.dispose());

// The kernels of jSO are those of L-SHADE, and followed to the end in shade.gpu.test.ts.
describe.each(variantNames.filter((name) => name !== 'jSO'))('the kernels, %s', (variant) => {
  it.each(['rosenbrock', 'rastrigin'])('%s, shifted and rotated: no worse than the reference', async (name) => {
    const problem = { name, dimensions: 10, shiftSeed: 11, rotationSeed: 12 };
    const own = await search(
      variant,
      problem,
      10,
      (spec, compiled) => createGpuPso({ gpu, spec, problem: compiled, variant: 'tile16-wg64', saved: null }),
      20_000,
    );
    const reference = await search(
      variant,
      problem,
      10,
      (spec, compiled) => createCpuPso(spec, compiled, plainClock, null),
      20_000,
    );
    expectNoWorse(own, reference, 1e-6);
  });
});
