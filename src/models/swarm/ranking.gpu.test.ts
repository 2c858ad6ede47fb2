// How constraints are handled, for every algorithm: kernels as the reference compares, and what it is good for.
import { describe, expect, it } from 'vitest';
import { withTestGpu } from '../../../cli/test-gpu.contract.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { algorithmNames, algorithms } from './algorithms/registry.ts';
import { trace } from './trace.contract.ts';

let gpu: Gpu;
withTestGpu((opened) => {
  gpu = opened;
});

const onTheLine = {
  name: 'formula',
  variables: { x: [-5, 5], y: [-5, 5] },
  minimize: '(x - 1)^2 + y^2',
  subjectTo: ['x + 2 * y = 3'],
};

describe.each(algorithmNames)('%s', (name) => {
  it('compares with a leeway, and with a penalty, as its reference does', async () => {
    // Ten generations of a million that are allowed; 200 evaluations of 20,000 where those are given.
    const until = algorithms[name].schedule ? 0.01 : 1e-5;
    const [last] = await trace(gpu, {
      problem: onTheLine,
      algorithm: { name, particles: 20, constraints: { epsilon: { until } } },
      steps: 8,
    });
    expect(last.counters.leewayFirst).toBeGreaterThan(0);
    expect(last.counters.leeway).toBeGreaterThan(0);
    expect(last.counters.leeway).toBeLessThan(0.2 * last.counters.leewayFirst);
    await trace(gpu, {
      problem: onTheLine,
      algorithm: { name, particles: 20, constraints: { penalty: 10 } },
      steps: 4,
    });
  });
});
