import 'fake-indexeddb/auto';
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeCheckpoint, makeRecord, storesContract } from '../core/ports.contract.ts';
import type { Clock } from '../core/ports.ts';
import { createConnection } from './connection.ts';
import { createDatabaseStores } from './database-stores.ts';
import { databaseName, databaseVersion } from './schema.ts';
import { createWebLocks } from './web-locks.ts';

const clock: Clock = { now: () => 1000, tick: () => 0, yield: () => new Promise(setImmediate) };

/** Web Locks as far as an engine in one process needs them; Node 20 has none. */
function createLockManager(): LockManager {
  const held = new Set<string>();
  const request = async (name: string, options: LockOptions, work: (lock: Lock | null) => unknown) => {
    while (held.has(name)) {
      if (options.ifAvailable) return work(null);
      options.signal?.throwIfAborted();
      await new Promise(setImmediate);
    }
    held.add(name);
    try {
      return await work({ name, mode: 'exclusive' });
    } finally {
      held.delete(name);
    }
  };
  return { request, query: async () => ({}) } as LockManager;
}

/** Counts how often a connection was asked for. */
let opened: number;
/** The connections, as the browser has them. */
let databases: IDBDatabase[];
beforeEach(() => {
  const factory = new IDBFactory();
  opened = 0;
  databases = [];
  globalThis.indexedDB = new Proxy(factory, {
    get(target, name) {
      if (name !== 'open') return Reflect.get(target, name).bind(target);
      return (...args: [string, number]) => {
        opened++;
        const request = target.open(...args);
        request.addEventListener('success', () => databases.push(request.result));
        return request;
      };
    },
  });
});

/** What a browser does when it runs out of memory, or when the user clears what the site stored. */
function killAll(): void {
  for (const database of databases) forceCloseDatabase(database as never);
}

describe('stores on IndexedDB keep the contract of the ports', () => {
  for (const { name, run } of storesContract) {
    test(name, async () => {
      const stores = createDatabaseStores(createConnection({ clock }));
      await run({
        stores,
        locks: createWebLocks(createLockManager()),
        reopen: async () => createDatabaseStores(createConnection({ clock })),
        async damage(runId, sequence, how) {
          const database = await openDB(databaseName);
          const key = [runId, sequence % 2, 'words', 0];
          const row = await database.get('segments', key);
          new Uint8Array(row.bytes)[0] ^= 1;
          if (how === 'torn') await database.delete('segments', key);
          else await database.put('segments', row);
          database.close();
        },
      });
    });
  }
});

describe('the connection', () => {
  test('that dies under many callers is opened once more, and every transaction replayed', async () => {
    const { runs } = createDatabaseStores(createConnection({ clock }));
    const records = Array.from({ length: 30 }, (_, i) => makeRecord(`R${i}X`, i));
    await runs.putRun(makeRecord('A', 1));
    const writes = records.map((record) => runs.putRun(record));
    killAll();
    await Promise.all(writes);
    expect(await runs.listRuns()).toHaveLength(31);
    expect(opened).toBe(2);
  });

  test('that was closed between two calls is opened anew without an error', async () => {
    const { runs } = createDatabaseStores(createConnection({ clock }));
    await runs.putRun(makeRecord('A', 1));
    databases[0]?.close();
    await Promise.all([runs.getRun(makeRecord('A', 1).id), runs.putRun(makeRecord('B', 2)), runs.listRuns()]);
    expect(opened).toBe(2);
  });

  test('that takes a transaction down with it runs that transaction once more, whole', async () => {
    const connection = createConnection({ clock });
    const { settings } = createDatabaseStores(connection);
    let attempts = 0;
    await connection.write(['settings'], 'strict', async (transaction) => {
      await transaction.store.put('dark', 'theme');
      if (++attempts === 1) {
        killAll();
        transaction.abort();
      }
      await transaction.store.put('cpu', 'path');
    });
    expect(attempts).toBe(2);
    expect(await settings.keys('')).toEqual(['path', 'theme']);
  });

  test('that dies again and again gives a typed error, and works when it can be opened again', async () => {
    const connection = createConnection({ clock });
    const { runs } = createDatabaseStores(connection);
    const dying = connection.write(['runs'], 'strict', async (transaction) => {
      killAll();
      transaction.abort();
      await transaction.store.put(makeRecord('A', 1));
    });
    await expect(dying).rejects.toMatchObject({ code: 'storage-unavailable' });
    await runs.putRun(makeRecord('B', 2));
    expect((await runs.listRuns()).map(({ createdAt }) => createdAt)).toEqual([2]);
  });

  test('makes way for a newer version at once, and then says that it is outdated', async () => {
    const { settings } = createDatabaseStores(createConnection({ clock }));
    await settings.set('theme', 'dark');
    const newer = await openDB(databaseName, databaseVersion + 1, {
      blocked: () => expect.unreachable('the older version held on'),
    });
    await expect(settings.get('theme')).rejects.toMatchObject({ code: 'newer-version' });
    newer.close();
  });

  test('says storage-blocked when another tab holds up a change of version, and works once that tab is gone', async () => {
    // A tab that does not listen: of an age before this product knew how to make way.
    const holder = await openDB(databaseName, databaseVersion);
    const connection = createConnection({ clock, blockedMs: 20 });
    await expect(connection.erase()).rejects.toMatchObject({ code: 'storage-blocked' });
    holder.close();
    await connection.open();
  });

  test('that nothing can open gives storage-unavailable', async () => {
    globalThis.indexedDB = {
      open() {
        throw new DOMException('denied by the settings', 'SecurityError');
      },
    } as unknown as IDBFactory;
    await expect(createConnection({ clock }).open()).rejects.toMatchObject({
      code: 'storage-unavailable',
      message: expect.stringContaining('denied by the settings'),
    });
    globalThis.indexedDB = undefined as unknown as IDBFactory;
    await expect(createConnection({ clock }).open()).rejects.toMatchObject({ code: 'storage-unavailable' });
  });
});

describe('a transaction', () => {
  test('that fails half-way writes nothing, and keeps its own error', async () => {
    const connection = createConnection({ clock });
    const writing = connection.write(['settings'], 'strict', async (transaction) => {
      await transaction.store.put('dark', 'theme');
      throw new RangeError('half-way');
    });
    await expect(writing).rejects.toMatchObject({ cause: new RangeError('half-way') });
    expect(await createDatabaseStores(connection).settings.get('theme')).toBeUndefined();
  });

  test('that has no room gives storage-full, and what was there before stays', async () => {
    const connection = createConnection({ clock });
    const { runs } = createDatabaseStores(connection);
    const { id } = makeRecord('A', 1);
    await runs.putCheckpoint(makeCheckpoint(id, 1));
    const writing = connection.write(['checkpoints', 'segments'], 'strict', async (transaction) => {
      await transaction.objectStore('checkpoints').clear();
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(writing).rejects.toMatchObject({ code: 'storage-full' });
    expect(await runs.getCheckpoint(id)).toEqual(makeCheckpoint(id, 1));
  });

  test('with a value that cannot be stored says so', async () => {
    const { settings } = createDatabaseStores(createConnection({ clock }));
    await expect(settings.set('theme', () => undefined)).rejects.toMatchObject({ code: 'bad-data' });
  });

  test('writes strictly what is somebody’s, and relaxed what can be measured again', async () => {
    const { settings, runs } = createDatabaseStores(createConnection({ clock }));
    await settings.set('theme', 'dark');
    const asked: (string | undefined)[] = [];
    const database = databases[0];
    if (!database) throw new Error('no connection');
    const transaction = database.transaction.bind(database);
    database.transaction = (...args) => {
      asked.push(args[2]?.durability);
      return transaction(...args);
    };
    await settings.set('tuner/gpu', { winner: 'a' });
    await settings.set('problem/mine', {});
    await runs.putRun(makeRecord('A', 1));
    await runs.putCheckpoint(makeCheckpoint('A', 1));
    expect(asked).toEqual(['relaxed', 'strict', 'strict', 'strict']);
  });

  test('erase leaves nothing, and the next write starts an empty database', async () => {
    const connection = createConnection({ clock });
    const { runs, settings } = createDatabaseStores(connection);
    await runs.putRun(makeRecord('A', 1));
    await connection.erase();
    expect(await runs.listRuns()).toEqual([]);
    await settings.set('theme', 'dark');
    expect(await settings.keys('')).toEqual(['theme']);
  });
});
