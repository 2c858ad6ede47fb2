// The engine's ports on files: one folder a run, settings, blobs and locks beside it. What resolved is on the disk.
import path from 'node:path';
import { AeonError } from '../../src/core/errors.ts';
import { stringifyExact } from '../../src/core/exact-json.ts';
import type { Locks, RunStore, StoreContent, Stores } from '../../src/core/ports.ts';
import { type Checkpoint, newestFirst, overviewOf, type RunOverview, type RunRecord } from '../../src/core/run.ts';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint-file.ts';
import { createFileLocks } from './file-locks.ts';
import { createBlobs, createSettings, keyed, keyedName } from './keyed-files.ts';
import { listOrNone, parseJson, readOrNull, remove, writeAllWhole, writeWhole } from './whole-file.ts';

export function createFileStores(folder: string): Stores & { readonly locks: Locks } {
  return {
    runs: createRuns(folder),
    settings: createSettings(path.join(folder, 'settings')),
    blobs: createBlobs(path.join(folder, 'blobs')),
    putAll: (content) => putAll(folder, content),
    locks: createFileLocks(path.join(folder, 'locks')),
  };
}

/** A run's folder is named by its id, percent-encoded so that no text leads out of the store. */
function runFolder(folder: string, id: string): string {
  return path.join(folder, 'runs', encodeURIComponent(id).replaceAll('.', '%2E'));
}

function recordFile(folder: string, id: string): string {
  return path.join(runFolder(folder, id), 'run.json');
}

/** Two slots in turn: while one is written, the other is whole. */
function slotFile(folder: string, id: string, sequence: number): string {
  return path.join(runFolder(folder, id), `checkpoint-${sequence % 2 === 0 ? 'a' : 'b'}`);
}

function createRuns(folder: string): RunStore {
  async function getRun(id: string): Promise<RunRecord | null> {
    const bytes = await readOrNull(recordFile(folder, id));
    return bytes && toRecord(parseJson(bytes, `the record of run ${id}`), id);
  }

  return {
    putRun: (record) => writeWhole(recordFile(folder, record.id), stringifyExact(record)),
    getRun,
    async listRuns() {
      const names = await listOrNone(path.join(folder, 'runs'));
      const files = await Promise.all(names.map((name) => readOrNull(path.join(folder, 'runs', name, 'run.json'))));
      // A record that cannot be read is said to be so when its run is asked for; it does not hide the others.
      const overviews = files.flatMap((bytes) => (bytes ? tryOverview(bytes) : []));
      return overviews.sort(newestFirst);
    },
    deleteRun: (id) => remove(runFolder(folder, id)),
    putCheckpoint: (checkpoint) =>
      writeWhole(slotFile(folder, checkpoint.runId, checkpoint.sequence), encodeCheckpoint(checkpoint)),
    async getCheckpoint(runId) {
      const slots = await Promise.all([0, 1].map((sequence) => readOrNull(slotFile(folder, runId, sequence))));
      const whole = slots
        .map((bytes) => bytes && decodeCheckpoint(bytes))
        .filter((checkpoint): checkpoint is Checkpoint => checkpoint !== null);
      return whole.sort((a, b) => b.sequence - a.sequence)[0] ?? null;
    },
  };
}

function tryOverview(bytes: Buffer): RunOverview[] {
  try {
    return [overviewOf(toRecord(parseJson(bytes, 'a record'), ''))];
  } catch {
    return [];
  }
}

/** What we wrote ourselves; a file that somebody else put there may be anything. */
function toRecord(json: unknown, id: string): RunRecord {
  if (isRecord(json)) return json;
  throw new AeonError('corrupt', `What is stored for run ${id} is no record of a run.`, {
    hint: 'Delete it, or restore it from an export.',
  });
}

function isRecord(json: unknown): json is RunRecord {
  return typeof json === 'object' && json !== null && 'id' in json && 'state' in json && 'createdAt' in json;
}

async function putAll(folder: string, { runs, settings, blobs }: StoreContent): Promise<void> {
  await writeAllWhole([
    ...Object.entries(settings).map(([key, value]) => ({
      file: path.join(folder, 'settings', keyedName(key)),
      content: keyed(key, stringifyExact(value)),
    })),
    ...Object.entries(blobs).map(([key, content]) => ({
      file: path.join(folder, 'blobs', keyedName(key)),
      content: keyed(key, content),
    })),
    // The record last: without it the run is not there.
    ...runs.flatMap(({ record, checkpoint }) => [
      ...(checkpoint
        ? [{ file: slotFile(folder, record.id, checkpoint.sequence), content: encodeCheckpoint(checkpoint) }]
        : []),
      { file: recordFile(folder, record.id), content: stringifyExact(record) },
    ]),
  ]);
  // A replaced run's checkpoints do not belong to the one that took its place.
  for (const { record, checkpoint } of runs) {
    for (const sequence of [0, 1])
      if (checkpoint?.sequence === undefined || checkpoint.sequence % 2 !== sequence)
        await remove(slotFile(folder, record.id, sequence));
  }
}
