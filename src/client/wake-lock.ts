// Keeps the screen on while somebody asks for it and the page is visible. The browser drops the lock whenever the page
// is hidden, and may at any other time: it is asked for again when the page comes back, or at once where it is still seen.

/** The part of a `WakeLockSentinel` that is needed. */
export interface ScreenLock {
  release(): Promise<void>;
  /** Told once, whoever let go. */
  addEventListener(type: 'release', listener: () => void): void;
}

export interface WakeLockPorts {
  /** Absent where the browser has none. */
  readonly wakeLock: { request(type: 'screen'): Promise<ScreenLock> } | undefined;
  isVisible(): boolean;
  onVisibilityChange(listener: () => void): void;
}

/** Returns the function that asks for the screen to stay on; what that returns takes the wish back. */
export function createKeepAwake(ports: WakeLockPorts): () => () => void {
  const wishes = new Set<symbol>();
  let held: ScreenLock | null = null;
  let change: Promise<void> = Promise.resolve();

  // One change at a time, each towards what is wanted when its turn comes.
  function update(): void {
    change = change.then(async () => {
      const wanted = wishes.size > 0 && ports.isVisible();
      if (wanted && !held) held = await request();
      else if (!wanted && held) await release(held);
    });
  }
  async function request(): Promise<ScreenLock | null> {
    try {
      const lock = (await ports.wakeLock?.request('screen')) ?? null;
      lock?.addEventListener('release', () => {
        if (held !== lock) return;
        held = null;
        update();
      });
      return lock;
    } catch {
      // Low battery or a policy: the run goes on all the same, the screen follows the system's own settings.
      return null;
    }
  }
  async function release(lock: ScreenLock): Promise<void> {
    held = null;
    // A lock that cannot be released has been already, or goes with the page.
    await lock.release().catch(() => undefined);
  }

  ports.onVisibilityChange(update);
  return () => {
    const wish = Symbol('wish');
    wishes.add(wish);
    update();
    return () => {
      if (wishes.delete(wish)) update();
    };
  };
}
