import { pressPause, readout, shownGeneration, stage, waitForResult } from './lab.ts';
import { expect, test } from './test.ts';

test('one button on the first visit, and within ten seconds a swarm moves', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Watch a search' }).click();
  await expect.poll(() => shownGeneration(page), { intervals: [50], timeout: 10_000 }).toBeGreaterThan(1);

  await pressPause(page);
  const picture = stage(page).locator('canvas').first();
  const before = await picture.screenshot();
  const still = await shownGeneration(page);
  await stage(page)
    .getByRole('button', { name: /One generation/ })
    .click();
  await expect.poll(() => shownGeneration(page)).toBe(still + 1);
  await expect.poll(async () => (await picture.screenshot()).equals(before)).toBe(false);
  await expect(readout(page).getByRole('region', { name: 'Best value' })).toContainText(/\d/);
  await stage(page).getByRole('button', { name: /^Stop/ }).click();
  await waitForResult(page);
});

test('the home page does not shift while it loads, and says what computes', async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(globalThis, { layoutShifts: shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push(Number(Reflect.get(entry, 'value')));
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto('/');
  await expect(page.getByRole('link', { name: /Computes on: (?!…)/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /A swarm searches a landscape\. \w+, two dimensions/ })).toBeVisible();
  const shift = await page.evaluate(() =>
    (Reflect.get(globalThis, 'layoutShifts') as number[]).reduce((sum, value) => sum + value, 0),
  );
  expect(shift).toBeLessThan(0.01);
});
