import { describe, expect, test } from 'vitest';
import { nodeClock } from '../../cli/open-engine.ts';
import { createWorkQueue } from '../core/work-queue.ts';
import type { ProblemSpec } from '../models/swarm/schema.ts';
import { createGpuSource } from './gpu-source.ts';
import { createLandscapes } from './landscape.ts';

const noGpu = createGpuSource(undefined, nodeClock, { userAgent: '', isSecure: true });
const problem: ProblemSpec = { name: 'sphere', dimensions: 2 };

/** Every reading is 7 ms later than the last: three values a slice. */
function createSteadyClock() {
  let ms = 0;
  return { ...nodeClock, tick: () => (ms += 7) };
}

describe('landscapes', () => {
  test('give a run a turn between any two of their slices, also where several are wanted at once', async () => {
    const queue = createWorkQueue(1);
    const log: string[] = [];
    const logged: typeof queue = {
      ...queue,
      run: (urgency, slice, signal) =>
        queue.run(
          urgency,
          async () => {
            log.push(urgency);
            return slice();
          },
          signal,
        ),
    };
    const landscape = createLandscapes({ cpu: logged, gpu: createWorkQueue(1) }, noGpu, createSteadyClock());
    let isOver = false;
    async function goOn(): Promise<void> {
      while (!isOver) await logged.run('long', nodeClock.yield);
    }
    const asked = [0, 1, 2].map(() => landscape({ problem, axes: [0, 1], size: 16 }));
    const run = goOn();
    const grids = await Promise.all(asked);
    isOver = true;
    await run;
    expect(log.filter((urgency) => urgency === 'interactive').length).toBeGreaterThan(3 * (256 / 4));
    const inARow = log.filter((urgency, i) => urgency === 'interactive' && log[i - 1] === 'interactive');
    expect(inARow.length).toBeLessThanOrEqual(1);
    for (const { values } of grids) expect(values).toEqual(grids[0]?.values);
    expect(grids[0]?.values.every((value) => value > 0)).toBe(true);
  });

  test('are cut along any plane, and empty outside the box', async () => {
    const landscape = createLandscapes(
      { cpu: createWorkQueue(1), gpu: createWorkQueue(1) },
      noGpu,
      createSteadyClock(),
    );
    const axes = { origin: [0, 0, 5], first: [0.6, 0.8, 0], second: [0, 0, 1], x: [-1, 1], y: [-1, 1] } as const;
    const { values, x, y } = await landscape({
      problem: { name: 'ellipsoid', dimensions: 3, bounds: [-5.5, 5.5] },
      axes,
      size: 16,
    });
    expect([x, y]).toEqual([axes.x, axes.y]);
    for (let row = 0; row < 16; row++)
      for (let column = 0; column < 16; column++) {
        const [u, v] = [(column - 7.5) / 8, (row - 7.5) / 8];
        const [a, b, c] = [0.6 * u, 0.8 * u, 5 + v];
        const value = values[16 * row + column] ?? 0;
        // The published ellipsoid at 3 dimensions: factors 1, 1e3, 1e6. Landscapes are f32.
        if (c > 5.5) expect(value).toBeNaN();
        else expect(value / (a * a + 1e3 * b * b + 1e6 * c * c)).toBeCloseTo(1, 6);
      }
    const flat = { ...axes, origin: [0, 0] };
    await expect(landscape({ problem: { name: 'sphere', dimensions: 3 }, axes: flat, size: 16 })).rejects.toMatchObject(
      { code: 'bad-spec' },
    );
  });

  test('end between two slices when they are given up, and leave the queue to the others', async () => {
    const queue = createWorkQueue(1);
    let slices = 0;
    const giveUp = new AbortController();
    const counted: typeof queue = {
      ...queue,
      run: (urgency, slice, signal) =>
        queue.run(
          urgency,
          async () => {
            slices++;
            if (slices === 3) giveUp.abort();
            return slice();
          },
          signal,
        ),
    };
    const landscape = createLandscapes({ cpu: counted, gpu: createWorkQueue(1) }, noGpu, createSteadyClock());
    const superseded = landscape({ problem, axes: [0, 1], size: 512 }, giveUp.signal);
    await expect(superseded).rejects.toMatchObject({ name: 'AbortError' });
    expect(slices).toBe(3);
    const newer = await landscape({ problem, axes: [1, 0], size: 16 }, new AbortController().signal);
    expect(newer.values.every((value) => value > 0)).toBe(true);
  });

  test('that are given up while they wait for their turn, or before, compute nothing', async () => {
    const queue = createWorkQueue(1);
    let letGo = (): void => undefined;
    const busy = queue.run('long', () => new Promise<void>((resolve) => (letGo = resolve)));
    const landscape = createLandscapes({ cpu: queue, gpu: createWorkQueue(1) }, noGpu, createSteadyClock());
    const giveUp = new AbortController();
    const waiting = landscape({ problem, axes: [0, 1], size: 16 }, giveUp.signal);
    while (queue.waiting === 0) await nodeClock.yield();
    giveUp.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    expect(queue.waiting).toBe(0);
    await expect(landscape({ problem, axes: [0, 1], size: 16 }, AbortSignal.abort())).rejects.toMatchObject({
      name: 'AbortError',
    });
    letGo();
    await busy;
  });
});
