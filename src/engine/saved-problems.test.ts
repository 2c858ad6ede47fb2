import { expect, test } from 'vitest';
import { createTestStores } from '../core/test-stores.ts';
import { createSavedProblems } from './saved-problems.ts';

const clock = { now: () => 5, tick: () => 0, yield: async () => undefined };

test('problems are kept under their names, replaced and deleted', async () => {
  const { settings } = createTestStores();
  const saved = createSavedProblems(settings, clock);
  await settings.set('theme', 'dark');
  await settings.set('problem/of a newer version', { problem: { name: 'quantum' }, savedAt: 1 });
  await saved.save(' Mine / α ', { name: 'sphere', dimensions: 3 });
  await saved.save('Also', { name: 'formula', variables: { x: [-1, 1] }, minimize: 'x^2' });
  await saved.save('Mine / α', { name: 'ackley', dimensions: 2 });
  expect((await saved.list()).map(({ name, problem }) => [name, problem.name])).toEqual([
    ['Also', 'formula'],
    ['Mine / α', 'ackley'],
  ]);
  await saved.delete('Mine / α');
  await saved.delete('never there');
  expect(await saved.list()).toHaveLength(1);
  expect(await settings.get('problem/of a newer version')).toBeDefined();
});

test('a problem that is none, and a name that is none, are refused', async () => {
  const saved = createSavedProblems(createTestStores().settings, clock);
  await expect(saved.save('x', { name: 'sphere', dimensions: 0 })).rejects.toMatchObject({
    code: 'bad-spec',
    place: { field: 'dimensions' },
  });
  await expect(saved.save('  ', { name: 'sphere' })).rejects.toMatchObject({ place: { field: 'name' } });
  await expect(saved.save('x'.repeat(101), { name: 'sphere' })).rejects.toMatchObject({ place: { field: 'name' } });
  expect(await saved.list()).toEqual([]);
});
