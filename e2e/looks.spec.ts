// Every page and every state of the screen, at 360 and 1440 px, light and dark.
import {
  chooseSpeed,
  fillDisk,
  heavySpec,
  limitDisk,
  makeRoom,
  nextCheckpoint,
  pressResume,
  shownGeneration,
  stage,
  waitForResult,
  waitUntilGoing,
  watchedAddress,
  watchingSpeed,
} from './lab.ts';
import { expectGoodLooks, sizes, takeShifts, watchShifts } from './looks.ts';
import { expect, type Page, test } from './test.ts';

const pages = [
  { name: 'home', address: '/' },
  { name: 'empty', address: '/swarm' },
  { name: 'no-runs', address: '/runs' },
  { name: 'gpu', address: '/gpu' },
  { name: 'settings', address: '/settings' },
  { name: 'about', address: '/about' },
  { name: 'not-found', address: '/nowhere' },
];

/** Where the zones of the lab are tabs, the one to look at. */
async function showZone(page: Page, name: 'Setup' | 'Stage' | 'Readout'): Promise<void> {
  const zone = page.getByRole('group', { name: 'Parts of the lab' }).getByRole('button', { name });
  if (await zone.isVisible()) await zone.click();
}

/** Ten thousand runs like those that are there, of every state. */
async function makeManyRuns(page: Page, count: number): Promise<void> {
  await page.evaluate(async (wanted) => {
    const opening = indexedDB.open('aeonnova');
    await new Promise((resolve) => (opening.onsuccess = resolve));
    const transaction = opening.result.transaction(['runs', 'overviews'], 'readwrite');
    const statuses = ['done', 'cancelled', 'interrupted', 'paused'];
    for (const name of ['runs', 'overviews']) {
      const store = transaction.objectStore(name);
      const read = store.getAll();
      await new Promise((resolve) => (read.onsuccess = resolve));
      const known: { createdAt: number; title: string }[] = read.result;
      for (let index = known.length; index < wanted; index++) {
        const like = known[index % known.length];
        store.put({
          ...like,
          id: `01MANY${String(index).padStart(20, '0')}`,
          title: `${index}: ${like?.title}`,
          state: { status: statuses[index % statuses.length] },
          createdAt: (like?.createdAt ?? 0) - index * 60_000,
        });
      }
    }
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = reject;
    });
    opening.result.close();
  }, count);
}

for (const viewport of sizes) {
  test.describe(`${viewport.width} px`, () => {
    test.use({ viewport, colorScheme: 'light', contextOptions: { reducedMotion: 'reduce' } });
    test.beforeEach(({ page }) => watchShifts(page));

    test('pages', async ({ page }) => {
      test.slow();
      for (const { name, address } of pages) {
        await page.goto(address);
        await expect(page.getByRole('heading').first()).toBeVisible();
        await expect(page.getByRole('link', { name: /Computes on: (?!…)/ })).toBeVisible();
        await expectGoodLooks(page, name);
      }
    });

    test('a run: running, paused, loading, interrupted, failed, done, offline', async ({ page, context, baseURL }) => {
      test.slow();
      await limitDisk(page, baseURL);
      await page.goto(watchedAddress('cpu', { spec: heavySpec }));
      await chooseSpeed(page, watchingSpeed);
      await page.getByRole('button', { name: /^Run/ }).first().click();
      await waitUntilGoing(page);
      // What a press changes may move; from then on nothing does.
      await takeShifts(page);
      const begun = await shownGeneration(page);
      await expect.poll(() => shownGeneration(page)).toBeGreaterThan(begun + 5);
      await expectGoodLooks(page, 'running');
      await page
        .getByRole('button', { name: /^Pause/ })
        .first()
        .click();
      await expect(stage(page).getByText('paused')).toBeVisible();
      await takeShifts(page);
      await expectGoodLooks(page, 'paused');

      let release = (): void => undefined;
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      await page.route(/\/assets\/engine-[\w-]+\.js$/, async (route) => {
        await released;
        await route.continue();
      });
      await page.reload();
      await expect(page.getByRole('status', { name: 'Loading the run' })).toBeVisible();
      await expectGoodLooks(page, 'loading');
      release();
      await expect(stage(page).getByText('This run was interrupted')).toBeVisible();
      await takeShifts(page);
      await expectGoodLooks(page, 'interrupted');

      await fillDisk(page);
      await chooseSpeed(page, watchingSpeed);
      await pressResume(page);
      await expect(page.getByText('The browser has no room left to store this.').first()).toBeVisible(nextCheckpoint);
      await takeShifts(page);
      await expectGoodLooks(page, 'failed');
      await makeRoom(page);
      await chooseSpeed(page, 'Full speed');
      await pressResume(page);
      await showZone(page, 'Readout');
      await waitForResult(page);
      await takeShifts(page);
      await expectGoodLooks(page, 'done');
      await context.setOffline(true);
      await expect(page.getByText('Offline', { exact: true })).toBeVisible();
      await expectGoodLooks(page, 'offline');
    });

    test('a fit, a formula, and 10,000 runs', async ({ page }) => {
      test.slow();
      for (const [example, name] of [
        ['Fit a curve', 'fit-done'],
        ['Type a problem', 'formula-done'],
      ] as const) {
        await page.goto('/swarm?path=cpu');
        await stage(page).getByRole('button', { name: example }).click();
        await expect(page).toHaveURL(/\/swarm\/[0-9A-Z]{26}$/);
        await showZone(page, 'Readout');
        await waitForResult(page);
        if (name === 'fit-done')
          await expect(
            page.getByRole('region', { name: 'Readout' }).getByRole('region', { name: 'Parameters' }),
          ).toBeVisible();
        await takeShifts(page);
        await expectGoodLooks(page, name);
        if (viewport.width > 720) continue;
        await showZone(page, 'Stage');
        await takeShifts(page);
        await expectGoodLooks(page, `${name}-stage`);
      }

      await makeManyRuns(page, 10_000);
      await page.goto('/runs');
      const table = page.getByRole('table', { name: 'Runs' });
      await expect(table).toHaveAttribute('aria-rowcount', '10001');
      await expectGoodLooks(page, 'many-runs');
      // Few of them are in the document, wherever one looks.
      await table.evaluate((element) => element.parentElement?.scrollTo({ top: element.scrollHeight }));
      await expect(table.getByRole('link', { name: /^9999: / })).toBeVisible();
      expect(await table.getByRole('row').count()).toBeLessThan(60);
    });

    test('safe mode', async ({ page }) => {
      await page.addInitScript(() => sessionStorage.setItem('aeonnova-crashes', '3'));
      await page.goto('/');
      await expect(page.getByText('Safe mode.', { exact: true })).toBeVisible();
      await expect(page.getByRole('img', { name: /nothing starts by itself/ })).toBeVisible();
      await expectGoodLooks(page, 'safe-mode');
    });
  });
}
