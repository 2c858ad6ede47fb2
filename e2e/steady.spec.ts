// The lab stands still: what comes while it loads, and while a run begins, has its place already.
import { readout } from './lab.ts';
import { expect, type Page, test } from './test.ts';

/** As browsers score it: 0.1 is what they call good, and a table that jumps down by its height is a third of that. */
function shiftOf(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
            if (!hadRecentInput) sum += value;
          }
          resolve(sum);
        }).observe({ type: 'layout-shift', buffered: true });
        // Without a single shift the observer is not called.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );
}

test('while it loads, and while a run begins', async ({ page }) => {
  await page.goto('/swarm');
  await expect(page.getByRole('link', { name: /Computes on: (?!…)/ })).toBeVisible();
  expect(await shiftOf(page)).toBeLessThan(0.005);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(readout(page).getByRole('region', { name: 'Solution' })).toBeVisible();
  await expect(readout(page).getByRole('region', { name: 'Curves' })).toBeVisible();
  expect(await shiftOf(page)).toBeLessThan(0.01);
});
