import { chooseSpeed, pressRun, readout, specLink, stage, waitForResult } from './lab.ts';
import { expect, test, waitForPrecache } from './test.ts';

test.use({ serviceWorker: true });

test('after the first load the app opens, runs and stores without a network', async ({ page, context }) => {
  await page.goto('/');
  await waitForPrecache(page);
  await context.setOffline(true);

  await page.goto(
    specLink(
      { kind: 'swarm', problem: { name: 'ackley', dimensions: 4 }, stop: { generations: 300 }, seed: 3 },
      '?path=cpu',
    ),
  );
  await expect(page.getByText('Offline', { exact: true })).toBeVisible();
  await chooseSpeed(page, 'Full speed');
  await pressRun(page);
  await waitForResult(page);
  await expect(readout(page).getByRole('region', { name: 'Result' })).toContainText('known minimum');

  for (const place of ['/', '/runs', '/gpu', '/settings', '/about']) {
    await page.goto(place);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  await page.goto('/runs');
  await page.getByRole('link', { name: /ackley/i }).click();
  await waitForResult(page);
  await expect(stage(page).locator('canvas').first()).toBeVisible();
});
