import { afterAll, beforeAll, describe, it } from 'vitest';
import { openTestGpu } from '../../../cli/test-device.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { createCpuPso } from './cpu-pso.ts';
import { createGpuPso } from './gpu-pso.ts';
import { expectInBand, expectNoWorse, functions, plainClock, search, variants } from './quality.contract.ts';

let gpu: Gpu;
beforeAll(async () => {
  gpu = await openTestGpu();
});
afterAll(() => gpu.dispose());

describe.each(['inertia', 'constriction', 'ring'] as const)('the kernels, %s, over 20 seeds', (variant) => {
  const onGpu = (problem: Record<string, unknown>) =>
    search(variant, problem, 20, (spec, compiled) =>
      createGpuPso({ gpu, spec, problem: compiled, variant: 'tile16-wg64', saved: null }),
    );

  it.each(functions)('%s', { timeout: 600_000 }, async (name) => {
    expectInBand(await onGpu({ name }), variants[variant].means[name]);
  });

  it.each(functions)('%s, shifted and rotated: no worse than the reference', { timeout: 600_000 }, async (name) => {
    const problem = { name, shiftSeed: 11, rotationSeed: 12 };
    const reference = await search(variant, problem, 20, (spec, compiled) =>
      createCpuPso(spec, compiled, plainClock, null),
    );
    // A shifted optimum is no f32 number: positions of the box's size are good to 2^-24, values to the square of that.
    expectNoWorse(await onGpu(problem), reference, 1e-6);
  });
});
