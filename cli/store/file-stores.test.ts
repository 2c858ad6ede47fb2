import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeCheckpoint, makeRecord, storesContract } from '../../src/core/ports.contract.ts';
import { createFileStores } from './file-stores.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'aeonnova-store-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('stores on files keep the contract of the ports', () => {
  for (const { name, run } of storesContract) {
    test(name, async () => {
      const { locks, ...stores } = createFileStores(folder);
      await run({
        stores,
        locks,
        reopen: async () => createFileStores(folder),
        async damage(runId, sequence, how) {
          const file = path.join(folder, 'runs', runId, `checkpoint-${sequence % 2 === 0 ? 'a' : 'b'}`);
          if (how === 'torn') return truncate(file, (await stat(file)).size - 3);
          const bytes = await readFile(file);
          bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
          await writeFile(file, bytes);
        },
      });
    });
  }
});

describe('stores on files', () => {
  test('an empty or headless checkpoint file counts as torn', async () => {
    const { runs } = createFileStores(folder);
    const { id } = makeRecord('A', 1);
    await runs.putCheckpoint(makeCheckpoint(id, 1));
    for (const content of ['', '\n', `${'0'.repeat(64)}\n`, 'no line at all']) {
      await writeFile(path.join(folder, 'runs', id, 'checkpoint-a'), content);
      expect((await runs.getCheckpoint(id))?.sequence).toBe(1);
    }
  });

  test('a record that is no JSON is named as corrupt, and hides no other', async () => {
    const { runs } = createFileStores(folder);
    const [first, second] = [makeRecord('A', 1), makeRecord('B', 2)];
    await runs.putRun(first);
    await runs.putRun(second);
    await writeFile(path.join(folder, 'runs', first.id, 'run.json'), '{"id":');
    expect((await runs.listRuns()).map(({ id }) => id)).toEqual([second.id]);
    await expect(runs.getRun(first.id)).rejects.toMatchObject({ code: 'corrupt' });
  });

  test('an id leads to no place outside the store', async () => {
    const { runs } = createFileStores(path.join(folder, 'inner'));
    await runs.putRun({ ...makeRecord('A', 1), id: '../../outside' });
    expect(await readdir(folder)).toEqual(['inner']);
    expect((await runs.getRun('../../outside'))?.id).toBe('../../outside');
  });

  test('what a killed process left half-written is removed by the next write', async () => {
    const { id } = makeRecord('A', 1);
    // A process number beyond what systems give out: nobody has it.
    const left = path.join(folder, 'runs', id, 'checkpoint-a.2147483600-1.tmp');
    const live = path.join(folder, 'runs', id, `checkpoint-b.${process.pid}-9999.tmp`);
    await mkdir(path.dirname(left), { recursive: true });
    await writeFile(left, 'half');
    await writeFile(live, 'half');
    await createFileStores(folder).runs.putRun(makeRecord('A', 1));
    expect((await readdir(path.dirname(left))).sort()).toEqual([path.basename(live), 'run.json']);
  });

  test('a folder that cannot be written gives storage-unavailable and names the file', async () => {
    const blocked = path.join(folder, 'file');
    await writeFile(blocked, 'no folder');
    const { runs, settings } = createFileStores(blocked);
    await expect(runs.putRun(makeRecord('A', 1))).rejects.toMatchObject({ code: 'storage-unavailable' });
    await expect(settings.set('theme', 'dark')).rejects.toThrow(blocked);
  });

  test('a lock whose process is gone is taken over, also when its number lives on', async () => {
    const { locks } = createFileStores(folder);
    await locks.tryHold('run', async () => {
      const [name = ''] = await readdir(path.join(folder, 'locks'));
      const file = path.join(folder, 'locks', name);
      const own = await readFile(file, 'utf8');
      for (const owner of ['2147483600 1', '', 'nonsense', ...(own.endsWith(' ') ? [] : [`${process.pid} 1`])]) {
        await writeFile(file, owner);
        let holders = 0;
        // Whoever holds it lets go when all others have been refused.
        let letGo = (): void => undefined;
        const othersRefused = new Promise<void>((resolve) => {
          letGo = resolve;
        });
        let left = 7;
        const takers = await Promise.all(
          Array.from({ length: 8 }, async () => {
            const isHeld = await locks.tryHold('run', () => {
              holders++;
              return othersRefused;
            });
            if (!isHeld && --left === 0) letGo();
            return isHeld;
          }),
        );
        expect(holders).toBe(1);
        expect(takers.filter(Boolean)).toHaveLength(1);
      }
      await writeFile(file, own);
    });
    expect(await readdir(path.join(folder, 'locks'))).toEqual([]);
  });
});
