import { expect, test } from 'vitest';
import { holdLocks } from './hold-locks.ts';
import { createTestStores } from './test-stores.ts';

const { locks } = createTestStores();

test('work is done while those locks are held that were free, and all are let go of, also when it fails', async () => {
  await locks.tryHold('b', async () => {
    await holdLocks(locks, ['a', 'b', 'c'], 0, async (held) => {
      expect([...held].sort()).toEqual(['a', 'c']);
      expect(await locks.tryHold('a', async () => undefined)).toBe(false);
    });
    await expect(holdLocks(locks, ['a'], 0, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
  await holdLocks(locks, ['a', 'b', 'c'], 0, async (held) => {
    expect(held.size).toBe(3);
  });
});

test('what keeps a lock from being asked for is told', async () => {
  const broken = { tryHold: () => Promise.reject(new Error('no folder')) };
  await expect(holdLocks(broken, ['a'], 0, async () => undefined)).rejects.toThrow('no folder');
});
