// The one place that says what the database looks like: its version, its object stores, and one migration per version.
// A migration that was shipped is never changed; the next version is one more function at the end of the list.
import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import { overviewOf, type RunOverview, type RunRecord } from '../core/run.ts';

export const databaseName = 'aeonnova';

/** The head of a checkpoint; its numbers are in `segments`. Two slots a run, written in turn. */
export interface CheckpointRow {
  readonly runId: string;
  readonly slot: 0 | 1;
  readonly sequence: number;
  readonly savedAt: number;
  readonly state: unknown;
  readonly arrays: readonly {
    readonly name: string;
    readonly kind: 'f32' | 'f64' | 'u32';
    readonly length: number;
    /** SHA-256 of each of its segments, in order. */
    readonly segments: readonly string[];
  }[];
  /** SHA-256 of the head itself. */
  readonly sha256: string;
}

/** A piece of one array of a checkpoint: bulk numbers are few large rows. */
export interface SegmentRow {
  readonly runId: string;
  readonly slot: 0 | 1;
  readonly name: string;
  readonly index: number;
  readonly bytes: ArrayBuffer;
}

export interface AeonSchema extends DBSchema {
  runs: { key: string; value: RunRecord };
  /** What a list shows of each run: records may hold a whole data set. */
  overviews: { key: string; value: RunOverview };
  checkpoints: { key: [string, number]; value: CheckpointRow };
  segments: { key: [string, number, string, number]; value: SegmentRow };
  /** Key to value; keys are in core's SettingsStore. */
  settings: { key: string; value: unknown };
  blobs: { key: string; value: ArrayBuffer };
  /** What the database knows of itself: `createdAt`. */
  meta: { key: string; value: unknown };
}

export type AeonDatabase = IDBPDatabase<AeonSchema>;
/** While it migrates, a database has stores of any version. */
export type MigratingDatabase = IDBPDatabase;
export type MigrationTransaction = IDBPTransaction<unknown, StoreNames<unknown>[], 'versionchange'>;

/**
 * Takes the database from the version before to its own. Only requests of the transaction may be awaited: on anything
 * else it commits half-way.
 */
export type Migration = (database: MigratingDatabase, transaction: MigrationTransaction, now: number) => Promise<void>;

/** `migrations[n]` makes version n + 1. */
export const migrations: readonly Migration[] = [
  async function createStores(database, _transaction, now) {
    database.createObjectStore('runs', { keyPath: 'id' });
    database.createObjectStore('checkpoints', { keyPath: ['runId', 'slot'] });
    database.createObjectStore('segments', { keyPath: ['runId', 'slot', 'name', 'index'] });
    database.createObjectStore('settings');
    database.createObjectStore('blobs');
    await database.createObjectStore('meta').put(now, 'createdAt');
  },
  async function addOverviews(database, transaction) {
    const overviews = database.createObjectStore('overviews', { keyPath: 'id' });
    // One by one: all of them at once may not fit the memory.
    for await (const cursor of transaction.objectStore('runs')) await overviews.put(overviewOf(cursor.value));
  },
];

export const databaseVersion = migrations.length;

export async function migrate(
  steps: readonly Migration[],
  database: MigratingDatabase,
  transaction: MigrationTransaction,
  oldVersion: number,
  now: number,
): Promise<void> {
  for (const migration of steps.slice(oldVersion)) await migration(database, transaction, now);
}
