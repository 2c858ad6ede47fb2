// A new version is put in the place of the one that is open: nothing of what runs or was typed is lost.
import { cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { listen } from '../scripts/serve/app-server.mjs';
import { setup, solutionOf, savedNumbers, startWatched, undisturbed, waitForResult } from './lab.ts';
import { expect, type Page, test as base, waitForPrecache } from './test.ts';

const root = path.join(import.meta.dirname, '..');

interface Site {
  readonly address: string;
  /** Puts another build of the same sources in the place of the one that is served; its name. */
  publishNext(): Promise<string>;
}

const test = base.extend<{ site: Site }>({
  site: async ({ browserName: _ }, use) => {
    const place = mkdtempSync(path.join(os.tmpdir(), 'aeonnova-site-'));
    const folder = path.join(place, 'app');
    cpSync(path.join(root, 'dist/app'), folder, { recursive: true });
    const { server, port } = await listen({ folder, host: '127.0.0.1', port: 0 });
    await use({
      address: `http://localhost:${port}`,
      async publishNext() {
        const name = '9.0.0+next';
        const next = path.join(place, 'next');
        await build({
          root,
          logLevel: 'error',
          define: { __BUILD__: JSON.stringify(name) },
          build: { outDir: next, emptyOutDir: true },
        });
        renameSync(folder, path.join(place, 'before'));
        renameSync(next, folder);
        return name;
      },
    });
    server.close();
    rmSync(place, { recursive: true, force: true });
  },
  baseURL: ({ site }, use) => use(site.address),
});

test.use({ serviceWorker: true });

async function shownBuild(page: Page): Promise<string | null> {
  await page.getByRole('link', { name: 'About' }).click();
  return page.getByText('Version', { exact: true }).locator('xpath=following-sibling::dd').textContent();
}

test('an update that is put off changes nothing; one that is taken pauses the run, goes on with it, and keeps the draft', async ({
  page,
  context,
  site,
}) => {
  test.slow();
  await page.goto('/about');
  await waitForPrecache(page);
  const whole = await undisturbed(page, 'cpu');
  await startWatched(page, 'cpu');
  const address = page.url();
  // The run goes on while the next one is written.
  await page.getByRole('link', { name: 'Swarm', exact: true }).first().click();
  await setup(page).getByLabel('Dimensions', { exact: true }).fill('9');
  await expect(page).toHaveURL(/#spec=/);
  const next = await site.publishNext();

  // Whoever opens another tab has the browser look for a new version.
  const other = await context.newPage();
  await other.goto('/about');
  const before = await shownBuild(other);
  expect(before).not.toBe(next);
  await expect(page.getByText(/A new version is ready/)).toBeVisible();
  await other.getByRole('button', { name: 'Later' }).click();
  await expect(other.getByText(/A new version is ready/)).toBeHidden();
  await other.reload();
  await expect(other.getByText(/A new version is ready/)).toBeVisible();
  expect(await shownBuild(other)).toBe(before);
  await expect(page.getByRole('link', { name: 'Runs: 1 running' })).toBeVisible();

  await page.getByRole('button', { name: 'Update now' }).click();
  await expect(page.getByText('AeonNova was updated.')).toBeVisible();
  await expect(setup(page).getByLabel('Dimensions', { exact: true })).toHaveValue('9');
  await page.goto(address);
  await waitForResult(page);
  expect(solutionOf(await savedNumbers(page))).toEqual(whole);
  expect(await shownBuild(page)).toBe(next);

  // The other tab goes on as it is, and takes the new version when it is loaded again.
  await expect(other.getByText(/Another tab took a new version/)).toBeVisible();
  expect(await shownBuild(other)).toBe(before);
  await other.getByRole('button', { name: 'Reload' }).click();
  await expect(other.getByText(next)).toBeVisible();
});
