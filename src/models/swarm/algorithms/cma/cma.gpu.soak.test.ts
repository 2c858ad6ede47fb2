// 20 seeds of CMA-ES by the kernels, beside another implementation.
import { describe, expect, it } from 'vitest';
import { withTestGpu } from '../../../../../cli/test-gpu.contract.ts';
import type { Gpu } from '../../../../gpu/gpu.ts';
import { createGpuPso } from '../../gpu-pso.ts';
import { solve, solved } from './cma.contract.ts';

let gpu: Gpu;
withTestGpu((opened) => {
  gpu = opened;
});

describe('the kernels of CMA-ES over 20 seeds', () => {
  it.each(solved)('$name of 10 variables, below 1e-8 in f64', { timeout: 120_000 }, async ({ name, pycma }) => {
    const { share, evaluations } = await solve(name, 20, (spec, problem) =>
      createGpuPso({ gpu, spec, problem, variant: 'tile16-wg64', saved: null }),
    );
    expect(share).toBeGreaterThanOrEqual(0.95);
    expect(evaluations / pycma).toBeGreaterThan(0.8);
    expect(evaluations / pycma).toBeLessThan(1.25);
  });
});
