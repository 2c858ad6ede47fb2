// Core's locks on the browser's own: held by one tab, freed when the tab or its worker ends, however it ends.
import type { Locks } from '../core/ports.ts';

export function createWebLocks(manager: LockManager): Locks {
  return {
    async tryHold(name, work, waitMs = 0) {
      const hold = async (lock: Lock | null): Promise<boolean> => {
        if (!lock) return false;
        await work();
        return true;
      };
      if (waitMs === 0) return manager.request(name, { ifAvailable: true }, hold);
      const patience = new AbortController();
      const timer = setTimeout(() => patience.abort(), waitMs);
      let isHeld = false;
      try {
        return await manager.request(name, { signal: patience.signal }, (lock) => {
          isHeld = true;
          clearTimeout(timer);
          return hold(lock);
        });
      } catch (error) {
        // What the work throws, an AbortError too, is its own.
        if (isHeld || !patience.signal.aborted) throw error;
        return false;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
