// The picture in the README: a swarm on its way. It is written where it is missing, or when asked for:
// UPDATE_SCREENSHOT=1 npx playwright test screenshot
import { existsSync } from 'node:fs';
import { chooseSpeed, pressPause, pressRun, shownGeneration, specLink, stage, watchingSpeed } from './lab.ts';
import { expect, test } from './test.ts';

const committed = 'docs/screenshot.png';

test('the picture in the README is of a swarm on its way', async ({ page }) => {
  // On the CPU path, which is the same picture wherever the tests run.
  await page.goto(
    specLink(
      {
        kind: 'swarm',
        problem: { name: 'ackley', dimensions: 8 },
        algorithm: { name: 'pso', particles: 600, velocityLimit: 0.1 },
        stop: { generations: 300 },
        seed: 4,
      },
      '?path=cpu',
    ),
  );
  await chooseSpeed(page, watchingSpeed);
  await pressRun(page);
  await expect.poll(() => shownGeneration(page), { timeout: 30_000 }).toBeGreaterThan(24);
  await pressPause(page);
  await expect(stage(page).locator('canvas').first()).toBeVisible();
  const wanted = process.env['UPDATE_SCREENSHOT'] !== undefined || !existsSync(committed);
  // The pointer away from what shows a tooltip.
  await page.mouse.move(720, 60);
  await page.screenshot({ path: wanted ? committed : 'test-results/screenshot.png' });
});
