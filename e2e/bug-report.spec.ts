// The bug report: shown before it is copied, and the same one wherever it is asked for.
import { recordCopies } from './copies.ts';
import { axeFindings, expect, type Page, test } from './test.ts';

const reportText = (page: Page) => page.getByRole('dialog', { name: 'Bug report' }).getByRole('region');

test('it can be read from the about page and the palette, and is copied only when asked', async ({ page }) => {
  const copies = await recordCopies(page);
  await page.goto('/about');
  await page.getByRole('button', { name: 'Show the bug report' }).click();
  await expect(reportText(page)).toContainText(/AeonNova \d[^]*Engine: ready[^]*Adapter: /);
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('searchbox', { name: 'Find a command' }).fill('bug report');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(reportText(page)).toContainText('Engine: ready');
  expect(await copies()).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Copy' }).click();
  await expect(page.getByText('The report was copied.')).toBeVisible();
  expect(await copies()).toEqual([await reportText(page).textContent()]);
});

test('safe mode offers it too', async ({ page }) => {
  await page.addInitScript(() => sessionStorage.setItem('aeonnova-crashes', '3'));
  await page.goto('/');
  await page.getByRole('alert').getByRole('button', { name: 'Show the bug report' }).click();
  await expect(reportText(page)).toContainText(/Engine: safe-mode[^]*crashes in a row: 3/);
});
