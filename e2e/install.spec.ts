// What only an app that can be installed does.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumOptions } from './chromium.ts';
import { setup, stage } from './lab.ts';
import { expect, type Page, test, waitForPrecache } from './test.ts';

/** The browser decides what can be installed outside private contexts alone: a profile of its own. */
const inProfile = test.extend({
  context: async ({ baseURL, watch }, use) => {
    const profile = mkdtempSync(path.join(os.tmpdir(), 'aeonnova-profile-'));
    const context = await chromium.launchPersistentContext(profile, {
      ...chromiumOptions({ adapter: false }),
      channel: 'chromium',
      viewport: { width: 1440, height: 900 },
      ...(baseURL !== undefined && { baseURL }),
    });
    await watch.attach(context);
    await use(context);
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  },
});

inProfile('the browser finds nothing that keeps the app from being installed', async ({ page, context }) => {
  await page.goto('/');
  await page.evaluate(() => navigator.serviceWorker.ready);
  const session = await context.newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  expect(installabilityErrors).toEqual([]);
  const { errors, data } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const manifest: { file_handlers: { accept: Record<string, string[]> }[]; share_target: { method: string } } =
    JSON.parse(data ?? '{}');
  expect(manifest.file_handlers.flatMap(({ accept }) => Object.values(accept).flat())).toEqual(
    expect.arrayContaining(['.csv', '.dat', '.json']),
  );
  expect(manifest.share_target.method).toBe('POST');
});

/** Puts a launch queue before the page, with which the browser would hand files over; the handles are real ones. */
async function takeLaunches(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const consumers: ((launch: { files: FileSystemFileHandle[] }) => void)[] = [];
    Object.defineProperty(window, 'launchQueue', {
      value: { setConsumer: (consumer: (typeof consumers)[number]) => consumers.push(consumer) },
    });
    Object.assign(window, {
      async dispatchLaunch(name: string, text: string) {
        const folder = await navigator.storage.getDirectory();
        const handle = await folder.getFileHandle(name, { create: true });
        const writable = await handle.createWritable();
        await writable.write(text);
        await writable.close();
        for (const consumer of consumers) consumer({ files: [handle] });
      },
    });
  });
}

async function openWithApp(page: Page, name: string, text: string): Promise<void> {
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Watch a search' })).toBeEnabled();
  await page.evaluate(
    (file) => {
      const dispatch: unknown = Reflect.get(window, 'dispatchLaunch');
      return typeof dispatch === 'function' ? dispatch(...file) : undefined;
    },
    [name, text],
  );
  await expect(page).toHaveURL(/\/swarm/);
}

test('a file that the system opens with the app is in the lab', async ({ page }) => {
  await takeLaunches(page);
  await openWithApp(page, 'decay.csv', 't,count\n0,100\n1,61\n2,37\n3,22\n');
  await expect(setup(page).getByText('decay.csv')).toBeVisible();
  await expect(setup(page).getByText('4 rows, 2 columns')).toBeVisible();

  await openWithApp(page, 'spec.json', '{"kind":"swarm","problem":{"name":"ackley","dimensions":5}}');
  await expect(stage(page).getByRole('heading', { name: 'Ackley in 5 dimensions' })).toBeVisible();
});

test('a file that cannot be used says why', async ({ page }) => {
  await takeLaunches(page);
  await openWithApp(page, 'cut.json', '{"kind":"swarm",');
  await expect(page.getByText(/cut\.json: it is not valid JSON/)).toBeVisible();
  await openWithApp(page, 'wrong.json', '{"kind":"swarm","problem":{"name":"ackley"},"generations":9}');
  await expect(page.getByText(/wrong\.json: .*unknown key "generations"/)).toBeVisible();
  await openWithApp(page, 'empty.csv', '');
  await expect(page.getByText(/empty\.csv: The file is empty/)).toBeVisible();
});

test.describe('with the service worker', () => {
  test.use({ serviceWorker: true });
  test('a file that another app shares is in the lab', async ({ page }) => {
    await page.goto('/');
    await waitForPrecache(page);
    await page.evaluate(() => {
      const form = document.createElement('form');
      form.method = 'post';
      form.action = '/share';
      form.enctype = 'multipart/form-data';
      const input = document.createElement('input');
      input.type = 'file';
      input.name = 'files';
      const transfer = new DataTransfer();
      transfer.items.add(new File(['x,y\n1,2\n2,4\n3,6\n'], 'shared.csv', { type: 'text/csv' }));
      input.files = transfer.files;
      form.append(input);
      document.body.append(form);
      form.submit();
    });
    await expect(page).toHaveURL(/\/swarm/);
    await expect(setup(page).getByText('shared.csv')).toBeVisible();
  });
});
