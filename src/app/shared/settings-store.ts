// The page's configuration: defaults, stored settings, URL. Theme and motion are put on the document.
import { useCallback, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type {
  Configuration,
  ConfigurationKey,
  ConfigurationOutcome,
  ResolvedConfiguration,
} from '../../core/configuration.ts';
import { defaultConfiguration } from '../../core/default-configuration.ts';
import { client } from './client.ts';
import { explain } from './explain.ts';
import { notify } from './notices.tsx';

export type SettingsView = ConfigurationOutcome;

// The schemas come after the first paint: until then the defaults count.
const schemas = import('../../core/configuration.ts');
// The URL of the first page counts for the whole visit: moving about in the app does not drop it.
const parameters = new URLSearchParams(location.search);
const keys = Object.keys(defaultConfiguration).filter(isConfigurationKey);
const themeKey = 'aeonnova-theme';
const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
const systemReduces = matchMedia('(prefers-reduced-motion: reduce)');

// What was kept for the first paint counts until the settings are read.
let stored: Readonly<Record<string, unknown>> = keptTheme();
const store = createStore<SettingsView>(() => ({
  configuration: {
    theme: { value: defaultConfiguration.theme, origin: 'default' },
    motion: { value: defaultConfiguration.motion, origin: 'default' },
    path: { value: defaultConfiguration.path, origin: 'default' },
    checkpointSeconds: { value: defaultConfiguration.checkpointSeconds, origin: 'default' },
    wakeLock: { value: defaultConfiguration.wakeLock, origin: 'default' },
    pictureMembers: { value: defaultConfiguration.pictureMembers, origin: 'default' },
  },
  problems: [],
}));

/** Resolves when the URL counts too. */
export const settingsRead: Promise<void> = apply();

export function getConfiguration(): ResolvedConfiguration {
  return store.getState().configuration;
}

/** Keeps the value; what the URL says still wins for this visit. */
export async function setSetting<Key extends ConfigurationKey>(key: Key, value: Configuration[Key]): Promise<void> {
  await keep(key, value);
}

export async function resetSetting(key: ConfigurationKey): Promise<void> {
  await keep(key, undefined);
}

/** Reads the stored settings when the engine is there, and again after an import or erasure. */
export async function refreshSettings(): Promise<void> {
  try {
    const read = await Promise.all(keys.map(async (key) => [key, await client.getSetting(key)] as const));
    stored = Object.fromEntries(read.filter(([, value]) => value !== undefined));
    await apply();
  } catch {
    // Without storage the defaults and the URL count; the frame says that storage does not work.
  }
}

export function keepSettingsCurrent(): void {
  client.state.subscribe(({ status }, previous) => {
    if (status === 'ready' && previous.status !== 'ready') void refreshSettings();
  });
  systemIsDark.addEventListener('change', paint);
}

export function useSettings(): SettingsView {
  return useStore(store);
}

/** The theme that is shown: the setting, or else the system's wish. */
export function useTheme(): 'light' | 'dark' {
  const { theme } = useSettings().configuration;
  const isDark = useMatches(systemIsDark);
  if (theme.value !== 'system') return theme.value;
  return isDark ? 'dark' : 'light';
}

/** The setting, or else the system's wish. */
export function useReducedMotion(): boolean {
  const { motion } = useSettings().configuration;
  const bySystem = useMatches(systemReduces);
  return motion.value === 'reduced' || bySystem;
}

function useMatches(query: MediaQueryList): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      query.addEventListener('change', onChange);
      return () => query.removeEventListener('change', onChange);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => query.matches);
}

async function keep(key: ConfigurationKey, value: unknown): Promise<void> {
  const before = stored;
  stored = { ...stored, [key]: value };
  await apply();
  try {
    await client.setSetting(key, value);
  } catch (error) {
    stored = before;
    await apply();
    notify(`The setting could not be kept: ${explain(error)}`, { tone: 'bad' });
  }
}

async function apply(): Promise<void> {
  const { layerFromUrl, resolveConfiguration } = await schemas;
  store.setState(resolveConfiguration([{ origin: 'settings', values: stored }, layerFromUrl(parameters)]), true);
  paint();
}

function paint(): void {
  const { theme, motion } = getConfiguration();
  const { dataset } = document.documentElement;
  const bySystem = systemIsDark.matches ? 'dark' : 'light';
  dataset['theme'] = theme.value === 'system' ? bySystem : theme.value;
  if (motion.value === 'system') delete dataset['motion'];
  else dataset['motion'] = motion.value;
  const kept = stored['theme'];
  try {
    if (kept === 'light' || kept === 'dark') localStorage.setItem(themeKey, kept);
    else if (client.state.getState().status === 'ready') localStorage.removeItem(themeKey);
  } catch {
    // Storage is switched off.
  }
}

/** For the first paint of the next visit (public/theme.js). */
function keptTheme(): Readonly<Record<string, unknown>> {
  try {
    const theme = localStorage.getItem(themeKey);
    return theme === 'light' || theme === 'dark' ? { theme } : {};
  } catch {
    return {};
  }
}

function isConfigurationKey(key: string): key is ConfigurationKey {
  return Object.hasOwn(defaultConfiguration, key);
}
