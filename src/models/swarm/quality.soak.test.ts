import { describe, it } from 'vitest';
import { createCpuPso } from './cpu-pso.ts';
import { expectInBand, functions, plainClock, search, variants } from './quality.contract.ts';

describe.each(['inertia', 'constriction', 'ring'] as const)('the reference, %s, over 20 seeds', (variant) => {
  it.each(functions)('%s', { timeout: 600_000 }, async (name) => {
    const run = await search(variant, { name }, 20, (spec, problem) => createCpuPso(spec, problem, plainClock, null));
    expectInBand(run, variants[variant].means[name]);
  });
});
