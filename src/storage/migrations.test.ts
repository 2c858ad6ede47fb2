// Every version that was ever shipped has a fixture: its stores as they were, with rows that it wrote. A new version adds
// one file to `fixtures/` (version-N.json, written by hand once and never changed) and one line to `versions`.
import 'fake-indexeddb/auto';
import { readdirSync, readFileSync } from 'node:fs';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '../core/ports.ts';
import { overviewOf } from '../core/run.ts';
import { createConnection } from './connection.ts';
import { createDatabaseStores } from './database-stores.ts';
import { databaseName, databaseVersion, migrate, type Migration, migrations } from './schema.ts';

interface StoreShape {
  readonly keyPath: string | readonly string[] | null;
  readonly indexes: readonly string[];
}
interface Fixture {
  readonly stores: Readonly<Record<string, StoreShape>>;
  /** Store to rows; a row of a store without a key path comes with its key. */
  readonly rows: Readonly<Record<string, readonly { readonly key?: string; readonly value: unknown }[]>>;
  /** What today's code must read from it. */
  readonly expected: {
    readonly runs: readonly { readonly id: string; readonly title: string }[];
    readonly checkpoint: { readonly runId: string; readonly sequence: number; readonly positions: readonly number[] };
    readonly settings: Readonly<Record<string, unknown>>;
    readonly blobs: Readonly<Record<string, string>>;
  };
}

const clock: Clock = { now: () => 1000, tick: () => 0, yield: () => new Promise(setImmediate) };
const folder = new URL('fixtures/', import.meta.url);

/** JSON with bytes as `{ "$base64": "…" }`. */
function readFixture(version: number): Fixture {
  return JSON.parse(readFileSync(new URL(`version-${version}.json`, folder), 'utf8'), (_, value) =>
    typeof value?.$base64 === 'string' ? new Uint8Array(Buffer.from(value.$base64, 'base64')).buffer : value,
  );
}

async function openAt(version: number) {
  return openDB(databaseName, version, {
    upgrade: (database, oldVersion, _newVersion, transaction) =>
      void migrate(migrations.slice(0, version), database, transaction, oldVersion, 1000),
  });
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const versions = Array.from({ length: databaseVersion }, (_, i) => i + 1);

test('every version has a fixture', () => {
  expect(readdirSync(folder).sort()).toEqual(versions.map((version) => `version-${version}.json`).sort());
});

describe.each(versions)('version %i', (version) => {
  test('still has the stores that it was shipped with', async () => {
    const database = await openAt(version);
    const shapes: Record<string, StoreShape> = {};
    const transaction = database.transaction([...database.objectStoreNames]);
    for (const name of database.objectStoreNames) {
      const store = transaction.objectStore(name);
      shapes[name] = { keyPath: store.keyPath, indexes: [...store.indexNames] };
    }
    database.close();
    expect(shapes).toEqual(readFixture(version).stores);
  });

  test('is read whole by today’s code', async () => {
    const { rows, expected } = readFixture(version);
    const old = await openAt(version);
    for (const [name, entries] of Object.entries(rows))
      for (const { key, value } of entries) await old.put(name, value, key);
    old.close();

    const { runs, settings, blobs } = createDatabaseStores(createConnection({ clock }));
    const listed = await runs.listRuns();
    expect(listed.map(({ id, title }) => ({ id, title }))).toEqual(expected.runs);
    // A field that lists gain has to be written into what is stored already.
    const records = await Promise.all(listed.map(({ id }) => runs.getRun(id)));
    expect(listed).toEqual(records.map((record) => record && overviewOf(record)));
    const checkpoint = await runs.getCheckpoint(expected.checkpoint.runId);
    expect(checkpoint?.sequence).toBe(expected.checkpoint.sequence);
    expect(Array.from(checkpoint?.arrays['positions'] ?? [])).toEqual(expected.checkpoint.positions);
    for (const [key, value] of Object.entries(expected.settings)) expect(await settings.get(key)).toEqual(value);
    for (const [key, text] of Object.entries(expected.blobs))
      expect(new TextDecoder().decode((await blobs.get(key)) ?? undefined)).toBe(text);
  });
});

describe('a change of version', () => {
  const addIndex: Migration = async (_database, transaction) => {
    transaction.objectStore('runs').createIndex('byTitle', 'title');
  };

  test('that fails leaves the version before it whole, and says why', async () => {
    await createDatabaseStores(createConnection({ clock })).settings.set('theme', 'dark');
    const failing = createConnection({
      clock,
      migrations: [
        ...migrations,
        async (database) => {
          database.deleteObjectStore('settings');
          throw new RangeError('a row that nobody expected');
        },
      ],
    });
    await expect(failing.open()).rejects.toMatchObject({
      code: 'storage-unavailable',
      message: expect.stringContaining('a row that nobody expected'),
    });
    expect(await createDatabaseStores(createConnection({ clock })).settings.get('theme')).toBe('dark');
  });

  test('waits for a tab that makes way', async () => {
    const older = createConnection({ clock });
    await older.open();
    await createConnection({ clock, migrations: [...migrations, addIndex] }).open();
    await expect(older.open()).rejects.toMatchObject({ code: 'newer-version' });
  });

  test('that another tab holds up gives storage-blocked, and goes on when that tab is gone', async () => {
    // A tab that hears of the change and does not close.
    const holder = await openAt(databaseVersion);
    const newer = createConnection({ clock, blockedMs: 20, migrations: [...migrations, addIndex] });
    await expect(newer.open()).rejects.toMatchObject({
      code: 'storage-blocked',
      hint: expect.stringContaining('Close'),
    });
    holder.close();
    await newer.open();
  });
});
