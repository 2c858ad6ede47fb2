import { afterAll, beforeAll, describe, it } from 'vitest';
import { openTestGpu } from '../../../cli/test-device.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { createCpuPso } from './cpu-pso.ts';
import { createGpuPso } from './gpu-pso.ts';
import {
  bands,
  expectInBand,
  expectNoWorse,
  functions,
  plainClock,
  search,
  variantNames,
  type VariantName,
} from './quality.contract.ts';

let gpu: Gpu;
beforeAll(async () => {
  gpu = await openTestGpu();
});
afterAll(() => gpu.dispose());

describe('the kernels over 20 seeds', () => {
  const onGpu = (name: VariantName, problem: Record<string, unknown>) =>
    search(name, problem, 20, (spec, compiled) =>
      createGpuPso({ gpu, spec, problem: compiled, variant: 'tile16-wg64', saved: null }),
    );

  it.each(bands)('$name, $of', { timeout: 600_000 }, async ({ name, of, mean }) => {
    expectInBand(await onGpu(name, { name: of }), mean);
  });

  it.each(variantNames.flatMap((name) => functions.map((of) => ({ name, of }))))(
    '$name, $of, shifted and rotated: no worse than the reference',
    { timeout: 600_000 },
    async ({ name, of }) => {
      const problem = { name: of, shiftSeed: 11, rotationSeed: 12 };
      const reference = await search(name, problem, 20, (spec, compiled) =>
        createCpuPso(spec, compiled, plainClock, null),
      );
      // A shifted optimum is no f32 number: positions of the box's size are good to 2^-24, values to the square of that.
      expectNoWorse(await onGpu(name, problem), reference, 1e-6);
    },
  );
});
