import { promisify } from 'node:util';
import { expect, it, vi } from 'vitest';
import { openDawn } from './dawn.ts';
import { withGentlePolling } from './gentle-polling.ts';

it('leaves everybody else’s callbacks alone: resolvers, bound functions, natives, and what is made of setImmediate', async () => {
  const calls: unknown[][] = [];
  const atOnce = Object.assign((...args: unknown[]) => calls.push(args), {}) as unknown as typeof setImmediate;
  const gentle = withGentlePolling(atOnce);
  const resolvers: ((value: unknown) => void)[] = [];
  void new Promise((resolve) => resolvers.push(resolve));
  const callbacks = [...resolvers, calls.push.bind([]), Math.max, () => undefined, function plain() {}];
  for (let round = 0; round < 100; round++)
    for (const callback of callbacks) gentle(callback as (n: number) => void, round);
  expect(calls).toHaveLength(100 * callbacks.length);
  expect(calls.at(-1)).toEqual([callbacks.at(-1), 99]);
  expect(await promisify(withGentlePolling(setImmediate))('value')).toBe('value');
  const cancelled = vi.fn<() => void>();
  clearImmediate(withGentlePolling(setImmediate)(cancelled));
  await new Promise((resolve) => setImmediate(resolve));
  expect(cancelled).not.toHaveBeenCalled();
});

it('lets Dawn wait between its polls, and its work goes on', async () => {
  const atOnce = globalThis.setImmediate;
  const { gpu } = await openDawn();
  const polls = vi.spyOn(globalThis, 'setTimeout');
  try {
    const device = await (await gpu?.requestAdapter())?.requestDevice();
    if (!device) throw new Error('This test needs an adapter.');
    const buffers = Array.from({ length: 16 }, () =>
      device.createBuffer({ size: 2 ** 24, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ }),
    );
    const source = device.createBuffer({ size: 2 ** 24, usage: GPUBufferUsage.COPY_SRC });
    const encoder = device.createCommandEncoder();
    for (const buffer of buffers) encoder.copyBufferToBuffer(source, 0, buffer, 0, 2 ** 24);
    device.queue.submit([encoder.finish()]);
    await Promise.all(buffers.map((buffer) => buffer.mapAsync(GPUMapMode.READ)));
    expect(polls.mock.calls.filter(([, delay]) => delay === 1).length).toBeGreaterThan(0);
    device.destroy();
  } finally {
    polls.mockRestore();
    globalThis.setImmediate = atOnce;
  }
});
