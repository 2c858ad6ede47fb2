import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { beforeEach, describe, expect, test } from 'vitest';
import { AeonError } from './errors.ts';
import { exportBundle, importBundle } from './bundle.ts';
import { equal, makeCheckpoint, makeRecord } from './ports.contract.ts';
import type { Stores } from './ports.ts';
import { type CheckpointArray, overviewOf } from './run.ts';
import { createTestStores, type TestStores } from './test-stores.ts';

let here: TestStores;
let there: TestStores;
beforeEach(() => {
  here = createTestStores();
  there = createTestStores();
});

const build = 'test';
const [first, second] = [makeRecord('A', 1), makeRecord('B', 2)];

async function fill(stores: Stores): Promise<void> {
  await stores.runs.putRun(first);
  await stores.runs.putRun(second);
  await stores.runs.putCheckpoint(makeCheckpoint(first.id, 3));
  await stores.settings.set('theme', 'dark');
  await stores.settings.set('tuner/gpu', { winner: 'x' });
  await stores.settings.set('draft/a-tab', { form: 'half-typed' });
  await stores.settings.set('problem-overview/mine', { rows: 3 });
  await stores.blobs.put('data/é.csv', strToU8('x\n1\n'));
}

/** All that an import may change. */
async function contentsOf({ runs, settings, blobs }: Stores): Promise<unknown> {
  const list = await runs.listRuns();
  return [
    await Promise.all(list.map(({ id }) => runs.getRun(id))),
    await Promise.all(list.map(({ id }) => runs.getCheckpoint(id))),
    (await settings.keys('')).length,
    await blobs.list(''),
  ];
}

/** The same bundle with some of its entries changed; `undefined` leaves one out. The manifest stays as it was signed. */
function tamper(bundle: Uint8Array, change: Record<string, Uint8Array | undefined>): Uint8Array<ArrayBuffer> {
  const entries = { ...unzipSync(bundle), ...change };
  const kept = Object.entries(entries).filter((entry): entry is [string, Uint8Array] => entry[1] !== undefined);
  return new Uint8Array(zipSync(Object.fromEntries(kept)));
}

describe('a bundle', () => {
  test('brings everything elsewhere, but what was measured on this machine and what its tabs were at', async () => {
    await fill(here);
    const bundle = await exportBundle(here, { build });
    expect(await importBundle(there, bundle, { onConflict: 'keep' })).toMatchObject({
      runs: 2,
      skipped: 0,
      inUse: [],
      settings: 1,
      blobs: 1,
    });
    for (const record of [first, second]) equal(await there.runs.getRun(record.id), record, 'a run');
    equal(await there.runs.listRuns(), [overviewOf(second), overviewOf(first)], 'list of runs');
    equal(await there.runs.getCheckpoint(first.id), makeCheckpoint(first.id, 3), 'checkpoint');
    expect(await there.settings.get('theme')).toBe('dark');
    expect(await there.settings.keys('')).toEqual(['theme']);
    equal(await there.blobs.get('data/é.csv'), strToU8('x\n1\n'), 'blob');
    expect(await exportBundle(there, { build })).not.toHaveLength(0);
  });

  test('of the same contents is the same file', async () => {
    await fill(here);
    const bundle = await exportBundle(here, { build });
    await importBundle(there, bundle, { onConflict: 'keep' });
    await there.settings.set('tuner/gpu', { winner: 'y' });
    equal(await exportBundle(there, { build }), bundle, 'the export of the import');
  });

  test('of one run holds that run alone; one that is not there is said to be missing', async () => {
    await fill(here);
    const bundle = await exportBundle(here, { build, runIds: [first.id] });
    expect(await importBundle(there, bundle, { onConflict: 'keep' })).toMatchObject({ runs: 1, settings: 0, blobs: 0 });
    await expect(exportBundle(here, { build, runIds: ['none'] })).rejects.toMatchObject({ code: 'not-found' });
  });

  test('of nothing is a bundle too', async () => {
    const bundle = await exportBundle(here, { build });
    expect(await importBundle(there, bundle, { onConflict: 'replace' })).toMatchObject({ runs: 0, skipped: 0 });
  });

  test('keeps or replaces what is there already', async () => {
    await fill(here);
    const bundle = await exportBundle(here, { build });
    const own = { ...first, title: 'changed since', updatedAt: 99 };
    await there.runs.putRun(own);
    await there.runs.putCheckpoint(makeCheckpoint(first.id, 8));
    await there.settings.set('theme', 'light');
    await there.blobs.put('data/é.csv', strToU8('own'));
    expect(await importBundle(there, bundle, { onConflict: 'keep' })).toMatchObject({
      runs: 1,
      skipped: 1,
      settings: 0,
      blobs: 0,
    });
    equal(await there.runs.getRun(first.id), own, 'the kept run');
    equal((await there.runs.getCheckpoint(first.id))?.sequence, 8, 'its checkpoint');
    equal(await there.blobs.get('data/é.csv'), strToU8('own'), 'the kept blob');
    await importBundle(there, bundle, { onConflict: 'replace' });
    equal(await there.runs.getRun(first.id), first, 'the replaced run');
    equal((await there.runs.getCheckpoint(first.id))?.sequence, 3, 'its checkpoint');
    expect(await there.settings.get('theme')).toBe('dark');
  });

  test('carries any checkpoint bit for bit', async () => {
    // Arrays are named by our own rooms; the one name that plain objects cannot carry is none of them.
    const arrays = fc.dictionary(
      fc.string().filter((name) => name !== '__proto__'),
      fc.oneof<fc.Arbitrary<CheckpointArray>[]>(
        fc.float32Array() as fc.Arbitrary<Float32Array<ArrayBuffer>>,
        fc.float64Array() as fc.Arbitrary<Float64Array<ArrayBuffer>>,
        fc.uint32Array() as fc.Arbitrary<Uint32Array<ArrayBuffer>>,
      ),
      { maxKeys: 4 },
    );
    const state = fc.dictionary(fc.string(), fc.oneof(fc.double(), fc.string(), fc.constant(null)), { maxKeys: 4 });
    await here.runs.putRun(first);
    await fc.assert(
      fc.asyncProperty(arrays, state, fc.nat(), async (numbers, plain, sequence) => {
        const checkpoint = { runId: first.id, sequence, savedAt: 1, state: plain, arrays: numbers };
        await here.runs.deleteRun(first.id);
        await here.runs.putRun(first);
        await here.runs.putCheckpoint(checkpoint);
        await importBundle(there, await exportBundle(here, { build }), { onConflict: 'replace' });
        const read = await there.runs.getCheckpoint(first.id);
        const sorted = (of: typeof numbers) => Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1));
        equal(sorted(read?.arrays ?? {}), sorted(numbers), 'numbers');
        expect(read?.state).toEqual(plain);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a file that is no sound bundle is refused, and nothing changes', () => {
  let bundle: Uint8Array<ArrayBuffer>;
  let before: unknown;
  beforeEach(async () => {
    await fill(here);
    bundle = await exportBundle(here, { build });
    await there.runs.putRun({ ...first, title: 'own' });
    before = await contentsOf(there);
  });
  async function refused(bytes: Uint8Array<ArrayBuffer>, code: string): Promise<string> {
    const error: unknown = await importBundle(there, bytes, { onConflict: 'replace' }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ name: 'AeonError', code });
    equal(await contentsOf(there), before, 'what was there');
    return error instanceof Error ? error.message : '';
  }
  const json = (value: unknown): Uint8Array => strToU8(JSON.stringify(value));
  /** A bundle whose manifest is right about entries that are wrong. */
  async function signed(entries: Record<string, Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
    const list: Record<string, { sizeBytes: number; sha256: string }> = {};
    for (const [name, bytes] of Object.entries(entries)) {
      const sum = Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex');
      list[name] = { sizeBytes: bytes.length, sha256: sum };
    }
    const manifest = { format: 'aeonnova-bundle', version: 1, build, entries: list };
    return new Uint8Array(zipSync({ ...entries, 'manifest.json': json(manifest) }));
  }

  test('nothing, text, and another zip', async () => {
    await refused(new Uint8Array(0), 'corrupt');
    await refused(new Uint8Array(strToU8('x,y\n1,2\n')), 'corrupt');
    expect(await refused(new Uint8Array(zipSync({ 'a.txt': strToU8('a') })), 'corrupt')).toContain('manifest');
  });

  test('cut short anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bundle.length - 1 }), async (length) => {
        await refused(bundle.slice(0, length), 'corrupt');
      }),
      { numRuns: 40 },
    );
  });

  test('one changed byte: refused, or the same contents', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(bundle.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const bytes = bundle.slice();
        bytes[place] ^= change;
        // Dates and the like are in no checksum and of no consequence; all else must show.
        const fresh = createTestStores();
        const outcome = await importBundle(fresh, bytes, { onConflict: 'replace' }).catch((error: unknown) => error);
        if (outcome instanceof Error) {
          expect(['corrupt', 'newer-version']).toContain('code' in outcome ? outcome.code : outcome.stack);
          equal(await fresh.runs.listRuns(), [], 'runs after a refusal');
        } else {
          for (const record of [first, second]) equal(await fresh.runs.getRun(record.id), record, 'a run');
          equal(await fresh.runs.getCheckpoint(first.id), makeCheckpoint(first.id, 3), 'checkpoint');
        }
      }),
      { numRuns: 150 },
    );
  });

  test('an entry that was changed, left out or added', async () => {
    const record = `runs/${first.id}/record.json`;
    expect(await refused(tamper(bundle, { [record]: json({ ...first, title: 'x' }) }), 'corrupt')).toContain(record);
    expect(await refused(tamper(bundle, { [record]: undefined }), 'corrupt')).toContain(record);
    for (const name of ['blobs/extra', 'constructor', 'toString'])
      expect(await refused(tamper(bundle, { [name]: strToU8('x') }), 'corrupt')).toContain(name);
  });

  test('written by a newer version', async () => {
    const manifest = { format: 'aeonnova-bundle', version: 2, build: '9.9', entries: {}, more: true };
    expect(await refused(tamper(bundle, { 'manifest.json': json(manifest) }), 'newer-version')).toContain('9.9');
  });

  test('a record or a checkpoint that is signed and still wrong', async () => {
    const name = `runs/${first.id}/record.json`;
    await refused(await signed({ [name]: strToU8('{') }), 'corrupt');
    await refused(await signed({ [name]: json({ id: first.id }) }), 'corrupt');
    await refused(await signed({ [name]: json({ ...first, schemaVersion: 2 }) }), 'newer-version');
    await refused(await signed({ [name]: json({ ...first, state: { status: 'failed' } }) }), 'corrupt');
    await refused(await signed({ [name]: json(second) }), 'corrupt');
    await refused(await signed({ 'runs/../record.json': json(first) }), 'corrupt');
    await refused(await signed({ 'blobs/%E9': strToU8('x') }), 'corrupt');
    await refused(await signed({ 'settings.json': json([1]) }), 'corrupt');
    const head = { runId: first.id, sequence: 1, savedAt: 1, state: {}, arrays: { x: 'f64' } };
    const checkpoint = `runs/${first.id}/checkpoint.json`;
    await refused(await signed({ [name]: json(first), [checkpoint]: json(head) }), 'corrupt');
    await refused(
      await signed({
        [name]: json(first),
        [checkpoint]: json(head),
        [`runs/${first.id}/arrays/x`]: new Uint8Array(7),
      }),
      'corrupt',
    );
  });

  test('a zip bomb', async () => {
    const bomb = zipSync({ 'manifest.json': json({}), 'blobs/bomb': new Uint8Array(200 * 2 ** 20) }, { level: 9 });
    expect(bomb.length).toBeLessThan(2 ** 20);
    expect(await refused(new Uint8Array(bomb), 'corrupt')).toContain('unpacks to far more');
  });

  test('a sound one, when there is no room for all of it', async () => {
    there.fault = new AeonError('storage-full', 'No room.', { hint: '' });
    await refused(bundle, 'storage-full');
  });
});
