import { describe, expect, it } from 'vitest';
import type { AdapterSummary } from '../core/adapter.ts';
import { createTestStores } from '../core/test-stores.ts';
import { createTuner } from './tuner.ts';

const adapter: AdapterSummary = { kind: 'gpu', vendor: 'a', architecture: 'b', description: 'c', software: false };

/** A tuner over a clock that goes on only while something is measured, and variants that take given times. */
function prepare(times: Readonly<Record<string, readonly number[]>>) {
  let now = 0;
  const calls: string[] = [];
  const { settings } = createTestStores();
  const clock = { now: () => now, tick: () => now, yield: async () => undefined };
  const variants = Object.entries(times).map(([name, own]) => ({
    name,
    async measure() {
      const time = own[calls.filter((call) => call === name).length] ?? Number.NaN;
      calls.push(name);
      if (Number.isNaN(time)) throw new Error(`${name} fails`);
      now += time;
      return time;
    },
  }));
  const choose = (build = 'x') => createTuner({ settings, clock, adapter, build }).choose('kernel', 'bucket', variants);
  return { choose, calls };
}

describe('the tuner', () => {
  it('takes the fastest by medians of three rounds, in turns, and remembers it for this build', async () => {
    const { choose, calls } = prepare({ a: [10, 10, 10, 1, 1, 1], b: [12, 9, 9, 9, 9, 9], c: [11, 12, 13, 9, 9, 9] });
    expect(await choose()).toEqual({ name: 'b', measured: { a: 10, b: 9, c: 12 } });
    expect(calls.join('')).toBe('abcabcabc');
    expect((await choose()).name).toBe('b');
    expect(calls).toHaveLength(9);
    expect((await choose('another build')).name).toBe('a');
  });

  it('measures no more what is out of the running, and stops when one is left', async () => {
    const { choose, calls } = prepare({ a: [100], b: [10] });
    expect((await choose()).name).toBe('b');
    expect(calls.join('')).toBe('ab');
  });

  it('makes do with one round on a slow machine', async () => {
    const { choose, calls } = prepare({ a: [400], b: [300] });
    expect((await choose()).name).toBe('b');
    expect(calls).toHaveLength(2);
  });

  it('leaves out what fails, and says why when everything does', async () => {
    expect((await prepare({ a: [], b: [3, 3, 3] }).choose()).name).toBe('b');
    await expect(prepare({ a: [], b: [] }).choose()).rejects.toThrow('a fails');
  });
});
