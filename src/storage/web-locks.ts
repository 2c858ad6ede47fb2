// Core's locks on the browser's own: held by one tab, freed when the tab or its worker ends, however it ends.
import type { Locks } from '../core/ports.ts';

export function createWebLocks(manager: LockManager): Locks {
  return {
    tryHold: (name, work) =>
      manager.request(name, { ifAvailable: true }, async (lock) => {
        if (!lock) return false;
        await work();
        return true;
      }),
  };
}
