import { describe, it } from 'vitest';
import { createCpuPso } from './cpu-pso.ts';
import { bands, expectInBand, plainClock, search } from './quality.contract.ts';

describe('the reference over 20 seeds', () => {
  it.each(bands)('$name, $of', { timeout: 600_000 }, async ({ name, of, mean }) => {
    const run = await search(name, { name: of }, 20, (spec, problem) => createCpuPso(spec, problem, plainClock, null));
    expectInBand(run, mean);
  });
});
