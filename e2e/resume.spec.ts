import {
  chooseSpeed,
  watchedSpec,
  pressPause,
  pressRun,
  savedNumbers,
  setup,
  solutionOf,
  specLink,
  stage,
  waitForResult,
  waitUntilGoing,
  watchingSpeed,
} from './lab.ts';
import { expect, test } from './test.ts';

for (const path of ['gpu', 'cpu'] as const) {
  test(`pause, reload, resume: to the same bits on the ${path} path`, async ({ page }) => {
    test.slow();
    await page.goto(`${specLink(watchedSpec)}&path=${path}`);
    await chooseSpeed(page, 'Full speed');
    await pressRun(page);
    await waitForResult(page);
    const whole = solutionOf(await savedNumbers(page));

    await page.goto(`${specLink(watchedSpec)}&path=${path}`);
    await chooseSpeed(page, watchingSpeed);
    await pressRun(page);
    await waitUntilGoing(page);
    await pressPause(page);
    await page.reload();
    await chooseSpeed(page, 'Full speed');
    await expect(stage(page).getByText('This run was interrupted')).toBeVisible();
    await stage(page)
      .getByRole('button', { name: /^Resume/ })
      .first()
      .click();
    await waitForResult(page);
    expect(solutionOf(await savedNumbers(page))).toEqual(whole);
    await expect(setup(page).getByRole('button', { name: /^Run again/ })).toBeVisible();
  });
}
