import { beforeEach, expect, test } from 'vitest';
import { createTestStores, type TestStores } from '../core/test-stores.ts';
import type { SettingsStore } from '../core/ports.ts';
import { createSavedProblems, type SavedProblems } from './saved-problems.ts';

const sphere = { name: 'sphere', dimensions: 3 };
const fit = {
  name: 'fit',
  data: { name: 'mine.csv', columns: { x: [1, 2, 3], y: [2, 4, 6] } },
  response: 'y',
  model: 'b*x',
  parameters: { b: [0, 9] },
};

let stores: TestStores;
let now = 0;
const clock = { now: () => ++now, tick: () => 0, yield: async () => undefined };
let saved: SavedProblems;

beforeEach(() => {
  stores = createTestStores();
  saved = createSavedProblems(stores, clock);
});

/** As another tab has them, and what it reads. */
function openElsewhere(): { readonly saved: SavedProblems; readonly read: string[] } {
  const read: string[] = [];
  const get: SettingsStore['get'] = (key) => {
    read.push(key);
    return stores.settings.get(key);
  };
  return { saved: createSavedProblems({ ...stores, settings: { ...stores.settings, get } }, clock), read };
}

async function names(): Promise<unknown> {
  return (await saved.list()).map(({ name, outline }) => [name, outline.name]);
}

test('problems are kept under their names, replaced and deleted', async () => {
  await stores.settings.set('theme', 'dark');
  await stores.settings.set('problem/of a newer version', { problem: { name: 'quantum' }, savedAt: 1 });
  const first = await saved.save(' Mine / α ', sphere, null);
  expect(first?.replaced).toBeNull();
  const other = await saved.save('Also', { name: 'formula', variables: { x: [-1, 1] }, minimize: 'x^2' }, null);
  const second = await saved.save('Mine / α', { name: 'ackley', dimensions: 2 }, first?.savedAt ?? null);
  expect(second?.replaced?.problem).toEqual(sphere);
  expect(await names()).toEqual([
    ['Also', 'formula'],
    ['Mine / α', 'ackley'],
  ]);
  expect(await saved.delete('Also', other?.savedAt ?? 0)).toMatchObject({ name: 'Also', problem: { minimize: 'x^2' } });
  expect(await saved.delete('never there', 1)).toBeNull();
  expect(await names()).toEqual([['Mine / α', 'ackley']]);
  expect(await stores.settings.get('problem/of a newer version')).toBeDefined();
});

test('what was saved or deleted under the name since it was looked at is neither replaced nor deleted', async () => {
  const seen = (await saved.save('Mine', sphere, null))?.savedAt ?? 0;
  const elsewhere = openElsewhere();
  const newer = await elsewhere.saved.save('Mine', fit, seen);
  expect(newer?.replaced?.problem).toEqual(sphere);
  for (const over of [null, seen]) expect(await saved.save('Mine', sphere, over)).toBeNull();
  expect(await saved.delete('Mine', seen)).toBeNull();
  expect((await saved.get('Mine'))?.problem).toEqual(fit);
  expect(await elsewhere.saved.delete('Mine', newer?.savedAt ?? 0)).not.toBeNull();
  expect(await saved.delete('Mine', newer?.savedAt ?? 0)).toBeNull();
  // Nothing is lost where nothing is there.
  expect(await saved.save('Mine', sphere, seen)).toMatchObject({ replaced: null });
});

test('a list reads no data; a problem that is picked has them', async () => {
  const { savedAt } = (await saved.save('Fit', fit, null)) ?? { savedAt: 0 };
  const elsewhere = openElsewhere();
  expect(await elsewhere.saved.list()).toEqual([
    { name: 'Fit', savedAt, rows: 3, outline: { ...fit, data: 'mine.csv' } },
  ]);
  expect(elsewhere.read).toEqual(['problem-overview/Fit']);
  expect(await elsewhere.saved.get('Fit')).toEqual({ name: 'Fit', savedAt, problem: fit });
  expect(await elsewhere.saved.get('never there')).toBeNull();
});

test('a problem that came without its overview is listed all the same, and has one from then on', async () => {
  await stores.settings.set('problem/Old', { problem: fit, savedAt: 7 });
  stores.fault = new Error('The disk is full.');
  expect(await saved.list()).toMatchObject([{ name: 'Old', savedAt: 7, rows: 3 }]);
  stores.fault = null;
  await saved.list();
  const elsewhere = openElsewhere();
  expect(await elsewhere.saved.list()).toMatchObject([{ name: 'Old', savedAt: 7, rows: 3 }]);
  expect(elsewhere.read).toEqual(['problem-overview/Old']);
  // One that the first versions replaced is found out when it is touched.
  await stores.settings.set('problem/Old', { problem: sphere, savedAt: 8 });
  expect(await saved.save('Old', fit, 7)).toBeNull();
  expect(await saved.list()).toEqual([{ name: 'Old', savedAt: 8, rows: null, outline: sphere }]);
});

test('a problem that is none, and a name that is none, are refused', async () => {
  await expect(saved.save('x', { name: 'sphere', dimensions: 0 }, null)).rejects.toMatchObject({
    code: 'bad-spec',
    place: { field: 'dimensions' },
  });
  await expect(saved.save('  ', sphere, null)).rejects.toMatchObject({ place: { field: 'name' } });
  await expect(saved.save('x'.repeat(101), sphere, null)).rejects.toMatchObject({ place: { field: 'name' } });
  expect(await saved.list()).toEqual([]);
});
