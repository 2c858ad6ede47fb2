// A run that is left for a while, in whatever way, ends in the same bits as one that nobody left.
import {
  chooseSpeed,
  finishAtFullSpeed,
  pressPause,
  pressResume,
  setup,
  shownGeneration,
  stage,
  startWatched,
  undisturbed,
} from './lab.ts';
import { expect, test } from './test.ts';

for (const path of ['gpu', 'cpu'] as const) {
  test(`pause, reload, resume: to the same bits on the ${path} path`, async ({ page }) => {
    test.slow();
    await startWatched(page, path);
    await pressPause(page);
    await page.reload();
    await expect(stage(page).getByText('This run was interrupted')).toBeVisible();
    await chooseSpeed(page, 'Full speed');
    await pressResume(page);
    expect(await finishAtFullSpeed(page)).toEqual(await undisturbed(page, path));
    await expect(setup(page).getByRole('button', { name: /^Run again/ })).toBeVisible();
  });
}

test('a tab that is closed in the middle of a run: opened again, the run goes on to the same bits', async ({
  page,
  context,
}) => {
  test.slow();
  await startWatched(page, 'cpu');
  // A pause stores a checkpoint; then the run goes on beyond it.
  await pressPause(page);
  const stored = await shownGeneration(page);
  await pressResume(page);
  await expect.poll(() => shownGeneration(page)).toBeGreaterThan(stored + 3);
  const address = page.url();
  await page.close();

  const again = await context.newPage();
  await again.goto(address);
  await expect(stage(again).getByText('This run was interrupted')).toBeVisible();
  await pressResume(again);
  expect(await finishAtFullSpeed(again)).toEqual(await undisturbed(again, 'cpu'));
});
