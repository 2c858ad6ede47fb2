import { expect, test } from 'vitest';
import { createLatestFeed, joinCurves } from './progress.ts';

const record = (generation: number) => ({ generation, curve: { generations: [generation], best: [-generation] } });

test('a slow reader gets the newest record with all of the curve; a fast one gets each', async () => {
  const feed = createLatestFeed<ReturnType<typeof record>>(joinCurves);
  const [fast, slow] = [feed.read(), feed.read()];
  const read: number[] = [];
  for (const generation of [1, 2, 3]) {
    feed.publish(record(generation));
    read.push((await fast.next()).value?.generation ?? 0);
  }
  expect(read).toEqual([1, 2, 3]);
  expect((await slow.next()).value).toEqual({ generation: 3, curve: { generations: [1, 2, 3], best: [-1, -2, -3] } });
});

test('a reader that comes later begins with the last record, and all end with the run', async () => {
  const feed = createLatestFeed<ReturnType<typeof record>>(joinCurves);
  feed.publish(record(1));
  const [late, waiting] = [feed.read(), feed.read()];
  await waiting.next();
  const next = waiting.next();
  feed.publish(record(2));
  feed.end();
  expect((await next).value?.generation).toBe(2);
  expect(await waiting.next()).toEqual({ done: true, value: undefined });
  expect((await late.next()).value?.generation).toBe(2);
  expect((await late.next()).done).toBe(true);
  expect((await feed.read().next()).value?.generation).toBe(2);
});

test('a reader that leaves is let go at once', async () => {
  const feed = createLatestFeed<ReturnType<typeof record>>(joinCurves);
  const reader = feed.read();
  const next = reader.next();
  await reader.return?.();
  expect((await next).done).toBe(true);
});
