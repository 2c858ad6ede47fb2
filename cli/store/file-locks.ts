// Core's locks as files: each names the process that holds it. One whose process is gone is taken over.
import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locks } from '../../src/core/ports.ts';
import { isAlive, startOf } from './process-life.ts';
import { guarded, hasCode, readOrNull, storageError } from './whole-file.ts';

export function createFileLocks(folder: string): Locks {
  return {
    async tryHold(name, work) {
      const file = path.join(folder, createHash('sha256').update(name).digest('hex').slice(0, 40));
      await guarded(folder, () => mkdir(folder, { recursive: true }).then(() => undefined));
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
    if (await createLock(file)) return true;
    const owner = await readOrNull(file);
    if (owner === null) continue;
    if (isHeld(owner.toString())) return false;
    // Moved away first: of two that find the same dead owner, one may move the other's new lock, and puts it back.
    const aside = `${file}.${randomUUID()}`;
    try {
      await rename(file, aside);
    } catch (error) {
      if (hasCode(error, 'ENOENT')) continue;
      throw storageError(file, error);
    }
    const moved = await readOrNull(aside);
    if (moved && isHeld(moved.toString())) await link(aside, file).catch(() => undefined);
    await rm(aside, { force: true });
  }
}

/** Makes the lock with its owner in it at once, so that nobody reads half of it. False where there is one. */
async function createLock(file: string): Promise<boolean> {
  const own = `${file}.${randomUUID()}`;
  try {
    await writeFile(own, `${process.pid} ${startOf(process.pid)}`);
    await link(own, file);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw storageError(file, error);
  } finally {
    await rm(own, { force: true });
  }
}

function isHeld(owner: string): boolean {
  const [pid, start] = owner.split(' ');
  return isAlive(Number(pid)) && (start === '' || start === startOf(Number(pid)));
}
