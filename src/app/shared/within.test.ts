import { describe, expect, it } from 'vitest';
import { within } from './within.ts';

describe('a limit in time', () => {
  it('ends the wait for what never answers', async () => {
    await expect(within(1, new Promise(() => undefined))).rejects.toMatchObject({ name: 'TimeoutError' });
  });
  it('hands on what comes in time, good or bad', async () => {
    await expect(within(10_000, Promise.resolve(7))).resolves.toBe(7);
    await expect(within(10_000, Promise.reject(new RangeError('no')))).rejects.toThrow('no');
  });
});
