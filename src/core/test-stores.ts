// Stores and locks in memory, for tests of what is built on the ports. They keep the contract; `fault` makes writes fail
// as a full disk or a dead connection would. No part of the product.
import type { Locks, Stores } from './ports.ts';
import { type Checkpoint, newestFirst, overviewOf, type RunRecord } from './run.ts';

export interface TestStores extends Stores {
  readonly locks: Locks;
  /** What the next writes throw; null: they work. */
  fault: Error | null;
  /** Names of the writes that came through, oldest first. */
  readonly log: string[];
  /** The same contents, as a second engine at the same time has them. */
  reopen(): TestStores;
  /** What a killed process would leave behind now: the contents as they are, and nobody who holds a lock. */
  afterKill(): TestStores;
  damage(runId: string, sequence: number): void;
}

interface Contents {
  readonly runs: Map<string, RunRecord>;
  readonly checkpoints: Map<string, Checkpoint>;
  readonly settings: Map<string, unknown>;
  readonly blobs: Map<string, Uint8Array<ArrayBuffer>>;
}

export function createTestStores(
  contents: Contents = { runs: new Map(), checkpoints: new Map(), settings: new Map(), blobs: new Map() },
  held = new Set<string>(),
): TestStores {
  const { runs, checkpoints, settings, blobs } = contents;
  const log: string[] = [];
  const slotOf = (runId: string, sequence: number): string => `${runId} ${sequence % 2}`;

  async function write(name: string, work: () => void): Promise<void> {
    // A store answers later, not at once.
    await new Promise(setImmediate);
    if (stores.fault) throw stores.fault;
    work();
    log.push(name);
  }
  function removeCheckpoints(runId: string): void {
    for (const sequence of [0, 1]) checkpoints.delete(slotOf(runId, sequence));
  }
  function keep(checkpoint: Checkpoint): void {
    // A view of a part is kept as the part.
    const arrays = Object.fromEntries(Object.entries(checkpoint.arrays).map(([name, array]) => [name, array.slice()]));
    checkpoints.set(slotOf(checkpoint.runId, checkpoint.sequence), structuredClone({ ...checkpoint, arrays }));
  }

  const stores: TestStores = {
    fault: null,
    log,
    runs: {
      putRun: (record) => write(`run ${record.state.status}`, () => void runs.set(record.id, structuredClone(record))),
      getRun: async (id) => structuredClone(runs.get(id) ?? null),
      listRuns: async () => structuredClone([...runs.values()].map(overviewOf).sort(newestFirst)),
      deleteRun: (id) =>
        write('delete', () => {
          runs.delete(id);
          removeCheckpoints(id);
        }),
      putCheckpoint: (checkpoint) => write(`checkpoint ${checkpoint.sequence}`, () => keep(checkpoint)),
      async getCheckpoint(runId) {
        const slots = [0, 1].map((sequence) => checkpoints.get(slotOf(runId, sequence)));
        const found = slots.filter((checkpoint) => checkpoint !== undefined).sort((a, b) => b.sequence - a.sequence);
        return structuredClone(found[0] ?? null);
      },
    },
    settings: {
      get: async (key) => structuredClone(settings.get(key)),
      set: (key, value) => write(`setting ${key}`, () => void settings.set(key, structuredClone(value))),
      delete: (key) => write(`setting ${key}`, () => void settings.delete(key)),
      keys: async (prefix) => [...settings.keys()].filter((key) => key.startsWith(prefix)),
    },
    blobs: {
      put: (key, bytes) => write(`blob ${key}`, () => void blobs.set(key, bytes.slice())),
      get: async (key) => blobs.get(key)?.slice() ?? null,
      delete: (key) => write(`blob ${key}`, () => void blobs.delete(key)),
      list: async (prefix) =>
        [...blobs]
          .filter(([key]) => key.startsWith(prefix))
          .map(([key, bytes]) => ({ key, sizeBytes: bytes.byteLength })),
    },
    putAll: (content) =>
      write('all', () => {
        for (const { record, checkpoint } of content.runs) {
          removeCheckpoints(record.id);
          if (checkpoint) keep(checkpoint);
          runs.set(record.id, structuredClone(record));
        }
        for (const [key, value] of Object.entries(content.settings)) settings.set(key, structuredClone(value));
        for (const [key, bytes] of Object.entries(content.blobs)) blobs.set(key, bytes.slice());
      }),
    locks: {
      async tryHold(name, work, waitMs = 0) {
        const from = performance.now();
        while (held.has(name)) {
          if (performance.now() - from >= waitMs) return false;
          await new Promise(setImmediate);
        }
        held.add(name);
        try {
          await work();
        } finally {
          held.delete(name);
        }
        return true;
      },
    },
    reopen: () => createTestStores(contents, held),
    afterKill: () => createTestStores(structuredClone(contents)),
    damage: (runId, sequence) => void checkpoints.delete(slotOf(runId, sequence)),
  };
  return stores;
}
