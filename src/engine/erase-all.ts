// Erases everything that is stored, once nobody is left who would store it anew.
import { AeonError } from '../core/errors.ts';
import { holdLocks } from '../core/hold-locks.ts';
import type { Locks, Stores } from '../core/ports.ts';
import { runLockName } from '../core/protocol.ts';
import { isGoing, type RunOverview } from '../core/run.ts';

/** How long other tabs may take to let go of their runs: each finishes the slice that is under way. */
const waitMs = 5_000;

export interface Erasing {
  readonly stores: Stores;
  readonly locks: Locks;
  /** Ends what runs in this engine, and stores nothing more of it. */
  endHere(): Promise<void>;
  erase(): Promise<void>;
  /** Other tabs hear of it; one that carries out a run of which it hears `null` ends it. */
  onRunChange(id: string, record: RunOverview | null): void;
}

/** Throws `owned-elsewhere`, naming the runs, when another tab or process does not let go of them; nothing is erased then. */
export async function eraseAll({ stores, locks, endHere, erase, onRunChange }: Erasing): Promise<void> {
  // A database that cannot be read can be erased all the same.
  const list = (): Promise<readonly RunOverview[]> => stores.runs.listRuns().catch(() => []);
  const records = await list();
  const announce = (): void => records.forEach(({ id }) => onRunChange(id, null));
  announce();
  await endHere();
  const names = records.filter(mayBeHeld).map(({ id }) => runLockName(id));
  try {
    await holdLocks(locks, names, waitMs, async (held) => {
      // Read again: another tab may have begun one meanwhile.
      const others = (await list()).filter((record) => mayBeHeld(record) && !held.has(runLockName(record.id)));
      if (others.length > 0) throw stillGoing(others);
      await erase();
    });
  } catch (error) {
    // They are still there.
    for (const record of await list()) onRunChange(record.id, record);
    throw error;
  }
  announce();
}

/** A run that is paused, or waits, is held by the tab in which it stands still. */
function mayBeHeld(record: RunOverview): boolean {
  return isGoing(record) || record.state.status === 'paused' || record.state.status === 'waiting';
}

function stillGoing(records: readonly RunOverview[]): AeonError {
  const titles = records.map(({ title }) => `"${title}"`).join(', ');
  return new AeonError('owned-elsewhere', `Nothing was erased: another tab or process still carries out ${titles}.`, {
    hint: 'Close that tab or end that process, then erase again. What goes on there would be stored anew.',
  });
}
