// Every page at 360 and 1440 px, light and dark: it fits, axe finds nothing, and a screenshot is there to be looked at.
import { chooseSpeed, specLink, waitForResult } from './lab.ts';
import { axeFindings, expect, type Page, test } from './test.ts';

const pages = [
  { name: 'home', address: '/' },
  { name: 'swarm', address: '/swarm' },
  { name: 'runs', address: '/runs' },
  { name: 'gpu', address: '/gpu' },
  { name: 'settings', address: '/settings' },
  { name: 'about', address: '/about' },
  { name: 'not-found', address: '/nowhere' },
];

const sizes = [
  { width: 360, height: 740 },
  { width: 1440, height: 900 },
];

async function expectGoodLooks(page: Page, file: string): Promise<void> {
  await page.screenshot({ path: file });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow, 'pixels that stick out to the right').toBeLessThanOrEqual(0);
  expect(await axeFindings(page)).toEqual([]);
}

for (const viewport of sizes) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${viewport.width} px, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, contextOptions: { reducedMotion: 'reduce' } });

      test('pages', async ({ page }) => {
        test.slow();
        for (const { name, address } of pages) {
          await page.goto(address);
          await expect(page.getByRole('heading').first()).toBeVisible();
          await expect(page.getByRole('link', { name: /Computes on: (?!…)/ })).toBeVisible();
          await expectGoodLooks(page, `test-results/looks/${name}-${viewport.width}-${colorScheme}.png`);
        }
      });

      test('a run, done', async ({ page }) => {
        await page.goto(
          specLink({ kind: 'swarm', problem: { name: 'rastrigin', dimensions: 6 }, stop: { generations: 200 } }),
        );
        if (viewport.width < 720) await page.getByRole('button', { name: 'Setup', exact: true }).click();
        await page.getByRole('button', { name: /^Run/ }).first().click();
        await expect(page).toHaveURL(/\/swarm\/[0-9A-Z]{26}$/);
        if (viewport.width < 720) await page.getByRole('button', { name: 'Stage', exact: true }).click();
        else await chooseSpeed(page, 'Full speed');
        await expectGoodLooks(page, `test-results/looks/running-${viewport.width}-${colorScheme}.png`);
        if (viewport.width < 720) await page.getByRole('button', { name: 'Readout', exact: true }).click();
        await waitForResult(page);
        await expectGoodLooks(page, `test-results/looks/done-${viewport.width}-${colorScheme}.png`);
      });
    });
  }
}
