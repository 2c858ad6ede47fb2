import { describe, expect, test } from 'vitest';
import { defaultConfiguration, layerFromEnvironment, layerFromUrl, resolveConfiguration } from './configuration.ts';

describe('configuration in layers', () => {
  test('without layers, every value is the default and says so', () => {
    const { configuration, problems } = resolveConfiguration([]);
    expect(problems).toEqual([]);
    for (const [key, { value, origin }] of Object.entries(configuration)) {
      expect(origin).toBe('default');
      expect(value).toBe(defaultConfiguration[key as keyof typeof defaultConfiguration]);
    }
  });

  test('a later layer wins, value by value', () => {
    const { configuration } = resolveConfiguration([
      { origin: 'settings', values: { theme: 'dark', wakeLock: true } },
      { origin: 'url', values: { theme: 'light' } },
    ]);
    expect(configuration.theme).toEqual({ value: 'light', origin: 'url' });
    expect(configuration.wakeLock).toEqual({ value: true, origin: 'settings' });
    expect(configuration.path).toEqual({ value: 'auto', origin: 'default' });
  });

  test('a bad value is refused with its layer, and the layer below it counts', () => {
    const { configuration, problems } = resolveConfiguration([
      { origin: 'settings', values: { checkpointSeconds: 30 } },
      { origin: 'url', values: { checkpointSeconds: '0.5' } },
    ]);
    expect(configuration.checkpointSeconds).toEqual({ value: 30, origin: 'settings' });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: 'bad-spec', place: { field: 'checkpointSeconds' } });
    expect(problems[0]!.message).toMatch(/page's address, checkpointSeconds: must be at least 1, got 0\.5/);
    expect(problems[0]!.hint).toContain('30 counts (settings)');
  });

  test.each([
    ['theme', 'pink'],
    ['path', 'tpu'],
    ['motion', 1],
    ['wakeLock', 'perhaps'],
    ['checkpointSeconds', Number.NaN],
    ['checkpointSeconds', ''],
    ['pictureMembers', 99],
    ['pictureMembers', 2001],
    ['pictureMembers', 150.5],
  ])('%s refuses %j', (key, value) => {
    const { configuration, problems } = resolveConfiguration([{ origin: 'file', values: { [key]: value } }]);
    expect(problems).toHaveLength(1);
    expect(configuration[key as keyof typeof configuration].origin).toBe('default');
  });

  test('an unknown key is a problem that names it', () => {
    const { problems } = resolveConfiguration([{ origin: 'file', values: { thema: 'dark', toString: 1 } }]);
    expect(problems.map((problem) => problem.place?.field)).toEqual(['thema', 'toString']);
  });

  test('addresses and environments carry text', () => {
    const url = layerFromUrl(new URLSearchParams('theme=dark&pictureMembers=500&spec=abc'));
    const environment = layerFromEnvironment({
      AEONNOVA_CHECKPOINT_SECONDS: '2.5',
      AEONNOVA_WAKE_LOCK: 'true',
      PATH: '/bin',
    });
    const { configuration, problems } = resolveConfiguration([url, environment]);
    expect(problems).toEqual([]);
    expect(configuration.theme.value).toBe('dark');
    expect(configuration.pictureMembers).toEqual({ value: 500, origin: 'url' });
    expect(configuration.checkpointSeconds).toEqual({ value: 2.5, origin: 'environment' });
    expect(configuration.wakeLock.value).toBe(true);
    expect(configuration.path.origin).toBe('default');
  });
});
