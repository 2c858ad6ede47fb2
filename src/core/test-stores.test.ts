import { describe, test } from 'vitest';
import { storesContract } from './ports.contract.ts';
import { createTestStores } from './test-stores.ts';

describe('stores in memory keep the contract of the ports', () => {
  for (const { name, run } of storesContract) {
    test(name, async () => {
      const { locks, ...stores } = createTestStores();
      await run({
        stores,
        locks,
        reopen: async () => stores.reopen(),
        damage: async (runId, sequence) => stores.damage(runId, sequence),
      });
    });
  }
});
