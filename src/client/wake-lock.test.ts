import { describe, expect, test } from 'vitest';
import { createKeepAwake, type ScreenLock, type WakeLockPorts } from './wake-lock.ts';

class TestLock extends EventTarget implements ScreenLock {
  readonly #held: Set<TestLock>;
  readonly #isBroken: boolean;

  constructor(held: Set<TestLock>, isBroken: boolean) {
    super();
    this.#held = held;
    this.#isBroken = isBroken;
    held.add(this);
  }
  async release(): Promise<void> {
    this.drop();
    if (this.#isBroken) throw new DOMException('gone', 'InvalidStateError');
  }
  drop(): void {
    if (this.#held.delete(this)) this.dispatchEvent(new Event('release'));
  }
}

/** A screen: counts the locks that are held, and drops them when the page is hidden, as browsers do. */
function createScreen({ isRefused = false, isBroken = false } = {}) {
  const held = new Set<TestLock>();
  const listeners: (() => void)[] = [];
  let isVisible = true;
  const ports: WakeLockPorts = {
    wakeLock: {
      async request() {
        if (isRefused) throw new DOMException('low battery', 'NotAllowedError');
        return new TestLock(held, isBroken);
      },
    },
    isVisible: () => isVisible,
    onVisibilityChange: (listener) => listeners.push(listener),
  };
  const dropAll = (): void => [...held].forEach((lock) => lock.drop());
  return {
    ports,
    held,
    dropAll,
    show(visible: boolean) {
      isVisible = visible;
      if (!visible) dropAll();
      for (const listener of listeners) listener();
    },
  };
}
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

describe('the screen', () => {
  test('is kept on by one lock for all who ask, until the last has let go', async () => {
    const { ports, held } = createScreen();
    const keepAwake = createKeepAwake(ports);
    const [first, second] = [keepAwake(), keepAwake()];
    await settled();
    expect(held.size).toBe(1);
    first();
    first();
    await settled();
    expect(held.size).toBe(1);
    second();
    await settled();
    expect(held.size).toBe(0);
  });

  test('is asked for again when the page comes back', async () => {
    const { ports, held, show } = createScreen();
    const letSleep = createKeepAwake(ports)();
    await settled();
    show(false);
    await settled();
    expect(held.size).toBe(0);
    show(true);
    await settled();
    expect(held.size).toBe(1);
    letSleep();
    await settled();
    expect(held.size).toBe(0);
  });

  test('is not asked for while the page is hidden', async () => {
    const { ports, held, show } = createScreen();
    show(false);
    createKeepAwake(ports)();
    await settled();
    expect(held.size).toBe(0);
  });

  test('asked for and let go at once leaves no lock behind', async () => {
    const { ports, held } = createScreen();
    const keepAwake = createKeepAwake(ports);
    for (let i = 0; i < 5; i++) keepAwake()();
    await settled();
    expect(held.size).toBe(0);
  });

  test('is asked for again when the browser lets go of it while the page is seen', async () => {
    const { ports, held, dropAll } = createScreen();
    const letSleep = createKeepAwake(ports)();
    await settled();
    dropAll();
    await settled();
    expect(held.size).toBe(1);
    letSleep();
    await settled();
    expect(held.size).toBe(0);
  });

  test('is asked for by a later wish, also when letting go of an earlier lock failed', async () => {
    const { ports, held } = createScreen({ isBroken: true });
    const keepAwake = createKeepAwake(ports);
    const letSleep = keepAwake();
    await settled();
    letSleep();
    await settled();
    keepAwake();
    await settled();
    expect(held.size).toBe(1);
  });

  test('that cannot be kept on is no error', async () => {
    createKeepAwake(createScreen({ isRefused: true }).ports)()();
    createKeepAwake({ ...createScreen().ports, wakeLock: undefined })()();
    await settled();
  });
});
