// 20 seeds of CMA-ES on the CPU path, beside another implementation.
import { describe, expect, it } from 'vitest';
import { createCpuPso } from '../../cpu-pso.ts';
import { plainClock } from '../../quality.contract.ts';
import { solve, solved } from './cma.contract.ts';

describe('CMA-ES over 20 seeds', () => {
  it.each(solved)('$name of 10 variables, below 1e-8 in f64', { timeout: 120_000 }, async ({ name, pycma }) => {
    const { share, evaluations } = await solve(name, 20, (spec, problem) =>
      createCpuPso(spec, problem, plainClock, null),
    );
    expect(share).toBeGreaterThanOrEqual(0.95);
    expect(evaluations / pycma).toBeGreaterThan(0.8);
    expect(evaluations / pycma).toBeLessThan(1.25);
  });
});
