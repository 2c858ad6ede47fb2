// Keeps the screen on while somebody asks for it and the page is visible. The browser drops the lock whenever the page
// is hidden, so it is asked for again when the page comes back.

export interface WakeLockPorts {
  /** Absent where the browser has none. */
  readonly wakeLock: { request(type: 'screen'): Promise<{ release(): Promise<void> }> } | undefined;
  isVisible(): boolean;
  onVisibilityChange(listener: () => void): void;
}

/** Returns the function that asks for the screen to stay on; what that returns takes the wish back. */
export function createKeepAwake(ports: WakeLockPorts): () => () => void {
  const wishes = new Set<symbol>();
  let held: { release(): Promise<void> } | null = null;
  let change: Promise<void> = Promise.resolve();

  // One change at a time, each towards what is wanted when its turn comes.
  function update(): void {
    change = change.then(async () => {
      const wanted = wishes.size > 0 && ports.isVisible();
      if (!ports.isVisible()) held = null;
      if (wanted && !held) held = await request();
      else if (!wanted && held) {
        const lock = held;
        held = null;
        await lock.release();
      }
    });
  }
  async function request(): Promise<{ release(): Promise<void> } | null> {
    try {
      return (await ports.wakeLock?.request('screen')) ?? null;
    } catch {
      // Low battery or a policy: the run goes on all the same, the screen follows the system's own settings.
      return null;
    }
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
