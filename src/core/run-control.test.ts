import { describe, expect, test } from 'vitest';
import { createRunControl, type RunControl } from './run-control.ts';

const settled = (): Promise<void> => new Promise(setImmediate);

/** Whether the promise settles without anything more being done. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settles = false;
  void promise.then(
    () => (settles = true),
    () => (settles = true),
  );
  await settled();
  return settles;
}

/** A loop as the runs' own: counts generations until it is cancelled. */
async function loop(control: RunControl, done: { count: number }): Promise<void> {
  while (!control.isCancelled) {
    if (control.isPaused) {
      await control.standStill();
      continue;
    }
    done.count++;
    control.spend(1);
    await settled();
  }
  control.end();
}

describe('a run', () => {
  test('stands still on pause and goes on when told to', async () => {
    const control = createRunControl(false);
    const done = { count: 0 };
    const running = loop(control, done);
    await settled();
    await control.pause();
    const { count } = done;
    await settled();
    expect(done.count).toBe(count);
    control.resume();
    await settled();
    expect(done.count).toBeGreaterThan(count);
    control.cancel();
    await running;
  });

  test('paused while it stands still has nothing to wait for', async () => {
    const control = createRunControl(true);
    void loop(control, { count: 0 });
    await settled();
    expect(await isSettled(control.pause())).toBe(true);
    expect(await isSettled(Promise.all([control.pause(), control.pause()]))).toBe(true);
    control.cancel();
  });

  test('told to go on before it stood still lets nobody wait for the pause', async () => {
    const control = createRunControl(false);
    const waiting = control.pause();
    control.resume();
    expect(await isSettled(waiting)).toBe(true);
  });

  test('that ends lets nobody wait for a pause, then or later', async () => {
    const control = createRunControl(false);
    const waiting = control.pause();
    control.end();
    expect(await isSettled(waiting)).toBe(true);
    expect(await isSettled(control.pause())).toBe(true);
  });

  test('goes on by as many generations as asked, and stands still again', async () => {
    const control = createRunControl(true);
    const done = { count: 0 };
    void loop(control, done);
    await settled();
    control.step(3);
    for (let i = 0; i < 10; i++) await settled();
    expect([done.count, control.isPaused]).toEqual([3, true]);
    control.resume();
    for (let i = 0; i < 10; i++) await settled();
    expect(done.count).toBeGreaterThan(8);
    control.cancel();
  });

  test('that is cancelled while it stands still ends', async () => {
    const control = createRunControl(true);
    const running = loop(control, { count: 0 });
    await settled();
    control.cancel();
    expect(await isSettled(running)).toBe(true);
  });

  test('of an engine that closes stands still and is left, whatever is asked then', async () => {
    for (const startPaused of [true, false]) {
      const control = createRunControl(startPaused);
      const running = loop(control, { count: 0 });
      await settled();
      control.leave();
      control.resume();
      await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    }
  });

  test('does not sleep through a pause, a cancel or a change of pace, nor begin to sleep after one', async () => {
    for (const wake of ['pause', 'cancel', 'leave', 'setPace'] as const) {
      const control = createRunControl(false);
      const sleeping = control.sleep(3_600_000);
      if (wake === 'setPace') control.setPace(10);
      else void control[wake]();
      expect(await isSettled(sleeping)).toBe(true);
      if (wake !== 'setPace') expect(await isSettled(control.sleep(3_600_000))).toBe(true);
    }
  });
});
