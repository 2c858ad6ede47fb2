// What the storage specs run inside the browser: the product's own storage room, without the app. Bundled by the spec.
import { storesContract, makeCheckpoint, makeRecord } from '../src/core/ports.contract.ts';
import type { Clock } from '../src/core/ports.ts';
import { openBrowserStorage } from '../src/storage/browser-storage.ts';

const clock: Clock = { now: () => Date.now(), tick: () => performance.now(), yield: async () => undefined };
const open = () =>
  openBrowserStorage({ locks: navigator.locks, storage: navigator.storage, caches: globalThis.caches }, clock);

async function damage(runId: string, sequence: number, how: 'changed' | 'torn'): Promise<void> {
  const request = indexedDB.open('aeonnova');
  await new Promise((resolve) => (request.onsuccess = resolve));
  const key = [runId, sequence % 2, 'words', 0];
  const transaction = request.result.transaction('segments', 'readwrite');
  const store = transaction.objectStore('segments');
  if (how === 'torn') store.delete(key);
  else {
    const read = store.get(key);
    read.onsuccess = () => {
      const bytes = new Uint8Array(read.result.bytes);
      bytes[0] = (bytes[0] ?? 0) ^ 1;
      store.put(read.result);
    };
  }
  await new Promise((resolve) => (transaction.oncomplete = resolve));
  request.result.close();
}

const storagePage = {
  caseNames: storesContract.map(({ name }) => name),
  /** Null where the case holds, else what is wrong. */
  async runCase(name: string): Promise<string | null> {
    const found = storesContract.find((candidate) => candidate.name === name);
    const { stores, locks, eraseAll } = await open();
    await eraseAll();
    try {
      await found?.run({ stores, locks, damage, reopen: async () => (await open()).stores });
      return found ? null : 'no such case';
    } catch (error) {
      return error instanceof Error ? `${error.message}\n${error.stack}` : String(error);
    }
  },
  /** Writes checkpoints and records without end and tells of each that was acknowledged. */
  async writeForEver(id: string, from: number, acknowledge: (sequence: number) => Promise<void>): Promise<void> {
    const { stores } = await open();
    for (let sequence = from; ; sequence++) {
      const numbers = new Float32Array(200_000).fill(sequence);
      await stores.runs.putCheckpoint({
        runId: id,
        sequence,
        savedAt: sequence,
        state: { sequence },
        arrays: { numbers },
      });
      await stores.runs.putRun({ ...makeRecord('K', 1), id, activeSeconds: sequence });
      await acknowledge(sequence);
    }
  },
  /** The sequence of checkpoint and record, and whether every number of the checkpoint is its own. */
  async readBack(id: string) {
    const { stores } = await open();
    const checkpoint = await stores.runs.getCheckpoint(id);
    const record = await stores.runs.getRun(id);
    const numbers = checkpoint?.arrays['numbers'];
    return {
      checkpoint: checkpoint?.sequence ?? 0,
      record: record?.activeSeconds ?? 0,
      isWhole: numbers ? numbers.length === 200_000 && numbers.every((value) => value === checkpoint.sequence) : true,
    };
  },
  /** Fills what room there is; the code of the error that ended it, and what is left of the run. */
  async fill(megabytes: number) {
    const { stores, eraseAll } = await open();
    await eraseAll();
    const { id } = makeRecord('Q', 1);
    await stores.runs.putRun(makeRecord('Q', 1));
    await stores.runs.putCheckpoint(makeCheckpoint(id, 1));
    const large = new Float64Array(megabytes * 2 ** 17).map(() => Math.random());
    const code: unknown = await stores.runs
      .putCheckpoint({ ...makeCheckpoint(id, 2), arrays: { large } })
      .then(() => 'none')
      .catch((error: unknown) => (error instanceof Error && 'code' in error ? error.code : String(error)));
    return {
      code,
      sequence: (await stores.runs.getCheckpoint(id))?.sequence,
      runs: (await stores.runs.listRuns()).length,
    };
  },
  async keepOpen() {
    const { stores, estimate } = await open();
    await stores.settings.set('theme', 'dark');
    return {
      readTheme: () => stores.settings.get('theme'),
      setTheme: (value: string) => stores.settings.set('theme', value),
      lostFrom: async () => (await estimate()).lostFrom,
    };
  },
};

declare global {
  // oxlint-disable-next-line no-var -- a property of globalThis can only be declared with var
  var storagePage: StoragePage;
}
export type StoragePage = typeof storagePage;
globalThis.storagePage = storagePage;
