// All of the browser's storage as the engine takes it.
import type { Clock, Locks, Stores } from '../core/ports.ts';
import { AeonError } from '../core/errors.ts';
import { createConnection } from './connection.ts';
import { createDatabaseStores } from './database-stores.ts';
import { eraseMarker, findLoss } from './marker.ts';
import { createWebLocks } from './web-locks.ts';

/** The parts of the browser that are used; each may be missing, whatever the library's types say. */
export interface BrowserScope {
  readonly locks: LockManager | undefined;
  readonly storage: StorageManager | undefined;
  readonly caches: CacheStorage | undefined;
}

export interface StorageEstimate {
  readonly usageBytes: number | null;
  readonly quotaBytes: number | null;
  readonly persisted: boolean | null;
  /** When a database that is lost now was made, or null. */
  readonly lostFrom: number | null;
}

export interface BrowserStorage {
  readonly stores: Stores;
  readonly locks: Locks;
  estimate(): Promise<StorageEstimate>;
  eraseAll(): Promise<void>;
  close(): void;
}

/** Rejects with `storage-unavailable`, `storage-blocked` or `newer-version` when nothing can be stored here. */
export async function openBrowserStorage(scope: BrowserScope, clock: Clock): Promise<BrowserStorage> {
  if (!scope.locks) {
    throw new AeonError('storage-unavailable', 'This page was not opened over a secure connection.', {
      hint: 'Open it over https, or from localhost.',
    });
  }
  const connection = createConnection({ clock });
  await connection.open();
  let lostFrom: number | null = null;

  async function lookForLoss(): Promise<void> {
    const createdAt = await connection.read(['meta'], (transaction) => transaction.store.get('createdAt'));
    if (typeof createdAt === 'number') lostFrom = (await findLoss(scope.caches, createdAt)) ?? lostFrom;
  }
  await lookForLoss();

  return {
    stores: createDatabaseStores(connection),
    locks: createWebLocks(scope.locks),
    async estimate() {
      await lookForLoss();
      const [estimate, persisted] = await Promise.all([
        scope.storage?.estimate().catch(() => null),
        scope.storage?.persisted().catch(() => null),
      ]);
      return {
        usageBytes: estimate?.usage ?? null,
        quotaBytes: estimate?.quota ?? null,
        persisted: persisted ?? null,
        lostFrom,
      };
    },
    async eraseAll() {
      await connection.erase();
      await eraseMarker(scope.caches);
      lostFrom = null;
    },
    close: () => connection.close(),
  };
}
