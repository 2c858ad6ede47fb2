// The page's configuration: defaults, stored settings, URL. Theme and motion are put on the document.
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import {
  configurationFields,
  layerFromUrl,
  resolveConfiguration,
  type Configuration,
  type ConfigurationKey,
  type ConfigurationOutcome,
  type ResolvedConfiguration,
} from '../../core/configuration.ts';
import { client } from './client.ts';
import { notify } from './notices.tsx';

export type SettingsView = ConfigurationOutcome;

// The URL of the first page counts for the whole visit: moving about in the app does not drop it.
const urlLayer = layerFromUrl(new URLSearchParams(location.search));
const keys = Object.keys(configurationFields).filter(isConfigurationKey);
const themeKey = 'aeonnova-theme';
const systemReduces = matchMedia('(prefers-reduced-motion: reduce)');

let stored: Readonly<Record<string, unknown>> = {};
const store = createStore<SettingsView>(() => resolve());

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
    apply();
  } catch {
    // Without storage the defaults and the URL count; the frame says that storage does not work.
  }
}

export function keepSettingsCurrent(): void {
  client.state.subscribe(({ status }, previous) => {
    if (status === 'ready' && previous.status !== 'ready') void refreshSettings();
  });
  paint();
}

export function useSettings(): SettingsView {
  return useStore(store);
}

/** The setting, or else the system's wish. */
export function useReducedMotion(): boolean {
  const { motion } = useSettings().configuration;
  const [bySystem, setBySystem] = useState(systemReduces.matches);
  useEffect(() => {
    const read = (): void => setBySystem(systemReduces.matches);
    systemReduces.addEventListener('change', read);
    return () => systemReduces.removeEventListener('change', read);
  }, []);
  return motion.value === 'reduced' || bySystem;
}

async function keep(key: ConfigurationKey, value: unknown): Promise<void> {
  const before = stored;
  stored = { ...stored, [key]: value };
  apply();
  try {
    await client.setSetting(key, value);
  } catch (error) {
    stored = before;
    apply();
    notify(`The setting could not be kept: ${error instanceof Error ? error.message : String(error)}`, { tone: 'bad' });
  }
}

function resolve(): ConfigurationOutcome {
  return resolveConfiguration([{ origin: 'settings', values: stored }, urlLayer]);
}

function apply(): void {
  store.setState(resolve(), true);
  paint();
}

function paint(): void {
  const { theme, motion } = getConfiguration();
  const { dataset } = document.documentElement;
  if (theme.value === 'system') delete dataset['theme'];
  else dataset['theme'] = theme.value;
  if (motion.value === 'system') delete dataset['motion'];
  else dataset['motion'] = motion.value;
  try {
    // For the first paint of the next visit (public/theme.js).
    const kept = stored['theme'];
    if (kept === 'light' || kept === 'dark') localStorage.setItem(themeKey, kept);
    else if (client.state.getState().status === 'ready') localStorage.removeItem(themeKey);
  } catch {
    // Storage is switched off.
  }
}

function isConfigurationKey(key: string): key is ConfigurationKey {
  return Object.hasOwn(configurationFields, key);
}
