// The small version of quality.soak.test.ts: two functions, few seeds.
import { describe, expect, it } from 'vitest';
import { createCpuPso } from './cpu-pso.ts';
import { plainClock, search } from './quality.contract.ts';

describe('search quality in short', () => {
  it('inertia goes down the sphere to rounding noise', async () => {
    const run = await search('inertia', { name: 'sphere' }, 2, (spec, problem) =>
      createCpuPso(spec, problem, plainClock, null),
    );
    expect(Math.max(...run.values)).toBeLessThan(1e-28);
  });
  it('a ring gets through Griewank', async () => {
    const run = await search('ring', { name: 'griewank' }, 2, (spec, problem) =>
      createCpuPso(spec, problem, plainClock, null),
    );
    expect(run.mean).toBeLessThan(0.02);
  });
});
