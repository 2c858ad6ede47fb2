// What every implementation of the stores and locks promises, as cases that need no test framework: they run in Node over
// files and over a simulated IndexedDB, and in a real browser over its own.
import type { Locks, Stores } from './ports.ts';
import { type Checkpoint, overviewOf, type RunRecord, runSchemaVersion } from './run.ts';

export interface StoresUnderTest {
  readonly stores: Stores;
  readonly locks: Locks;
  /** The same contents, opened anew, as after a restart. */
  reopen(): Promise<Stores>;
  /** Damages what is stored of the checkpoint: one changed byte of its numbers, or a piece of them missing. */
  damage(runId: string, sequence: number, how: 'changed' | 'torn'): Promise<void>;
}

export interface ContractCase {
  readonly name: string;
  /** Takes stores that are empty. Throws what is wrong. */
  run(under: StoresUnderTest): Promise<void>;
}

const awkwardKeys = [
  'theme',
  'tuner/Google SwiftShader (5.0)/pso 64×30',
  'problem/a * b ? "c" : <d>',
  'problem/..',
  '.hidden',
  'con',
  'Case',
  'case',
  'ключ/鍵/🔑',
  `long/${'é'.repeat(300)}`,
  '100%',
  'tab\tnewline\n',
];

export const storesContract: readonly ContractCase[] = [
  {
    name: 'a run comes back as it was put, and a later one takes its place',
    async run({ stores, reopen }) {
      const record = makeRecord('A', 1);
      equal(await stores.runs.getRun(record.id), null, 'a run that was never put');
      await stores.runs.putRun(record);
      equal(await stores.runs.getRun(record.id), record, 'the run');
      const later = { ...record, title: 'renamed', updatedAt: 9 };
      await stores.runs.putRun(later);
      const again = await reopen();
      equal(await again.runs.getRun(record.id), later, 'the run after a restart');
      equal(await again.runs.listRuns(), [overviewOf(later)], 'the list after a restart');
    },
  },
  {
    name: 'runs are listed newest first',
    async run({ stores }) {
      equal(await stores.runs.listRuns(), [], 'runs at first');
      for (const [id, createdAt] of [
        ['B', 20],
        ['A', 30],
        ['C', 10],
      ] as const)
        await stores.runs.putRun(makeRecord(id, createdAt));
      const ids = (await stores.runs.listRuns()).map(({ createdAt }) => createdAt);
      equal(ids, [30, 20, 10], 'times of the runs');
    },
  },
  {
    name: 'deleting a run takes its checkpoints, and no other run',
    async run({ stores, reopen }) {
      const [first, second] = [makeRecord('A', 1), makeRecord('B', 2)];
      for (const { id } of [first, second]) {
        await stores.runs.putCheckpoint(makeCheckpoint(id, 1));
        await stores.runs.putCheckpoint(makeCheckpoint(id, 2));
      }
      await stores.runs.putRun(first);
      await stores.runs.putRun(second);
      await stores.runs.deleteRun(first.id);
      await stores.runs.deleteRun('01UNKNOWN0000000000000000Z');
      const again = await reopen();
      equal(await again.runs.listRuns(), [overviewOf(second)], 'runs that are left');
      equal(await again.runs.getCheckpoint(first.id), null, 'checkpoint of the deleted run');
      equal(await again.runs.getCheckpoint(second.id), makeCheckpoint(second.id, 2), 'checkpoint of the other run');
    },
  },
  {
    name: 'the newest checkpoint comes back bit for bit',
    async run({ stores, reopen }) {
      const { id } = makeRecord('A', 1);
      equal(await stores.runs.getCheckpoint(id), null, 'a checkpoint before the first');
      for (const sequence of [1, 2, 3]) {
        await stores.runs.putCheckpoint(makeCheckpoint(id, sequence));
        equal(await stores.runs.getCheckpoint(id), makeCheckpoint(id, sequence), `checkpoint ${sequence}`);
      }
      equal(await (await reopen()).runs.getCheckpoint(id), makeCheckpoint(id, 3), 'the checkpoint after a restart');
    },
  },
  {
    name: 'a checkpoint larger than one piece comes back',
    async run({ stores }) {
      const { id } = makeRecord('A', 1);
      const numbers = Float64Array.from({ length: 5_000_003 }, (_, i) => Math.sin(i));
      const checkpoint = { runId: id, sequence: 1, savedAt: 1, state: null, arrays: { numbers } };
      await stores.runs.putCheckpoint(checkpoint);
      equal(await stores.runs.getCheckpoint(id), checkpoint, 'the large checkpoint');
    },
  },
  ...(['changed', 'torn'] as const).map((how): ContractCase => {
    return {
      name: `a ${how} checkpoint is passed over for the one before it`,
      async run({ stores, damage, reopen }) {
        const { id } = makeRecord('A', 1);
        for (const sequence of [1, 2, 3]) await stores.runs.putCheckpoint(makeCheckpoint(id, sequence));
        await damage(id, 3, how);
        equal((await stores.runs.getCheckpoint(id))?.sequence, 2, 'sequence after the newest was damaged');
        await damage(id, 2, how);
        equal(await (await reopen()).runs.getCheckpoint(id), null, 'checkpoint after both were damaged');
        await stores.runs.putCheckpoint(makeCheckpoint(id, 4));
        equal((await stores.runs.getCheckpoint(id))?.sequence, 4, 'sequence after a new one was put');
      },
    };
  }),
  {
    name: 'settings keep plain data under any key',
    async run({ stores, reopen }) {
      const values = [null, 0, false, '', [1, [2]], { deep: { er: [null, 'ü', Number.NaN], $number: '1' } }];
      for (const [i, key] of awkwardKeys.entries()) await stores.settings.set(key, values[i % values.length]);
      const again = await reopen();
      for (const [i, key] of awkwardKeys.entries())
        equal(await again.settings.get(key), values[i % values.length], `setting ${key}`);
      equal([...(await again.settings.keys(''))].sort(), [...awkwardKeys].sort(), 'all keys');
      equal(
        [...(await again.settings.keys('problem/'))].sort(),
        ['problem/..', 'problem/a * b ? "c" : <d>'],
        'a prefix',
      );
      equal(await again.settings.keys('nothing/'), [], 'a prefix of nothing');
      await again.settings.delete('Case');
      await again.settings.delete('Case');
      equal(await again.settings.get('Case'), undefined, 'a deleted setting');
      equal(await again.settings.get('case'), values[7 % values.length], 'a setting whose name differs in case');
    },
  },
  {
    name: 'blobs keep their bytes under any key',
    async run({ stores, reopen }) {
      const whole = Uint8Array.from({ length: 1000 }, (_, i) => i);
      const part = whole.subarray(10, 20);
      for (const key of awkwardKeys) await stores.blobs.put(key, part);
      await stores.blobs.put('empty', new Uint8Array(0));
      await stores.blobs.put('theme', whole);
      const again = await reopen();
      equal(await again.blobs.get('theme'), whole, 'a blob that was replaced');
      equal(await again.blobs.get('con'), new Uint8Array(part), 'a blob that was a part of an array');
      equal(await again.blobs.get('empty'), new Uint8Array(0), 'an empty blob');
      equal(await again.blobs.get('none'), null, 'a blob that was never put');
      const listed = [...(await again.blobs.list(''))].map(({ key, sizeBytes }) => `${key} ${sizeBytes}`).sort();
      const expected = [...awkwardKeys.map((key) => `${key} ${key === 'theme' ? 1000 : 10}`), 'empty 0'].sort();
      equal(listed, expected, 'the list of blobs');
      equal([...(await again.blobs.list('long/'))].length, 1, 'blobs with a prefix');
      await again.blobs.delete('theme');
      equal(await again.blobs.get('theme'), null, 'a deleted blob');
    },
  },
  {
    name: 'putAll replaces runs whole and leaves the rest',
    async run({ stores, reopen }) {
      const [first, second] = [makeRecord('A', 1), makeRecord('B', 2)];
      await stores.runs.putRun(first);
      await stores.runs.putCheckpoint(makeCheckpoint(first.id, 7));
      await stores.runs.putCheckpoint(makeCheckpoint(first.id, 8));
      await stores.settings.set('theme', 'dark');
      await stores.putAll({
        runs: [
          { record: { ...first, title: 'imported' }, checkpoint: makeCheckpoint(first.id, 3) },
          { record: second, checkpoint: null },
        ],
        settings: { path: 'cpu' },
        blobs: { file: new Uint8Array([1, 2]) },
      });
      const again = await reopen();
      equal((await again.runs.getRun(first.id))?.title, 'imported', 'title of the replaced run');
      equal(await again.runs.getCheckpoint(first.id), makeCheckpoint(first.id, 3), 'its checkpoint');
      equal(await again.runs.getCheckpoint(second.id), null, 'checkpoint of a run that came without');
      equal([await again.settings.get('theme'), await again.settings.get('path')], ['dark', 'cpu'], 'settings');
      equal(await again.blobs.get('file'), new Uint8Array([1, 2]), 'the blob');
    },
  },
  {
    name: 'writes at the same time all arrive',
    async run({ stores }) {
      const records = Array.from({ length: 40 }, (_, i) => makeRecord(String.fromCharCode(65 + (i % 26)) + i, i));
      await Promise.all(
        records.flatMap((record, i) => [
          stores.runs.putRun(record),
          stores.runs.putCheckpoint(makeCheckpoint(record.id, i)),
          stores.settings.set('last', i),
        ]),
      );
      equal((await stores.runs.listRuns()).length, 40, 'runs');
      for (const [i, { id }] of records.entries())
        equal(await stores.runs.getCheckpoint(id), makeCheckpoint(id, i), `checkpoint of run ${i}`);
    },
  },
  {
    name: 'whoever waits for a lock is given it once it is free, and is refused when it is not in time',
    async run({ locks }) {
      const order: string[] = [];
      let letGo = (): void => undefined;
      const worked = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      const first = new Promise<void>((resolve) => {
        void locks.tryHold('run/one', () => {
          resolve();
          return worked;
        });
      });
      await first;
      equal(await locks.tryHold('run/one', async () => void order.push('too early'), 50), false, 'a wait in vain');
      const waiting = locks.tryHold('run/one', async () => void order.push('after it'), 10_000);
      order.push('first');
      letGo();
      equal([await waiting, ...order], [true, 'first', 'after it'], 'who held it');
    },
  },
  {
    name: 'a lock has one holder at a time, also when the work fails',
    async run({ locks }) {
      const order: string[] = [];
      const held = await locks.tryHold('run/one', async () => {
        order.push('first');
        equal(await locks.tryHold('run/one', async () => void order.push('second')), false, 'the same lock again');
        equal(await locks.tryHold('run/two', async () => void order.push('other')), true, 'another lock');
      });
      equal([held, ...order], [true, 'first', 'other'], 'who held it');
      const failed = await locks
        .tryHold('run/one', () => Promise.reject(new Error('the work failed')))
        .catch((error: unknown) => (error instanceof Error ? error.message : ''));
      equal(failed, 'the work failed', 'the error of the work');
      equal(await locks.tryHold('run/one', async () => undefined), true, 'the lock afterwards');
    },
  },
];

/** @param letters tells runs apart; the id has the shape of a real one */
export function makeRecord(letters: string, createdAt: number): RunRecord {
  return {
    id: `01J${letters}`.padEnd(26, '0'),
    schemaVersion: runSchemaVersion,
    title: `Run ${letters} · “ü”`,
    spec: { kind: 'swarm', seed: 1 },
    choices: {
      path: 'cpu',
      reason: 'asked for',
      adapter: { kind: 'cpu', vendor: '', architecture: '', description: 'CPU', software: false },
      variants: { pso: 'typescript' },
      build: 'test',
    },
    state: { status: 'paused' },
    knobTurns: [{ generation: 3, knobs: { inertia: 0.5 } }],
    createdAt,
    updatedAt: createdAt,
    activeSeconds: 0.25,
    fraction: null,
    summary: '',
    result: { best: [1e-300, -0.1, -0, Number.NaN, Number.POSITIVE_INFINITY] },
  };
}

export function makeCheckpoint(runId: string, sequence: number): Checkpoint {
  const bits = new Uint32Array([0x7fc00001, 0x80000000, 0x00000001, 0x7f800000, sequence]);
  const large = new Float64Array(70);
  large.set([Number.MIN_VALUE, -0, Number.MAX_VALUE, sequence], 66);
  return {
    runId,
    sequence,
    savedAt: 1_700_000_000_000 + sequence,
    state: { generation: sequence, nested: { list: [1, null, 'ü', Number.NEGATIVE_INFINITY, -0] } },
    arrays: {
      positions: new Float32Array(bits.buffer),
      // A view of a part: what surrounds it is not stored.
      totals: large.subarray(66),
      words: new Uint32Array([0, 0xffffffff, sequence]),
      none: new Float32Array(0),
    },
  };
}

/** Equal by value; numbers in typed arrays by their bits. */
export function equal(actual: unknown, expected: unknown, what: string): void {
  const [shown, wanted] = [describe(actual), describe(expected)];
  if (shown !== wanted) throw new Error(`${what}: got ${shorten(shown)}, expected ${shorten(wanted)}`);
}

function describe(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) => {
      if (typeof part === 'number') return `number ${Object.is(part, -0) ? '-0' : String(part)}`;
      if (ArrayBuffer.isView(part)) {
        const bytes = new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
        return `${part.constructor.name} ${bytes.length} ${bytes.length > 4096 ? checksum(bytes) : bytes.join(' ')}`;
      }
      return part;
    }) ?? 'undefined'
  );
}

function checksum(bytes: Uint8Array): number {
  let sum = 1;
  for (const byte of bytes) sum = (Math.imul(sum, 31) + byte) | 0;
  return sum;
}

function shorten(text: string): string {
  return text.length > 600 ? `${text.slice(0, 600)}…` : text;
}
