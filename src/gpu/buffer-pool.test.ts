import { expect, it } from 'vitest';
import { createBufferPool } from './buffer-pool.ts';

function createTestPool(mostFree: number) {
  const destroyed: number[] = [];
  const pool = createBufferPool(mostFree, (size) => ({ size, destroy: () => destroyed.push(size) }));
  return { pool, destroyed };
}

it('gives again what was given back, unless it is much too large', () => {
  const { pool } = createTestPool(4);
  const [small, large] = [pool.take(1_000), pool.take(1_000_000)];
  pool.give(small);
  pool.give(large);
  expect(pool.take(900)).toBe(small);
  expect(pool.take(900)).not.toBe(large);
  expect(pool.take(300_000)).toBe(large);
});

it('counts what is taken and what is free, and is at zero when all of it is gone', () => {
  const { pool, destroyed } = createTestPool(1);
  const [a, b, c] = [pool.take(1_024), pool.take(2_048), pool.take(4_096)];
  expect(pool.liveBytes).toBe(7_168);
  pool.give(a);
  pool.give(b);
  expect(destroyed).toEqual([1_024]);
  expect(pool.liveBytes).toBe(6_144);
  pool.dispose();
  pool.give(c);
  expect(pool.liveBytes).toBe(0);
});
