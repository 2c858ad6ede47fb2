import {
  chooseSpeed,
  finishAtFullSpeed,
  pressResume,
  pressRun,
  specLink,
  stage,
  startWatched,
  undisturbed,
  waitForResult,
  watchedSpec,
} from './lab.ts';
import { expect, type Page, test } from './test.ts';

test('one tab owns a run, the other watches and takes it over when the first is closed', async ({ page, context }) => {
  test.slow();
  await startWatched(page, 'cpu');
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(stage(other).getByText('This run goes on in another tab.')).toBeVisible();

  await page.close();
  await other.reload();
  await expect(stage(other).getByText('This run was interrupted')).toBeVisible();
  await pressResume(other);
  expect(await finishAtFullSpeed(other)).toEqual(await undisturbed(other, 'cpu'));
});

/** A run without an end. */
async function startEndless(page: Page): Promise<void> {
  await page.goto(specLink({ ...watchedSpec, stop: { generations: 100_000_000 } }, '?path=cpu'));
  await chooseSpeed(page, '30 generations a second');
  await pressRun(page);
  await expect(
    stage(page)
      .getByText(/^Generation [1-9]/)
      .first(),
  ).toBeVisible();
}

test('what one tab ends or erases is ended and gone in the other too', async ({ page, context }) => {
  test.slow();
  await startEndless(page);
  const other = await context.newPage();
  await other.goto('/runs');
  const row = other.getByRole('row').filter({ hasText: /rastrigin/i });
  await expect(row).toContainText(/running/i);
  await stage(page).getByRole('button', { name: /^Stop/ }).click();
  await waitForResult(page);
  await expect(row).toContainText(/stopped|cancelled/i);

  // What another tab carries out while it is erased stays erased.
  await startEndless(page);
  await other.goto('/settings');
  await other.getByRole('button', { name: 'Erase all' }).click();
  const dialog = other.getByRole('alertdialog');
  await dialog.getByLabel(/Type/).fill('erase');
  await dialog.getByRole('button', { name: 'Erase all' }).click();
  await expect(other.getByRole('button', { name: 'Watch a search' })).toBeVisible();
  await expect(stage(page).getByRole('button', { name: /^Stop/ })).toBeDisabled();
  await other.goto('/runs');
  await expect(other.getByText('No runs yet')).toBeVisible();
});
