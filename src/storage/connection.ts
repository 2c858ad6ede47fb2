// The one connection to the database of this engine. When it dies it is dropped, opened once more for all who wait, and
// the transaction replayed whole; so a transaction's work must be idempotent. Knows nothing of what is stored.
import { deleteDB, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import type { Clock } from '../core/ports.ts';
import {
  type AeonDatabase,
  type AeonSchema,
  databaseName,
  migrate,
  type Migration,
  migrations as shipped,
} from './schema.ts';
import { blockedError, isDeadConnection, toStorageError } from './storage-errors.ts';

export type StoreName = StoreNames<AeonSchema>;
export type Transaction<Names extends ArrayLike<StoreName>, Mode extends 'readonly' | 'readwrite'> = IDBPTransaction<
  AeonSchema,
  Names,
  Mode
>;

/** `strict`: what resolved survives a killed browser; `relaxed`: for caches, some twenty times cheaper. */
export type Durability = 'strict' | 'relaxed';

export interface Connection {
  /** Opens the database now, so that what keeps it from opening is known. */
  open(): Promise<void>;
  read<Names extends StoreName[], T>(
    stores: [...Names],
    work: (transaction: Transaction<Names, 'readonly'>) => Promise<T>,
  ): Promise<T>;
  /** Resolves when the transaction is committed. `work` awaits nothing but its requests. */
  write<Names extends StoreName[], T>(
    stores: [...Names],
    durability: Durability,
    work: (transaction: Transaction<Names, 'readwrite'>) => Promise<T>,
  ): Promise<T>;
  /** Deletes the database; the next transaction makes an empty one. */
  erase(): Promise<void>;
  close(): void;
}

export interface ConnectionOptions {
  readonly clock: Clock;
  /** How long another tab may hold up an upgrade. */
  readonly blockedMs?: number;
  /** Default: all that were shipped. */
  readonly migrations?: readonly Migration[];
}

export function createConnection(options: ConnectionOptions): Connection {
  const { clock, blockedMs = 3_000, migrations = shipped } = options;
  let opening: Promise<AeonDatabase> | null = null;

  function open(): Promise<AeonDatabase> {
    if (opening) return opening;
    const mine: Promise<AeonDatabase> = openOnce({ clock, blockedMs, migrations }, () => forget(mine));
    mine.catch(() => forget(mine));
    opening = mine;
    return mine;
  }
  function forget(which: Promise<AeonDatabase>): void {
    if (opening === which) opening = null;
  }

  async function transact<Names extends StoreName[], Mode extends 'readonly' | 'readwrite', T>(
    stores: [...Names],
    mode: Mode,
    durability: Durability,
    work: (transaction: Transaction<Names, Mode>) => Promise<T>,
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const connection = open();
      try {
        const database = await connection;
        return await inTransaction(database.transaction(stores, mode, { durability }), work);
      } catch (error) {
        if (!isDeadConnection(error) || attempt === 2) throw toStorageError(error);
        // Only the first of many callers finds it still in place; the others wait for the same new one.
        forget(connection);
        connection.then(
          (database) => database.close(),
          () => undefined,
        );
      }
    }
  }

  return {
    async open() {
      await transact(['meta'], 'readonly', 'relaxed', (transaction) => transaction.store.count());
    },
    read: (stores, work) => transact(stores, 'readonly', 'relaxed', work),
    write: (stores, durability, work) => transact(stores, 'readwrite', durability, work),
    async erase() {
      const connection = opening;
      opening = null;
      (await connection?.catch(() => null))?.close();
      try {
        await settleOrBlocked(blockedMs, (blocked) => deleteDB(databaseName, { blocked }));
      } catch (error) {
        throw toStorageError(error);
      }
    },
    close() {
      const connection = opening;
      opening = null;
      connection?.then(
        (database) => database.close(),
        () => undefined,
      );
    },
  };
}

async function openOnce(options: Required<ConnectionOptions>, onGone: () => void): Promise<AeonDatabase> {
  const { clock, blockedMs, migrations } = options;
  if (typeof indexedDB === 'undefined') throw toStorageError(new Error('this browser offers none here'));
  let migrated: Promise<void> = Promise.resolve();
  const opened = settleOrBlocked(blockedMs, (blocked) => {
    const request = openDB<AeonSchema>(databaseName, migrations.length, {
      upgrade(database, oldVersion, _newVersion, transaction) {
        // Schemas of other versions are not this one's: a migration sees the database without types.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
        migrated = migrate(migrations, database as never, transaction as never, oldVersion, clock.now());
        migrated.catch(() => abort(transaction));
        // The request fails with it, and says so.
        transaction.done.catch(() => undefined);
      },
      blocked,
      blocking(_current, _blocked, event) {
        onGone();
        if (event.target instanceof IDBDatabase) event.target.close();
      },
      terminated: onGone,
    });
    // Whoever gave up waiting does not hold up others with a connection that nobody uses.
    return { request, discard: () => void request.then((late) => late.close()).catch(() => undefined) };
  });
  try {
    return await opened;
  } catch (error) {
    // The migration's own error says more than the abort that it caused.
    await migrated.catch((cause: unknown) => {
      throw toStorageError(cause);
    });
    throw toStorageError(error);
  }
}

type Waited<T> = Promise<T> | { readonly request: Promise<T>; discard(): void };

/** The outcome of a request that other tabs may block; `storage-blocked` when they do so for too long. */
function settleOrBlocked<T>(blockedMs: number, send: (blocked: () => void) => Waited<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const sent = send(() => {
      timer ??= setTimeout(() => {
        if ('discard' in sent) sent.discard();
        reject(blockedError());
      }, blockedMs);
    });
    const request = 'discard' in sent ? sent.request : sent;
    request.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

async function inTransaction<Names extends StoreName[], Mode extends 'readonly' | 'readwrite', T>(
  transaction: Transaction<Names, Mode>,
  work: (transaction: Transaction<Names, Mode>) => Promise<T>,
): Promise<T> {
  const [worked, committed] = await Promise.allSettled([
    work(transaction).catch((error: unknown) => {
      abort(transaction);
      throw error;
    }),
    transaction.done,
  ]);
  // A request that was aborted with its transaction does not know why; the transaction does.
  if (worked.status === 'rejected' && !(worked.reason instanceof Error && worked.reason.name === 'AbortError'))
    throw worked.reason;
  if (committed.status === 'rejected') throw committed.reason;
  if (worked.status === 'rejected') throw worked.reason;
  return worked.value;
}

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}
