// Core's locks as files: each names the process that holds it. One whose process is gone is taken over.
import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locks } from '../../src/core/ports.ts';
import { isAlive, startOf } from './process-life.ts';
import { guarded, hasCode, readOrNull, storageError } from './whole-file.ts';

/** Files tell nobody when they go: whoever waits looks again. */
const retryMs = 20;

export function createFileLocks(folder: string): Locks {
  return {
    async tryHold(name, work, waitMs = 0) {
      const file = path.join(folder, createHash('sha256').update(name).digest('hex').slice(0, 40));
      await guarded(folder, () => mkdir(folder, { recursive: true }).then(() => undefined));
      const from = performance.now();
      while (!(await take(file))) {
        if (performance.now() - from >= waitMs) return false;
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
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
    await removeDead(file);
  }
}

/** A guard that was left behind by a process killed in the middle of it. */
const guardStaleMs = 10_000;

/** Removes the lock of a dead owner; one process at a time, so that nobody removes what another has just taken. */
async function removeDead(file: string): Promise<void> {
  const guard = `${file}.guard`;
  try {
    await mkdir(guard);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw storageError(guard, error);
    const since = await stat(guard).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - since > guardStaleMs) await rm(guard, { recursive: true, force: true });
    await new Promise((resolve) => setTimeout(resolve, 5));
    return;
  }
  try {
    const owner = await readOrNull(file);
    if (owner !== null && !isHeld(owner.toString())) await rm(file, { force: true });
  } finally {
    await rm(guard, { recursive: true, force: true });
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
