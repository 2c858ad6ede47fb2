// Files that are there whole or not at all: written to a temporary file beside their place, flushed, renamed into it.
// And what the disk answers, as errors that a person can act on.
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AeonError } from '../../src/core/errors.ts';
import { parseExact } from '../../src/core/exact-json.ts';
import { isAlive } from './process-life.ts';

export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  await guarded(file, async () => {
    const temporary = await writeBeside(file, content);
    await rename(temporary, file);
    await flush(path.dirname(file));
  });
}

/** All or none, save for a power cut between two renames: what needs room is written first. */
export async function writeAllWhole(
  files: readonly { readonly file: string; readonly content: string | Uint8Array }[],
): Promise<void> {
  const written: { file: string; temporary: string }[] = [];
  try {
    for (const { file, content } of files)
      await guarded(file, async () => void written.push({ file, temporary: await writeBeside(file, content) }));
    for (const { file, temporary } of written) await guarded(file, () => rename(temporary, file));
  } catch (error) {
    await Promise.allSettled(written.map(({ temporary }) => rm(temporary, { force: true })));
    throw error;
  }
  for (const folder of new Set(files.map(({ file }) => path.dirname(file)))) await guarded(folder, () => flush(folder));
}

const temporaryName = /\.(\d+)-\d+\.tmp$/;
let temporaries = 0;

async function writeBeside(file: string, content: string | Uint8Array): Promise<string> {
  await prepareFolder(path.dirname(file));
  const temporary = `${file}.${process.pid}-${++temporaries}.tmp`;
  try {
    const handle = await open(temporary, 'w');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    // Half a file only takes up the room that the next attempt needs.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  return temporary;
}

const prepared = new Map<string, Promise<void>>();

/** Once per folder: makes it, and removes what killed processes left half-written. */
function prepareFolder(folder: string): Promise<void> {
  const known = prepared.get(folder);
  if (known) return known.then(() => mkdir(folder, { recursive: true })).then(() => undefined);
  const preparing = (async () => {
    await mkdir(folder, { recursive: true });
    for (const name of await readdir(folder)) {
      const pid = temporaryName.exec(name)?.[1];
      if (pid !== undefined && !isAlive(Number(pid))) await rm(path.join(folder, name), { force: true });
    }
  })();
  prepared.set(folder, preparing);
  preparing.catch(() => prepared.delete(folder));
  return preparing;
}

/** A rename is on the disk when its folder is. */
async function flush(folder: string): Promise<void> {
  // Windows knows no open folders; there a rename is on the disk by itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function readOrNull(file: string): Promise<Buffer<ArrayBuffer> | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw storageError(file, error);
  }
}

/** Names in a folder that may not be there, without what is being written. */
export async function listOrNone(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => !temporaryName.test(name));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw storageError(folder, error);
  }
}

export async function remove(file: string): Promise<void> {
  await guarded(file, () => rm(file, { recursive: true, force: true }));
}

export async function guarded(file: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw storageError(file, error);
  }
}

export function parseJson(bytes: Buffer, what: string): unknown {
  try {
    return parseExact(bytes.toString('utf8'));
  } catch (cause) {
    throw new AeonError('corrupt', `What is stored for ${what} is not readable.`, {
      hint: 'Delete it, or restore it from an export.',
      cause,
    });
  }
}

export function storageError(file: string, cause: unknown): AeonError {
  if (cause instanceof AeonError) return cause;
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

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
