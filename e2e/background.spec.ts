// A tab that nobody looks at: throttled, frozen, thawed. Browsers that tests start do none of it, so this one is started as
// a person starts it.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { startBrowser } from './chromium.ts';
import { chooseSpeed, pressRun, shownGeneration, startWatched, waitForResult, watchedAddress } from './lab.ts';
import { expect, type Page, test as base } from './test.ts';

const test = base.extend({
  context: async ({ watch }, use) => {
    const profile = mkdtempSync(path.join(os.tmpdir(), 'aeonnova-profile-'));
    const { process: browser, endpoint } = await startBrowser(profile);
    const exited = new Promise((resolve) => browser.once('exit', resolve));
    try {
      const connection = await chromium.connectOverCDP(endpoint, { noDefaults: true });
      const [context] = connection.contexts();
      if (!context) throw new Error('The browser has no context.');
      await watch.attach(context);
      await use(context);
    } finally {
      browser.kill('SIGKILL');
      await exited;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  },
});

/** What the browser tells the page about its life, in order. */
async function collectLife(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const life: string[] = [];
    Object.assign(globalThis, { life });
    document.addEventListener('visibilitychange', () => life.push(document.visibilityState));
    for (const name of ['freeze', 'resume']) document.addEventListener(name, () => life.push(name));
  });
}

function life(page: Page): Promise<string[]> {
  return page.evaluate(() => Reflect.get(globalThis, 'life') as string[]);
}

/** What is stored of the result of the run that is shown, to the last bit. */
function storedResult(page: Page): Promise<unknown> {
  return page.evaluate(
    async (id) => {
      const opening = indexedDB.open('aeonnova');
      await new Promise((resolve) => (opening.onsuccess = resolve));
      const reading = opening.result.transaction('runs').objectStore('runs').get(id);
      await new Promise((resolve) => (reading.onsuccess = resolve));
      opening.result.close();
      const { best, evaluations, generations } = reading.result.result;
      return { best, evaluations, generations };
    },
    page.url().split('/').at(-1) ?? '',
  );
}

test('in the background and after a freeze a run goes on by itself to its end, and to the same bits', async ({
  page,
  context,
  baseURL,
}) => {
  test.slow();
  const { origin } = new URL(baseURL ?? '');
  await collectLife(page);
  await startWatched(page, 'cpu', { origin });
  await chooseSpeed(page, '30 generations a second');
  const session = await context.newCDPSession(page);
  const list = await context.newPage();
  await list.goto(`${origin}/runs`);
  await list.bringToFront();
  await expect.poll(() => life(page)).toEqual(['hidden']);
  const row = list.getByRole('row').filter({ hasText: /rastrigin/i });
  await expect(row).toContainText('Running');
  const hidden = await shownGeneration(page);
  await expect.poll(() => shownGeneration(page)).toBeGreaterThan(hidden);

  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await expect.poll(() => life(page)).toEqual(['hidden', 'freeze']);
  // The same run in another tab takes its time meanwhile, undisturbed.
  await list.goto(watchedAddress('cpu', { origin }));
  await chooseSpeed(list, 'Full speed');
  await pressRun(list);
  await waitForResult(list);
  const whole = await storedResult(list);
  expect(whole).toMatchObject({ generations: 300 });
  await list.goto(`${origin}/runs`);
  await expect(row.last()).toContainText('Running');
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await expect.poll(() => life(page)).toEqual(['hidden', 'freeze', 'resume']);
  await expect(row.last()).toContainText('Done');
  expect(await life(page)).toEqual(['hidden', 'freeze', 'resume']);

  await page.bringToFront();
  await waitForResult(page);
  expect(await storedResult(page)).toEqual(whole);
});
