// Algorithms compared: from the form to the report, paused and left in between, and on a phone.
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { readout, setup, specLink, stage } from './lab.ts';
import { axeFindings, expect, type Page, test } from './test.ts';

/** Two algorithms, two functions, three instances. */
const small = {
  kind: 'comparison',
  algorithms: [
    { name: 'de', particles: 20 },
    { name: 'random', particles: 20 },
  ],
  problems: [{ suite: 'bbob', functions: [1, 8], dimensions: [2], instances: [1, 2, 3] }],
  budget: { evaluationsPerDimension: 500 },
};
/** Long enough to be stopped in the middle. */
const long = { ...small, budget: { evaluationsPerDimension: 400_000 }, targets: [1e-300] };

const compareLink = (spec: unknown): string => specLink(spec).replace('/swarm#', '/swarm/compare#');

async function pressRun(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Run/ }).first().click();
  await expect(page).toHaveURL(/\/swarm\/compare\/[0-9A-Z]{26}$/);
}

/** As the address has it. */
function specOf(page: Page): unknown {
  const packed = new URL(page.url()).hash.replace('#spec=', '');
  return packed === '' ? null : JSON.parse(inflateRawSync(Buffer.from(packed, 'base64url')).toString());
}

const result = (page: Page) => readout(page).getByRole('region', { name: 'Result', exact: true });

test('from the lab’s form to a report from which it can be repeated', async ({ page }) => {
  await page.goto('/swarm');
  await setup(page).getByRole('button', { name: 'Compare algorithms' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Compare algorithms' })).toBeVisible();
  // What the lab's form held, against the usual ones.
  await expect(setup(page).getByRole('listitem', { name: 'Test function' })).toBeVisible();
  await setup(page).getByRole('button', { name: 'Take out Test function' }).click();
  await setup(page).getByRole('button', { name: 'Take out cma-es' }).click();
  await expect(setup(page)).toContainText('Add a problem.');
  await setup(page).getByRole('button', { name: 'Add a problem' }).click();
  await page.getByRole('menuitem', { name: 'BBOB functions' }).click();
  await setup(page).getByLabel('Functions', { exact: true }).fill('1, 8, x');
  await expect(setup(page).getByRole('alert')).toContainText('such as 1-5, 8');
  await setup(page).getByLabel('Functions', { exact: true }).fill('1, 8');
  await setup(page).getByLabel('Dimensions', { exact: true }).fill('2');
  await setup(page).getByLabel('Instances', { exact: true }).fill('1-3');
  await setup(page).getByLabel('Evaluations', { exact: true }).fill('4000');
  await expect(setup(page)).toContainText('12 trials · up to 48.0 k evaluations');
  await expect(stage(page).getByRole('row')).toHaveCount(3);
  await expect.poll(() => specOf(page)).toMatchObject({ budget: { evaluations: 4000 } });
  await page.reload();
  await expect(setup(page).getByLabel('Functions', { exact: true })).toHaveValue('1, 8');
  await pressRun(page);

  await expect(result(page)).toContainText(/Within 4,000 evaluations, (de|pso) hit \d+ % of the targets/);
  await expect(
    stage(page).getByRole('img', { name: /^Targets hit: All problems: share of targets hit/ }),
  ).toBeVisible();
  await stage(page).getByRole('button', { name: 'Show picture as a table' }).click();
  await expect(page.getByRole('dialog').getByRole('columnheader').first()).toHaveText('evaluations / D');
  await page.keyboard.press('Escape');
  await stage(page).getByRole('tab', { name: 'Targets hit' }).press('End');
  await expect(stage(page).getByRole('region', { name: 'Mean ranks', exact: true })).toContainText('Friedman');
  await stage(page).getByRole('tab', { name: 'Ranks' }).press('ArrowLeft');
  await stage(page).getByRole('tab', { name: 'Errors' }).press('ArrowLeft');
  await expect(
    stage(page)
      .getByRole('cell', { name: /\(3\/3\)$/ })
      .first(),
  ).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);

  const saved = async (press: () => Promise<void>): Promise<string> => {
    const download = page.waitForEvent('download');
    await press();
    return readFileSync(await (await download).path(), 'utf8');
  };
  const report = await saved(() => readout(page).getByRole('button', { name: 'Save report' }).click());
  expect(report).toContain('npx aeonnova compare comparison.json');
  expect(report.match(/<svg xmlns/g)?.length).toBeGreaterThanOrEqual(4);
  const csv = await saved(() => readout(page).getByRole('button', { name: 'Save trials as CSV' }).click());
  expect(csv.trim().split('\r\n')).toHaveLength(13);
  const archive = await saved(async () => {
    await stage(page).getByRole('button', { name: 'Save picture or numbers' }).click();
    await page.getByRole('menuitem', { name: 'Save COCO archive' }).click();
  });
  expect(archive).toContain('bbobexp_f8.info');

  // Spec and result are still there after a reload, and the list of runs leads there.
  const address = page.url();
  await page.reload();
  await expect(result(page)).toContainText('of the targets');
  await page.goto('/runs');
  await page.getByRole('link', { name: /^Compare pso, de on/ }).click();
  await expect(page).toHaveURL(address);
});

test('paused, left and resumed, it goes on with the trials that are not done', async ({ page }) => {
  await page.goto(compareLink(long));
  await expect(setup(page).getByLabel('Functions', { exact: true })).toHaveValue('1, 8');
  await pressRun(page);
  await expect(readout(page).getByRole('region', { name: 'Progress' })).toContainText(/[1-9]\d* of 12/);
  await page.keyboard.press('Space');
  await expect(stage(page).getByText('paused')).toBeVisible();
  await page.reload();
  await expect(stage(page).getByText('This run was interrupted')).toBeVisible();
  await stage(page)
    .getByRole('button', { name: /^Resume/ })
    .first()
    .click();
  await expect(readout(page).getByRole('region', { name: 'Progress' })).toContainText(/[1-9]\d* of 12/);
  await page.keyboard.press('x');
  await expect(result(page)).toContainText(/It was stopped after \d+ of 12 trials/);
});

test('on a phone, by day and by night, nothing sticks out and axe finds nothing', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(compareLink({ ...small, algorithms: [...small.algorithms, { name: 'pso', particles: 20 }] }));
  const zone = async (name: string): Promise<void> =>
    page.getByRole('group', { name: 'Parts of the lab' }).getByRole('button', { name }).press('Enter');
  await zone('Setup');
  await expect(setup(page).getByLabel('Functions', { exact: true })).toHaveValue('1, 8');
  const overflow = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(await axeFindings(page)).toEqual([]);
  expect(await overflow()).toBeLessThanOrEqual(0);
  await page.keyboard.press('Control+Enter');
  await zone('Readout');
  await expect(result(page)).toBeVisible();
  await zone('Stage');
  await stage(page).getByRole('tab', { name: 'Running times' }).click();
  await expect(stage(page).getByRole('rowheader', { name: 'bbob-f8 2-D' })).toBeInViewport();
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await axeFindings(page)).toEqual([]);
  expect(await overflow()).toBeLessThanOrEqual(0);
});
