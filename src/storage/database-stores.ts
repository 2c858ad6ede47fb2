// Core's stores on the database.
import type { BlobStore, RunStore, SettingsStore, Stores } from '../core/ports.ts';
import { type Checkpoint, newestFirst, overviewOf, type RunRecord } from '../core/run.ts';
import { type CheckpointRows, fromRows, toRows } from './checkpoint-rows.ts';
import type { Connection, Durability, Transaction } from './connection.ts';
import { isDeadConnection } from './storage-errors.ts';

/** What the tuner measured can be measured again; everything else is somebody's. */
function durabilityOf(key: string): Durability {
  return key.startsWith('tuner/') ? 'relaxed' : 'strict';
}

export function createDatabaseStores(connection: Connection): Stores {
  return {
    runs: createRuns(connection),
    settings: createSettings(connection),
    blobs: createBlobs(connection),
    async putAll({ runs, settings, blobs }) {
      const rows = await Promise.all(runs.map(async ({ checkpoint }) => checkpoint && toRows(checkpoint)));
      await connection.write(
        ['runs', 'overviews', 'checkpoints', 'segments', 'settings', 'blobs'],
        'strict',
        async (transaction) => {
          const { settings: values, blobs: bytes } = storesOf(transaction);
          for (const [i, { record }] of runs.entries()) {
            // An older run's checkpoints do not belong to the one that takes its place.
            await removeCheckpoints(transaction, record.id);
            const checkpoint = rows[i];
            if (checkpoint) await putRows(transaction, checkpoint);
            await putRecord(transaction, record);
          }
          for (const [key, value] of Object.entries(settings)) await values.put(value, key);
          for (const [key, content] of Object.entries(blobs)) await bytes.put(bufferOf(content), key);
        },
      );
    },
  };
}

function storesOf(transaction: WithRuns) {
  return {
    settings: transaction.objectStore('settings'),
    blobs: transaction.objectStore('blobs'),
  };
}

/** The types of transactions do not tell that one over more stores is one over fewer; all are named here. */
type WithRuns = Transaction<('runs' | 'overviews' | 'checkpoints' | 'segments' | 'settings' | 'blobs')[], 'readwrite'>;

async function putRecord(transaction: WithRuns, record: RunRecord): Promise<void> {
  await Promise.all([
    transaction.objectStore('runs').put(record),
    transaction.objectStore('overviews').put(overviewOf(record)),
  ]);
}

async function removeCheckpoints(transaction: WithRuns, runId: string): Promise<void> {
  await Promise.all([
    transaction.objectStore('checkpoints').delete(IDBKeyRange.bound([runId], [runId, []])),
    transaction.objectStore('segments').delete(IDBKeyRange.bound([runId], [runId, []])),
  ]);
}

async function putRows(transaction: WithRuns, { head, segments }: CheckpointRows): Promise<void> {
  const rows = transaction.objectStore('segments');
  await rows.delete(IDBKeyRange.bound([head.runId, head.slot], [head.runId, head.slot, []]));
  await Promise.all(segments.map((segment) => rows.put(segment)));
  await transaction.objectStore('checkpoints').put(head);
}

function createRuns(connection: Connection): RunStore {
  /** The rows of one slot, or null where the database cannot give them. */
  async function readSlot(runId: string, slot: 0 | 1): Promise<CheckpointRows | null> {
    try {
      return await connection.read(['checkpoints', 'segments'], async (transaction) => {
        const head = await transaction.objectStore('checkpoints').get([runId, slot]);
        if (!head) return null;
        const range = IDBKeyRange.bound([runId, slot], [runId, slot, []]);
        return { head, segments: await transaction.objectStore('segments').getAll(range) };
      });
    } catch (error) {
      // One value that cannot be read any more: the other slot is there for that.
      if (error instanceof Error && error.cause !== undefined && unreadable(error.cause)) return null;
      throw error;
    }
  }

  return {
    async putRun(record) {
      await connection.write(['runs', 'overviews'], 'strict', (transaction) => putRecord(transaction, record));
    },
    getRun: async (id) => (await connection.read(['runs'], (transaction) => transaction.store.get(id))) ?? null,
    async listRuns() {
      return (await connection.read(['overviews'], (transaction) => transaction.store.getAll())).sort(newestFirst);
    },
    async deleteRun(id) {
      await connection.write(['runs', 'overviews', 'checkpoints', 'segments'], 'strict', async (transaction) => {
        await removeCheckpoints(transaction, id);
        await transaction.objectStore('runs').delete(id);
        await transaction.objectStore('overviews').delete(id);
      });
    },
    async putCheckpoint(checkpoint) {
      const rows = await toRows(checkpoint);
      await connection.write(['checkpoints', 'segments'], 'strict', (transaction) => putRows(transaction, rows));
    },
    async getCheckpoint(runId): Promise<Checkpoint | null> {
      const slots = await Promise.all([readSlot(runId, 0), readSlot(runId, 1)]);
      const found = slots.filter((rows) => rows !== null).sort((a, b) => b.head.sequence - a.head.sequence);
      for (const rows of found) {
        const checkpoint = await fromRows(rows);
        if (checkpoint) return checkpoint;
      }
      return null;
    },
  };
}

function unreadable(cause: unknown): boolean {
  return cause instanceof DOMException && !isDeadConnection(cause);
}

function createSettings(connection: Connection): SettingsStore {
  return {
    get: (key) => connection.read(['settings'], (transaction) => transaction.store.get(key)),
    async set(key, value) {
      await connection.write(['settings'], durabilityOf(key), (transaction) => transaction.store.put(value, key));
    },
    async delete(key) {
      await connection.write(['settings'], durabilityOf(key), (transaction) => transaction.store.delete(key));
    },
    keys: (prefix) =>
      connection.read(['settings'], (transaction) => transaction.store.getAllKeys(startingWith(prefix))),
  };
}

function createBlobs(connection: Connection): BlobStore {
  return {
    async put(key, bytes) {
      const content = bufferOf(bytes);
      await connection.write(['blobs'], 'strict', (transaction) => transaction.store.put(content, key));
    },
    async get(key) {
      const content = await connection.read(['blobs'], (transaction) => transaction.store.get(key));
      return content ? new Uint8Array(content) : null;
    },
    async delete(key) {
      await connection.write(['blobs'], 'strict', (transaction) => transaction.store.delete(key));
    },
    list: (prefix) =>
      connection.read(['blobs'], async (transaction) => {
        const found: { key: string; sizeBytes: number }[] = [];
        for await (const cursor of transaction.store.iterate(startingWith(prefix)))
          found.push({ key: cursor.key, sizeBytes: cursor.value.byteLength });
        return found;
      }),
  };
}

/** Keys that begin with `prefix`: U+FFFF sorts after every code unit that a key is made of. */
function startingWith(prefix: string): IDBKeyRange {
  return IDBKeyRange.bound(prefix, `${prefix}\uffff`);
}

/** Exactly the bytes: a view's buffer may hold more. */
function bufferOf(bytes: Uint8Array<ArrayBuffer>): ArrayBuffer {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer;
}
