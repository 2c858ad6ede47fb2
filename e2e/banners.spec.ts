// Storage that is not there, is held by another tab, or was lost: the page says which, and what to do.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumOptions } from './chromium.ts';
import { expect, test } from './test.ts';

test('a tab that holds an older database open is named, and the app opens once it is closed', async ({
  page,
  context,
}) => {
  const older = await context.newPage();
  await older.route('**/older', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await older.goto('/older');
  await older.evaluate(async () => {
    // As version 1 made it; its page lets nobody upgrade.
    const opening = indexedDB.open('aeonnova', 1);
    opening.onupgradeneeded = () => {
      const database = opening.result;
      database.createObjectStore('runs', { keyPath: 'id' });
      database.createObjectStore('checkpoints', { keyPath: ['runId', 'slot'] });
      database.createObjectStore('segments', { keyPath: ['runId', 'slot', 'name', 'index'] });
      for (const name of ['settings', 'blobs', 'meta']) database.createObjectStore(name);
    };
    await new Promise((resolve) => (opening.onsuccess = resolve));
    // Nothing else keeps the connection open.
    Object.assign(globalThis, { connection: opening.result });
  });
  await page.goto('/');
  await expect(page.getByText('The engine could not be opened')).toBeVisible();
  await expect(page.getByText('Another tab holds an older version of what is stored here open.')).toBeVisible();
  await expect(page.getByText(/Close the other AeonNova tabs/)).toBeVisible();
  await older.close();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('The engine could not be opened')).toBeHidden();
  await expect(page.getByRole('link', { name: /Computes on: (?!…)/ })).toBeVisible();
});

test('a database that the browser dropped is told as a loss, with its date', async ({ page, context }) => {
  await page.goto('/settings');
  await expect(page.getByText(/that the browser allows/)).toBeVisible();
  const session = await context.newCDPSession(page);
  const { origin } = new URL(page.url());
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  await page.goto('/');
  await expect(page.getByText(/What was kept here since .+ is gone: the browser dropped the database/)).toBeVisible();
});

test('a browser that stores nothing for this site: the page says so and what to do', async ({ baseURL, watch }) => {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'aeonnova-profile-'));
  mkdirSync(path.join(profile, 'Default'));
  // "Do not let sites save data on this device"
  const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
  writeFileSync(path.join(profile, 'Default/Preferences'), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(profile, {
    ...chromiumOptions({ adapter: false }),
    channel: 'chromium',
    ...(baseURL !== undefined && { baseURL }),
  });
  try {
    await watch.attach(context);
    const page = await context.newPage();
    await page.goto('/');
    await expect(page.getByText('The engine could not be opened')).toBeVisible();
    await expect(page.getByText(/The browser's storage cannot be used/)).toBeVisible();
    await expect(page.getByText(/Allow this site to store data/)).toBeVisible();
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
});
