import { readout, specLink, stage, waitForResult } from './lab.ts';
import { expect, type Page, test } from './test.ts';

function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
  });
}

test('the first swarm by keyboard alone', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Watch a search' })).toBeEnabled();
  await page.keyboard.press('Tab');
  expect(await focusedName(page)).toBe('Skip to content');
  for (let press = 0; press < 40 && (await focusedName(page)) !== 'Watch a search'; press++) {
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => {
      const { outlineStyle, boxShadow } = getComputedStyle(document.activeElement ?? document.body);
      return outlineStyle !== 'none' || boxShadow !== 'none';
    });
    expect(outline, `${await focusedName(page)} shows that it has the focus`).toBe(true);
  }
  await page.keyboard.press('Enter');
  await expect(
    stage(page)
      .getByText(/^Generation [1-9]/)
      .first(),
  ).toBeVisible();
  await page.keyboard.press('Space');
  await expect(stage(page).getByText('paused')).toBeVisible();
  await page.keyboard.press('x');
  await waitForResult(page);
});

test('everything by name: the palette runs, goes and saves', async ({ page }) => {
  await page.goto(
    specLink({ kind: 'swarm', problem: { name: 'sphere', dimensions: 3 }, stop: { generations: 20 } }, '?path=cpu'),
  );
  await expect(stage(page).getByRole('heading', { name: /Sphere/ })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page).toHaveURL(/\/swarm\/[0-9A-Z]{26}$/);
  await waitForResult(page);
  await expect(readout(page)).toBeVisible();

  const download = page.waitForEvent('download');
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('searchbox', { name: 'Find a command' }).fill('save report');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect((await download).suggestedFilename()).toMatch(/\.html$/);

  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await expect(page).toHaveURL(/\/runs$/);
});
