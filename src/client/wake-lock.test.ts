import { describe, expect, test } from 'vitest';
import { createKeepAwake, type WakeLockPorts } from './wake-lock.ts';

/** A screen: counts the locks that are held, and drops them when the page is hidden, as browsers do. */
function createScreen(isRefused = false) {
  const held = new Set<symbol>();
  const listeners: (() => void)[] = [];
  let isVisible = true;
  const ports: WakeLockPorts = {
    wakeLock: {
      async request() {
        if (isRefused) throw new DOMException('low battery', 'NotAllowedError');
        const lock = Symbol('lock');
        held.add(lock);
        return { release: async () => void held.delete(lock) };
      },
    },
    isVisible: () => isVisible,
    onVisibilityChange: (listener) => listeners.push(listener),
  };
  return {
    ports,
    held,
    show(visible: boolean) {
      isVisible = visible;
      if (!visible) held.clear();
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

  test('that cannot be kept on is no error', async () => {
    createKeepAwake(createScreen(true).ports)()();
    createKeepAwake({ ...createScreen().ports, wakeLock: undefined })()();
    await settled();
  });
});
