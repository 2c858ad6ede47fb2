import { readFileSync } from 'node:fs';
import { setup, specLink } from './lab.ts';
import { axeFindings, expect, type Page, test } from './test.ts';

const formula = {
  kind: 'swarm',
  problem: {
    name: 'formula',
    variables: { x: [-5, 5], n: { integer: [1, 9] }, wire: { oneOf: [0.5, 1, 2] } },
    minimize: '(x - 3)^2 + (n - 5)^2 / wire',
    subjectTo: ['x + n <= 5'],
  },
};

function saved(page: Page) {
  return page.getByRole('dialog', { name: 'Saved problems' });
}

async function openSaved(page: Page): Promise<void> {
  await setup(page).getByRole('button', { name: 'Saved problems' }).click();
  await expect(saved(page).getByText('None yet.', { exact: false }).or(saved(page).getByRole('list'))).toBeVisible();
}

async function saveAs(page: Page, name: string): Promise<void> {
  await openSaved(page);
  await saved(page).getByLabel('Save this problem as').fill(name);
  await saved(page)
    .getByRole('button', { name: /^(Save|Replace)$/ })
    .click();
  await expect(saved(page)).toBeHidden();
}

async function expectFormula(page: Page): Promise<void> {
  const variables = setup(page).getByRole('region', { name: 'Variables' });
  await expect(variables.getByLabel('Name of the variable')).toHaveCount(3);
  await expect(variables.getByRole('combobox', { name: 'Kind of n' })).toHaveValue('integer');
  await expect(variables.getByLabel('n, to')).toHaveValue('9');
  await expect(setup(page).getByLabel('Minimise')).toHaveValue(formula.problem.minimize);
  await expect(setup(page).getByRole('textbox', { name: 'Constraint 1' })).toHaveValue('x + n <= 5');
}

test('a formula is saved under a name and is whole again after a reload, when it is picked', async ({ page }) => {
  await page.goto(specLink(formula));
  await expectFormula(page);
  await saveAs(page, ' Wire / α ');

  await page.goto('/swarm');
  await expect(setup(page).getByRole('tab', { name: 'Function' })).toHaveAttribute('aria-selected', 'true');
  await openSaved(page);
  expect(await axeFindings(page)).toEqual([]);
  await saved(page)
    .getByRole('button', { name: /^Wire \/ α/ })
    .click();
  await expect(saved(page)).toBeHidden();
  await expectFormula(page);
  // What was in the form before can be had back.
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(setup(page).getByRole('tab', { name: 'Function' })).toHaveAttribute('aria-selected', 'true');
});

test('a saved problem is renamed, deleted and had back; a name that is taken is said to be replaced', async ({
  page,
}) => {
  await page.goto(specLink(formula));
  await saveAs(page, 'First');
  await openSaved(page);
  const row = (name: string) => saved(page).getByRole('button', { name: new RegExp(`^${name} Minimise`) });
  await saved(page).getByRole('button', { name: 'Rename First' }).click();
  await saved(page).getByLabel('New name').fill('Second');
  await page.keyboard.press('Enter');
  await expect(row('Second')).toBeFocused();
  await expect(row('First')).toHaveCount(0);

  await saved(page).getByRole('button', { name: 'Delete Second' }).click();
  await expect(row('Second')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(row('Second')).toBeFocused();

  // Deleted, and the dialog closed: it can still be had back.
  await saved(page).getByRole('button', { name: 'Delete Second' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Undo' }).click();
  await openSaved(page);
  await expect(row('Second')).toBeVisible();
  await saved(page).getByLabel('Save this problem as').fill('Second');
  await expect(saved(page)).toContainText('“Second” is there already and will be replaced.');
  await expect(saved(page).getByRole('button', { name: 'Replace' })).toBeEnabled();
});

test('what another tab saved under a name is not replaced unseen', async ({ page, context }) => {
  await page.goto(specLink(formula));
  await openSaved(page);
  const other = await context.newPage();
  await other.goto('/swarm');
  await saveAs(other, 'Mine');
  await other.close();
  await saved(page).getByLabel('Save this problem as').fill('Mine');
  await saved(page).getByRole('button', { name: 'Save' }).click();
  await expect(saved(page)).toContainText('Another tab saved “Mine”');
  await expect(saved(page).getByRole('button', { name: /^Mine Rastrigin/ })).toBeVisible();
});

const sphere = { kind: 'swarm', problem: { name: 'sphere', dimensions: 3 } };

test('what was deleted does not come back over a newer one of its name', async ({ page }) => {
  await page.goto(specLink(formula));
  await saveAs(page, 'Mine');
  await openSaved(page);
  await saved(page).getByRole('button', { name: 'Delete Mine' }).click();
  await expect(saved(page).getByText('“Mine” was deleted.')).toBeVisible();
  await page.keyboard.press('Escape');
  const undo = page.getByRole('status').getByRole('button', { name: 'Undo' });
  await undo.hover();

  await setup(page).getByRole('tab', { name: 'Function' }).click();
  await saveAs(page, 'Mine');
  await undo.click();
  await expect(page.getByText('“Mine” was not put back', { exact: false })).toBeVisible();
  await openSaved(page);
  await expect(saved(page).getByRole('button', { name: /^Mine Rastrigin/ })).toBeVisible();

  await saved(page).getByRole('button', { name: 'Rename Mine' }).click();
  await saved(page).getByLabel('New name').fill('Newer');
  await page.keyboard.press('Enter');
  await expect(saved(page).getByRole('button', { name: /^Newer Rastrigin/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Try again' }).click();
  await openSaved(page);
  await expect(saved(page).getByRole('button', { name: /^Mine Minimise/ })).toBeVisible();
  await expect(saved(page).getByRole('button', { name: /^Newer Rastrigin/ })).toBeVisible();
});

test('what a new name replaces can be had back, under both names', async ({ page }) => {
  await page.goto(specLink(formula));
  await saveAs(page, 'First');
  await page.goto(specLink(sphere));
  await expect(setup(page).getByRole('tab', { name: 'Function' })).toHaveAttribute('aria-selected', 'true');
  await saveAs(page, 'Second');
  await openSaved(page);
  await saved(page).getByRole('button', { name: 'Rename First' }).click();
  await saved(page).getByLabel('New name').fill('Second');
  await expect(saved(page)).toContainText('“Second” is there already and will be replaced.');
  await page.keyboard.press('Enter');
  await expect(saved(page)).toBeHidden();
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await openSaved(page);
  await expect(saved(page).getByRole('button', { name: /^First Minimise/ })).toBeVisible();
  await expect(saved(page).getByRole('button', { name: /^Second Sphere/ })).toBeVisible();
});

test('what another tab saved since is neither deleted nor renamed', async ({ page, context }) => {
  await page.goto(specLink(formula));
  await saveAs(page, 'Mine');
  await openSaved(page);
  const other = await context.newPage();
  const saveThere = async (spec: unknown): Promise<void> => {
    await other.goto(specLink(spec));
    await expect(setup(other).getByRole('tab', { name: 'Function' })).toHaveAttribute('aria-selected', 'true');
    await saveAs(other, 'Mine');
  };
  await saveThere(sphere);
  await saved(page).getByRole('button', { name: 'Delete Mine' }).click();
  await expect(page.getByText('“Mine” was not deleted', { exact: false })).toBeVisible();
  await expect(saved(page).getByRole('button', { name: /^Mine Sphere in 3/ })).toBeVisible();

  await saveThere({ kind: 'swarm', problem: { name: 'sphere', dimensions: 4 } });
  await saved(page).getByRole('button', { name: 'Rename Mine' }).click();
  await saved(page).getByLabel('New name').fill('Other');
  await page.keyboard.press('Enter');
  await expect(page.getByText('“Mine” was not renamed', { exact: false })).toBeVisible();
  await expect(saved(page).getByRole('button', { name: /^Mine Sphere in 4/ })).toBeVisible();
  await expect(saved(page).getByRole('button', { name: /^Other/ })).toHaveCount(0);
});

test('a fit is saved with its data, is listed with their size and comes back whole', async ({ page }) => {
  const columns = { t: [1, 2, 3, 4], y: [2.1, 3.9, 6.2, 7.8] };
  const problem = { name: 'fit', data: { name: 'four.csv', columns }, response: 'y', model: 'b*t' };
  await page.goto(specLink({ kind: 'swarm', problem: { ...problem, parameters: { b: [0, 9] } } }));
  await expect(setup(page).getByText('4 rows, 2 columns')).toBeVisible();
  await saveAs(page, 'Line');
  await page.goto(specLink(sphere));
  await expect(setup(page).getByRole('tab', { name: 'Function' })).toHaveAttribute('aria-selected', 'true');
  await openSaved(page);
  await saved(page)
    .getByRole('button', { name: /^Line Fit y = b\*t, 4 rows/ })
    .click();
  await expect(saved(page)).toBeHidden();
  await expect(setup(page).getByText('4 rows, 2 columns')).toBeVisible();
  await expect(setup(page).getByLabel('Model')).toHaveValue('b*t');
});

/** The model that this tab's kept form has, as it is stored. */
async function keptModel(page: Page): Promise<string | null> {
  return page.evaluate(
    () =>
      new Promise<string | null>((resolve, reject) => {
        const opening = indexedDB.open('aeonnova');
        opening.addEventListener('error', () => reject(new Error('The database does not open.')));
        opening.addEventListener('success', () => {
          const database = opening.result;
          const key = `draft/${sessionStorage.getItem('aeonnova-draft')}`;
          const request = database.transaction('settings').objectStore('settings').get(key);
          request.addEventListener('success', () => {
            database.close();
            resolve((request.result as { form: { fit: { model: string } } } | undefined)?.form.fit.model ?? null);
          });
        });
      }),
  );
}

test('a fit too large for the address is there after a reload, until the person starts afresh', async ({ page }) => {
  const rows = Array.from({ length: 3_000 }, (_, i) => `${i / 7},${Math.sin(i) * 100},${i}`);
  const model = 'b1*sin(b2*t + b3)';
  await page.goto('/swarm?problem=fit');
  const chooser = page.waitForEvent('filechooser');
  await setup(page).getByRole('button', { name: 'Choose a file' }).click();
  await (
    await chooser
  ).setFiles({
    name: 'large.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['t,y,spare', ...rows].join('\n')),
  });
  await expect(setup(page).getByText('3,000 rows, 3 columns')).toBeVisible();
  await setup(page).getByLabel('Model').fill(model);
  await expect.poll(() => keptModel(page)).toBe(model);
  await expect(page).toHaveURL(/\/swarm$/);

  const isBack = async (at: Page): Promise<void> => {
    await expect(setup(at).getByText('3,000 rows, 3 columns')).toBeVisible();
    await expect(setup(at).getByLabel('Model')).toHaveValue(model);
    await expect(setup(at).getByLabel('b3, from')).toBeVisible();
    await expect(setup(at).getByRole('button', { name: /^Run/ })).toBeEnabled();
  };
  await page.reload();
  await isBack(page);

  // Whoever opens a link gets the link; the way back leads to the form.
  await page.goto(specLink(formula));
  await expectFormula(page);
  await page.goBack();
  await isBack(page);

  await setup(page).getByRole('tab', { name: 'Function' }).click();
  await expect(page).toHaveURL(/#spec=/);
  await expect.poll(() => page.evaluate(() => sessionStorage.getItem('aeonnova-draft'))).toBe(null);
  await page.goto('/swarm');
  await setup(page).getByRole('tab', { name: 'Curve fit' }).click();
  await expect(setup(page).getByText('Drop a CSV', { exact: false })).toBeVisible();
});

test('an export that is dropped on the lab is offered for import', async ({ page }) => {
  await page.goto('/settings');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export everything' }).click();
  const bytes = readFileSync(await (await download).path());

  await page.goto('/swarm?problem=fit');
  const transfer = await page.evaluateHandle(
    (content) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(content)], 'mine.aeonnova'));
      return data;
    },
    [...bytes],
  );
  await setup(page).getByText('Drop a CSV', { exact: false }).dispatchEvent('drop', { dataTransfer: transfer });
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('0 runs were imported', { exact: false })).toBeVisible();
});
