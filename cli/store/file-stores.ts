// The engine's ports on files: one folder a run, settings and blobs beside it. What resolved is on the disk: written to a
// temporary file, flushed, renamed into place.
import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AeonError } from '../../src/core/errors.ts';
import type { BlobStore, Locks, RunStore, SettingsStore, StoreContent, Stores } from '../../src/core/ports.ts';
import type { Checkpoint, RunRecord } from '../../src/core/run.ts';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint-file.ts';

export function createFileStores(directory: string): Stores & { readonly locks: Locks } {
  const runsDirectory = path.join(directory, 'runs');
  const runDirectory = (id: string): string => path.join(runsDirectory, fileNameOf(id));
  return {
    runs: createRuns(runsDirectory, runDirectory),
    settings: createSettings(path.join(directory, 'settings')),
    blobs: createBlobs(path.join(directory, 'blobs')),
    putAll: (content) => putAll(directory, content),
    locks: createLocks(path.join(directory, 'locks')),
  };
}

/**
 * Everything is written and flushed beside its place first, where a full disk shows; then all is renamed into place, which
 * takes no room.
 */
async function putAll(directory: string, { runs, settings, blobs }: StoreContent): Promise<void> {
  const runDirectory = (id: string): string => path.join(directory, 'runs', fileNameOf(id));
  const files: { file: string; content: string | Uint8Array }[] = [
    ...Object.entries(settings).map(([key, value]) => ({
      file: path.join(directory, 'settings', `${fileNameOf(key)}.json`),
      content: JSON.stringify(value),
    })),
    ...Object.entries(blobs).map(([key, content]) => ({
      file: path.join(directory, 'blobs', fileNameOf(key)),
      content,
    })),
    ...runs.flatMap(({ record, checkpoint }) => [
      ...(checkpoint
        ? [
            {
              file: path.join(runDirectory(record.id), slotName(checkpoint.sequence)),
              content: encodeCheckpoint(checkpoint),
            },
          ]
        : []),
      // The record last: without it the run is not there.
      { file: path.join(runDirectory(record.id), 'run.json'), content: JSON.stringify(record) },
    ]),
  ];
  const kept = new Set(files.map(({ file }) => file));
  try {
    for (const { file, content } of files) await guarded(file, () => writeBeside(file, content));
    for (const { record } of runs) {
      // An older run's checkpoints do not belong to the one that takes its place.
      const slots = [0, 1].map((sequence) => path.join(runDirectory(record.id), slotName(sequence)));
      for (const slot of slots) if (!kept.has(slot)) await guarded(slot, () => rm(slot, { force: true }));
    }
    for (const { file } of files) await guarded(file, () => rename(temporaryOf(file), file));
  } catch (error) {
    await Promise.allSettled(files.map(({ file }) => rm(temporaryOf(file), { force: true })));
    throw error;
  }
  for (const folder of new Set(files.map(({ file }) => path.dirname(file)))) await guarded(folder, () => flush(folder));
}

/** Two slots in turn: while one is written, the other is whole. */
function slotName(sequence: number): string {
  return `checkpoint-${sequence % 2 === 0 ? 'a' : 'b'}`;
}

function createRuns(runsDirectory: string, runDirectory: (id: string) => string): RunStore {
  const slotOf = (id: string, sequence: number): string => path.join(runDirectory(id), slotName(sequence));

  async function getRun(id: string): Promise<RunRecord | null> {
    const bytes = await readOrNull(path.join(runDirectory(id), 'run.json'));
    return bytes && parseJson<RunRecord>(bytes, `the record of run ${id}`);
  }

  return {
    putRun: (record) => writeWhole(path.join(runDirectory(record.id), 'run.json'), JSON.stringify(record)),
    getRun,
    async listRuns() {
      const ids = (await listOrNone(runsDirectory)).map(nameOfFile).sort().reverse();
      const records = await Promise.all(ids.map(getRun));
      return records.filter((record) => record !== null).sort((a, b) => b.createdAt - a.createdAt);
    },
    deleteRun: (id) => guarded(runDirectory(id), () => rm(runDirectory(id), { recursive: true, force: true })),
    putCheckpoint: (checkpoint) =>
      writeWhole(slotOf(checkpoint.runId, checkpoint.sequence), encodeCheckpoint(checkpoint)),
    async getCheckpoint(runId) {
      const slots = await Promise.all([0, 1].map((sequence) => readOrNull(slotOf(runId, sequence))));
      const whole = slots
        .map((bytes) => bytes && decodeCheckpoint(bytes))
        .filter((checkpoint): checkpoint is Checkpoint => checkpoint !== null);
      return whole.sort((a, b) => b.sequence - a.sequence)[0] ?? null;
    },
  };
}

function createSettings(directory: string): SettingsStore {
  const fileOf = (key: string): string => path.join(directory, `${fileNameOf(key)}.json`);
  return {
    async get(key) {
      const bytes = await readOrNull(fileOf(key));
      return bytes === null ? undefined : parseJson(bytes, `the setting ${key}`);
    },
    set: (key, value) => writeWhole(fileOf(key), JSON.stringify(value)),
    delete: (key) => guarded(fileOf(key), () => rm(fileOf(key), { force: true })),
    keys: async (prefix) =>
      (await listOrNone(directory))
        .map((name) => nameOfFile(name.replace(/\.json$/, '')))
        .filter((key) => key.startsWith(prefix)),
  };
}

function createBlobs(directory: string): BlobStore {
  const fileOf = (key: string): string => path.join(directory, fileNameOf(key));
  return {
    put: (key, bytes) => writeWhole(fileOf(key), bytes),
    get: async (key) => {
      const bytes = await readOrNull(fileOf(key));
      return bytes && new Uint8Array(bytes);
    },
    delete: (key) => guarded(fileOf(key), () => rm(fileOf(key), { force: true })),
    async list(prefix) {
      const names = (await listOrNone(directory)).filter((name) => nameOfFile(name).startsWith(prefix));
      return Promise.all(
        names.map(async (name) => ({
          key: nameOfFile(name),
          sizeBytes: (await stat(path.join(directory, name))).size,
        })),
      );
    },
  };
}

/** A lock is a file that names its process; one whose process is gone is taken over. */
function createLocks(directory: string): Locks {
  return {
    async tryHold(name, work) {
      const file = path.join(directory, fileNameOf(name));
      await mkdir(directory, { recursive: true });
      if (!(await take(file))) return false;
      try {
        await work();
      } finally {
        await rm(file, { force: true });
      }
      return true;
    },
  };
}

async function take(file: string): Promise<boolean> {
  for (;;) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' });
      return true;
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw storageError(file, error);
      const owner = Number(await readOrNull(file).then((bytes) => bytes?.toString() ?? '0'));
      if (isAlive(owner)) return false;
      await rm(file, { force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

/** Keys as file names: what is not plain is percent-encoded, what is too long is cut and hashed. */
function fileNameOf(key: string): string {
  const encoded = encodeURIComponent(key).replaceAll('*', '%2A').replace(/^\./, '%2E');
  return encoded.length <= 200
    ? encoded
    : `${encoded.slice(0, 150).replace(/%.?$/, '')}~${createHash('sha256').update(key).digest('hex').slice(0, 40)}`;
}

function nameOfFile(name: string): string {
  return decodeURIComponent(name);
}

async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  await guarded(file, async () => {
    await writeBeside(file, content);
    await rename(temporaryOf(file), file);
    await flush(path.dirname(file));
  });
}

async function writeBeside(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const handle = await open(temporaryOf(file), 'w');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function temporaryOf(file: string): string {
  return `${file}.${process.pid}.tmp`;
}

/** A rename is on the disk when its folder is. */
async function flush(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readOrNull(file: string): Promise<Buffer<ArrayBuffer> | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw storageError(file, error);
  }
}

async function listOrNone(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory)).filter((name) => !name.endsWith('.tmp'));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw storageError(directory, error);
  }
}

async function guarded(file: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw storageError(file, error);
  }
}

function parseJson<T>(bytes: Buffer, what: string): T {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new AeonError('corrupt', `What is stored for ${what} is not readable.`, {
      hint: 'Delete it, or restore it from an export.',
      cause,
    });
  }
}

function storageError(file: string, cause: unknown): AeonError {
  if (hasCode(cause, 'ENOSPC') || hasCode(cause, 'EDQUOT'))
    return new AeonError('storage-full', `The disk is full: ${file} could not be written.`, {
      hint: 'Free some space, or choose another folder with --store.',
      cause,
    });
  return new AeonError(
    'storage-unavailable',
    `${file} cannot be used: ${cause instanceof Error ? cause.message : 'no reason given'}`,
    { hint: 'Check its permissions, or choose another folder with --store.', cause },
  );
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
