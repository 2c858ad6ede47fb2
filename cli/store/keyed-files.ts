// Settings and blobs as files. Keys are any text, file names are not: a file is named by its key's hash and begins with a
// line that says the key.
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { stringifyExact } from '../../src/core/exact-json.ts';
import type { BlobStore, SettingsStore } from '../../src/core/ports.ts';
import { hasCode, listOrNone, parseJson, readOrNull, remove, storageError, writeWhole } from './whole-file.ts';

export function createSettings(folder: string): SettingsStore {
  const fileOf = (key: string): string => path.join(folder, keyedName(key));
  return {
    async get(key) {
      const bytes = await readOrNull(fileOf(key));
      return bytes ? parseJson(bytes.subarray(bytes.indexOf(10) + 1), `the setting ${key}`) : undefined;
    },
    set: (key, value) => writeWhole(fileOf(key), keyed(key, stringifyExact(value))),
    delete: (key) => remove(fileOf(key)),
    keys: async (prefix) => (await listKeyed(folder)).map(({ key }) => key).filter((key) => key.startsWith(prefix)),
  };
}

export function createBlobs(folder: string): BlobStore {
  const fileOf = (key: string): string => path.join(folder, keyedName(key));
  return {
    put: (key, bytes) => writeWhole(fileOf(key), keyed(key, bytes)),
    async get(key) {
      const bytes = await readOrNull(fileOf(key));
      return bytes && new Uint8Array(bytes.subarray(bytes.indexOf(10) + 1));
    },
    delete: (key) => remove(fileOf(key)),
    list: async (prefix) => (await listKeyed(folder)).filter(({ key }) => key.startsWith(prefix)),
  };
}

export function keyedName(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 40);
}

export function keyed(key: string, content: string | Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`${JSON.stringify(key)}\n`), Buffer.from(content)]);
}

/** The longest first line that is looked for. */
const headBytes = 65_536;

async function listKeyed(folder: string): Promise<{ key: string; sizeBytes: number }[]> {
  const found: { key: string; sizeBytes: number }[] = [];
  for (const name of (await listOrNone(folder)).sort()) {
    const entry = await readHead(path.join(folder, name));
    if (entry) found.push(entry);
  }
  return found;
}

/** Null where the file went away meanwhile. */
async function readHead(file: string): Promise<{ key: string; sizeBytes: number } | null> {
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      const head = Buffer.alloc(Math.min(size, headBytes));
      await handle.read(head, 0, head.length, 0);
      const end = head.indexOf(10);
      return { key: String(parseJson(head.subarray(0, end), file)), sizeBytes: size - end - 1 };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw storageError(file, error);
  }
}
