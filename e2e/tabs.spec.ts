import { chooseSpeed, watchedSpec, pressRun, specLink, stage, waitForResult } from './lab.ts';
import { expect, test } from './test.ts';

test('one tab owns a run, the other watches and takes it over when the first is closed', async ({ page, context }) => {
  test.slow();
  await page.goto(`${specLink({ ...watchedSpec, stop: { generations: 100_000_000 } })}&path=cpu`);
  await chooseSpeed(page, 'Full speed');
  await pressRun(page);
  const address = page.url();
  await expect(
    stage(page)
      .getByText(/^Generation [1-9]/)
      .first(),
  ).toBeVisible();

  const other = await context.newPage();
  await other.goto(address);
  await expect(stage(other).getByText('This run goes on in another tab.')).toBeVisible();

  await page.close();
  await other.reload();
  await expect(stage(other).getByText('This run was interrupted')).toBeVisible();
  await stage(other)
    .getByRole('button', { name: /^Resume/ })
    .first()
    .click();
  await expect(stage(other).getByRole('button', { name: /^Stop/ })).toBeEnabled();
  await stage(other).getByRole('button', { name: /^Stop/ }).click();
  await waitForResult(other);
});

test('a run that one tab ends is done in the other too', async ({ page, context }) => {
  await page.goto(`${specLink({ ...watchedSpec, stop: { generations: 100_000_000 } })}&path=cpu`);
  await chooseSpeed(page, 'Full speed');
  await pressRun(page);
  const list = await context.newPage();
  await list.goto('/runs');
  const row = list.getByRole('row').filter({ hasText: /rastrigin/i });
  await expect(row).toContainText(/running/i);
  await stage(page).getByRole('button', { name: /^Stop/ }).click();
  await waitForResult(page);
  await expect(row).toContainText(/stopped|cancelled/i);
});

test('what one tab erases stays erased, also what another tab carries out', async ({ page, context }) => {
  test.slow();
  await page.goto(`${specLink({ ...watchedSpec, stop: { generations: 100_000_000 } })}&path=cpu`);
  await chooseSpeed(page, 'Full speed');
  await pressRun(page);
  await expect(
    stage(page)
      .getByText(/^Generation [1-9]/)
      .first(),
  ).toBeVisible();
  const other = await context.newPage();
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
