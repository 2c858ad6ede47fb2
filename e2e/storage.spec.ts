// The storage room in a real browser: its contract, killed browsers, a full disk, data that is cleared under its feet.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { startBrowser } from './chromium.ts';
import { type BrowserContext, expect, type Page, test } from './test.ts';

const kills = Number(process.env['STORAGE_KILLS'] ?? 3);

// One after the other, so that the page is built once. A trace would still be written
// while its browser is killed.
test.describe.configure({ mode: 'default' });
test.use({ trace: 'off' });

let script: string;
test.beforeAll(async () => {
  const outcome = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2023',
      minify: false,
      lib: { entry: path.join(import.meta.dirname, 'storage-page.ts'), formats: ['es'], fileName: 'storage-page' },
    },
  });
  const [first] = Array.isArray(outcome) ? outcome : [outcome];
  const chunk = first && 'output' in first ? first.output[0] : null;
  if (!chunk) throw new Error('The page of this spec could not be built.');
  script = chunk.code;
});

function originOf(baseURL: string | undefined): string {
  return new URL(baseURL ?? '').origin;
}

/** A page of the app's origin without the app. */
async function openStoragePage(context: BrowserContext, origin: string): Promise<Page> {
  await context.route('**/storage-page.*', (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ contentType: 'text/javascript', body: script })
      : route.fulfill({
          contentType: 'text/html',
          body: '<!doctype html><script type="module" src="/storage-page.js"></script>',
        }),
  );
  const page = await context.newPage();
  await page.goto(`${origin}/storage-page.html`);
  await page.waitForFunction(() => 'storagePage' in globalThis);
  return page;
}

test('IndexedDB keeps the contract of the ports', async ({ context, baseURL }) => {
  test.slow();
  const page = await openStoragePage(context, originOf(baseURL));
  const names = await page.evaluate(() => storagePage.caseNames);
  expect(names.length).toBeGreaterThan(10);
  for (const name of names)
    await test.step(name, async () => {
      expect(await page.evaluate((which) => storagePage.runCase(which), name)).toBeNull();
    });
});

test('a full disk gives storage-full, and what was there before stays', async ({ context, baseURL }) => {
  const page = await openStoragePage(context, originOf(baseURL));
  const session = await context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: originOf(baseURL), quotaSize: 8 * 2 ** 20 });
  expect(await page.evaluate(() => storagePage.fill(32))).toEqual({ code: 'storage-full', sequence: 1, runs: 1 });
  await session.send('Storage.overrideQuotaForOrigin', { origin: originOf(baseURL) });
  expect(await page.evaluate(() => storagePage.fill(32))).toEqual({ code: 'none', sequence: 2, runs: 1 });
});

test('data cleared while it is open: storage goes on with an empty database and says what was lost', async ({
  context,
  baseURL,
}) => {
  const page = await openStoragePage(context, originOf(baseURL));
  const storage = await page.evaluateHandle(() => storagePage.keepOpen());
  expect(await storage.evaluate(({ readTheme }) => readTheme())).toBe('dark');
  expect(await storage.evaluate(({ lostFrom }) => lostFrom())).toBeNull();
  const session = await context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: originOf(baseURL), storageTypes: 'indexeddb' });
  await storage.evaluate(({ setTheme }) => setTheme('light'));
  expect(await storage.evaluate(({ readTheme }) => readTheme())).toBe('light');
  expect(await storage.evaluate(({ lostFrom }) => lostFrom())).toBeGreaterThan(1.7e12);
});

test(`what was acknowledged survives ${kills} kills of the browser`, async ({ baseURL }) => {
  test.setTimeout(60_000 + kills * 15_000);
  const profile = mkdtempSync(path.join(os.tmpdir(), 'aeonnova-profile-'));
  const id = '01JKILL0000000000000000000';
  let acknowledged = 0;
  try {
    for (let kill = 0; kill <= kills; kill++) {
      const { process: browser, endpoint } = await startBrowser(profile);
      const exited = new Promise((resolve) => browser.once('exit', resolve));
      try {
        const connection = await chromium.connectOverCDP(endpoint);
        const [context] = connection.contexts();
        if (!context) throw new Error('The browser has no context.');
        const page = await openStoragePage(context, originOf(baseURL));
        const found = await page.evaluate((run) => storagePage.readBack(run), id);
        expect(found.isWhole).toBe(true);
        expect(found.checkpoint).toBeGreaterThanOrEqual(acknowledged);
        expect(found.record).toBeGreaterThanOrEqual(acknowledged);
        if (kill === kills) break;
        const killAt = found.checkpoint + 2 + Math.floor(Math.random() * 8);
        await page.exposeFunction('acknowledge', (sequence: number) => {
          acknowledged = sequence;
          if (sequence >= killAt) browser.kill('SIGKILL');
        });
        const writing = page.evaluate(
          ([run, from]) =>
            storagePage.writeForEver(run, from, Reflect.get(globalThis, 'acknowledge') as (n: number) => Promise<void>),
          [id, found.checkpoint + 1] as const,
        );
        await expect(writing).rejects.toThrow();
        expect(acknowledged).toBeGreaterThanOrEqual(killAt);
      } finally {
        browser.kill('SIGKILL');
        await exited;
      }
    }
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});
