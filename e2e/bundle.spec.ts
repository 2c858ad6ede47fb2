import { readFileSync } from 'node:fs';
import { chooseSpeed, pressRun, savedNumbers, specLink, waitForResult } from './lab.ts';
import { expect, test } from './test.ts';

test('everything is exported to one file, erased, and imported again', async ({ page }) => {
  await page.goto(
    specLink(
      { kind: 'swarm', problem: { name: 'levy', dimensions: 3 }, stop: { generations: 200 }, seed: 5 },
      '?path=cpu',
    ),
  );
  await chooseSpeed(page, 'Full speed');
  await pressRun(page);
  await waitForResult(page);
  const address = page.url();
  const numbers = await savedNumbers(page);

  await page.goto('/settings');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export everything' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toMatch(/^aeonnova-\d{4}-\d\d-\d\d\.aeonnova$/);
  const bundle = await saved.path();

  await page.getByRole('button', { name: 'Erase all' }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByLabel(/Type/).fill('erase');
  await dialog.getByRole('button', { name: 'Erase all' }).click();
  await expect(page.getByRole('button', { name: 'Watch a search' })).toBeVisible();
  await page.goto('/runs');
  await expect(page.getByText('No runs yet')).toBeVisible();

  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /Import/ }).click();
  await (await chooser).setFiles({ name: 'all.aeonnova', mimeType: 'application/zip', buffer: readFileSync(bundle) });
  await expect(page.getByText(/1 run was imported/)).toBeVisible();
  await page.goto(address);
  await waitForResult(page);
  expect(await savedNumbers(page)).toEqual(numbers);
});

test('a file that is no export is refused, and nothing is changed', async ({ page }) => {
  const broken = {
    name: 'broken.aeonnova',
    mimeType: 'application/zip',
    buffer: Buffer.from('PK\u0003\u0004 no archive'),
  };
  await page.goto('/settings');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import a file' }).click();
  await (await chooser).setFiles(broken);
  await expect(page.getByText(/Nothing was imported/)).toBeVisible();
});
