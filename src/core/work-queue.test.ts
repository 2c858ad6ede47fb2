import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createWorkQueue, type Urgency } from './work-queue.ts';

/** A slice that runs until it is let go. */
function createSlice(name: string, log: string[]) {
  let finish = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return {
    finish,
    run: async (): Promise<string> => {
      log.push(name);
      await promise;
      return name;
    },
  };
}
const settled = (): Promise<void> => new Promise(setImmediate);

describe('the queue', () => {
  test('gives interactive work the next turn, before long work that came earlier', async () => {
    const log: string[] = [];
    const queue = createWorkQueue(1);
    const slices = ['long 1', 'long 2', 'asked 1', 'asked 2'].map((name) => createSlice(name, log));
    const done = slices.map((slice, i) => queue.run(i < 2 ? 'long' : 'interactive', slice.run));
    expect(queue.waiting).toBe(3);
    for (const slice of slices) slice.finish();
    expect(await Promise.all(done)).toEqual(['long 1', 'long 2', 'asked 1', 'asked 2']);
    expect(log).toEqual(['long 1', 'asked 1', 'asked 2', 'long 2']);
    expect(queue.waiting).toBe(0);
  });

  test.each([1, 2])('of depth %i serves what is asked for between two slices of a run under way', async (depth) => {
    const log: string[] = [];
    const queue = createWorkQueue(depth);
    const slices = Array.from({ length: 6 }, (_, i) => createSlice(`run ${i}`, log));
    const run = slices.map((slice) => queue.run('long', slice.run));
    const trial = createSlice('trial', log);
    const asked = queue.run('interactive', trial.run);
    slices[0]?.finish();
    await run[0];
    await settled();
    expect(log).toEqual([...Array.from({ length: depth }, (_, i) => `run ${i}`), 'trial']);
    trial.finish();
    expect(await asked).toBe('trial');
    for (const slice of slices) slice.finish();
    await Promise.all(run);
    expect(log.slice(depth + 1)).toEqual(slices.slice(depth).map((_, i) => `run ${i + depth}`));
  });

  test('takes a slice out that is aborted while it waits, and lets one that has begun go on', async () => {
    const log: string[] = [];
    const queue = createWorkQueue(1);
    const [first, second] = [createSlice('first', log), createSlice('second', log)];
    const [abortFirst, abortSecond] = [new AbortController(), new AbortController()];
    const begun = queue.run('long', first.run, abortFirst.signal);
    const waiting = queue.run('long', second.run, abortSecond.signal);
    abortFirst.abort();
    abortSecond.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    expect(queue.waiting).toBe(0);
    first.finish();
    expect(await begun).toBe('first');
    await expect(queue.run('long', second.run, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
    expect(log).toEqual(['first']);
  });

  test('goes on after a slice that fails, also one that throws at once', async () => {
    const queue = createWorkQueue(1);
    await expect(queue.run('long', () => Promise.reject(new Error('later')))).rejects.toThrow('later');
    const thrown = queue.run('long', () => {
      throw new Error('at once');
    });
    await expect(thrown).rejects.toThrow('at once');
    expect(await queue.run('long', async () => 'next')).toBe('next');
  });

  test('has never more under way than its depth, and carries everything out once', async () => {
    const urgency = fc.constantFrom<Urgency>('interactive', 'long');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(fc.tuple(urgency, fc.nat(3))), async (depth, work) => {
        const queue = createWorkQueue(depth);
        let underWay = 0;
        let most = 0;
        const results = await Promise.all(
          work.map(([kind, turns], i) =>
            queue.run(kind, async () => {
              most = Math.max(most, ++underWay);
              for (let turn = 0; turn < turns; turn++) await settled();
              underWay--;
              return i;
            }),
          ),
        );
        expect(results).toEqual(work.map((_, i) => i));
        expect(most).toBeLessThanOrEqual(depth);
        if (work.length >= depth && work.every(([, turns]) => turns > 0))
          expect(most).toBe(Math.min(depth, work.length));
      }),
      { numRuns: 50 },
    );
  });
});
