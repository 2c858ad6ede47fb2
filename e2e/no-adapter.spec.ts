// A browser that hands out no adapter: everything still works, on the CPU, and the app says so.
import { chooseSpeed, pressRun, readout, specLink, waitForResult } from './lab.ts';
import { expectGoodLooks, sizes, watchShifts } from './looks.ts';
import { expect, test } from './test.ts';

test('a run completes on the CPU and is labelled so', async ({ page }) => {
  await page.goto(specLink({ kind: 'swarm', problem: { name: 'sphere', dimensions: 5 }, stop: { generations: 300 } }));
  await expect(page.getByRole('link', { name: /Computes on: CPU/ })).toBeVisible();
  await chooseSpeed(page, 'Full speed');
  await pressRun(page);
  await waitForResult(page);
  await expect(readout(page).getByRole('region', { name: 'Best value' })).toContainText('on CPU');
});

test('the GPU page says why there is none and what to do', async ({ page }) => {
  await page.goto('/gpu');
  await expect(page.getByText('None. Everything runs on the CPU.')).toBeVisible();
  await expect(page.getByText('Why there is no GPU')).toBeVisible();
  await expect(page.getByText('What to do')).toBeVisible();
});

for (const viewport of sizes) {
  test.describe(`${viewport.width} px`, () => {
    test.use({ viewport, colorScheme: 'light', contextOptions: { reducedMotion: 'reduce' } });

    test('the home page shows a swarm, and says what to do for a GPU', async ({ page }) => {
      await watchShifts(page);
      await page.goto('/');
      await expect(page.getByRole('img', { name: /on CPU/ })).toBeVisible();
      await expect(page.getByText('No GPU here:')).toBeVisible();
      await expectGoodLooks(page, 'no-gpu');
    });
  });
}
