// Values from outside: asked for, typed, told as CSV, through a reload, on a phone and by keyboard.
import { readFileSync } from 'node:fs';
import { pressRun, readout, setup, specLink, stage } from './lab.ts';
import { axeFindings, expect, type Page, test } from './test.ts';

const spec = {
  kind: 'swarm',
  problem: { name: 'external', variables: { x: [-2, 3], n: { integer: [1, 9] } }, constraints: 0 },
  algorithm: { name: 'pso', particles: 4 },
  stop: { generations: 1 },
  seed: 5,
};

const valuesOf = (page: Page) => stage(page).getByRole('region', { name: 'Values to tell' });

/** The table as it is saved, its lines without the header. */
async function savedTable(page: Page): Promise<string[]> {
  const download = page.waitForEvent('download');
  await valuesOf(page).getByRole('button', { name: 'Save the table as CSV' }).click();
  return readFileSync(await (await download).path(), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
}

async function tellTable(page: Page, lines: readonly string[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await valuesOf(page).getByRole('button', { name: 'Tell the values of a CSV' }).click();
  const content = Buffer.from(['id,x,n,value', ...lines].join('\n'));
  await (await chooser).setFiles({ name: 'values.csv', mimeType: 'text/csv', buffer: content });
}

/** What the experiment measured. */
function fill(line: string): string {
  const [id = '', x = '', n = '', value = ''] = line.split(',');
  return value === '' ? `${id},${x},${n},${(Number(x) - 1) ** 2 + Number(n)}` : line;
}

test('values are told by table and file, a reload keeps all, and the best of them is the result', async ({ page }) => {
  await page.goto(specLink(spec));
  await expect(setup(page).getByRole('tab', { name: 'Outside' })).toHaveAttribute('aria-selected', 'true');
  await pressRun(page);
  await expect(valuesOf(page)).toContainText('Generation 0: 4 of 4 values are awaited');
  await expect(stage(page)).toContainText('There is no landscape to draw');

  const cell = (row: number) => valuesOf(page).getByRole('textbox', { name: `value of ${row}` });
  await cell(1).fill('12.5');
  await cell(1).press('Enter');
  await expect(cell(2)).toBeFocused();
  await page.keyboard.type('about 9');
  await expect(valuesOf(page).getByRole('alert')).toContainText('One row is no number');
  await cell(2).fill('failed');
  await valuesOf(page).getByRole('button', { name: 'Tell 2 values' }).click();
  await expect(valuesOf(page).getByRole('status')).toHaveText('2 values taken. 2 values awaited.');
  await cell(3).fill('7');

  await page.reload();
  await expect(valuesOf(page)).toContainText('Generation 0: 2 of 4 values are awaited');
  await expect(valuesOf(page).getByRole('row', { name: /^1 .* 12\.5$/ })).toBeVisible();
  await expect(cell(3)).toHaveValue('7');
  expect(await axeFindings(page)).toEqual([]);

  const table = await savedTable(page);
  await tellTable(page, ['1,0,0,99']);
  await expect(valuesOf(page).getByRole('alert')).toContainText('Row 2, column x: 1 was asked for at x = ');
  await tellTable(page, table.map(fill));
  await expect(valuesOf(page)).toContainText('Generation 1: 4 of 4 values are awaited');
  await expect(valuesOf(page).getByRole('status')).toContainText('2 values taken, 2 values known already.');

  await page.getByRole('link', { name: 'Runs', exact: true }).first().click();
  const row = page.getByRole('table', { name: 'Runs' }).getByRole('row', { name: /Values for x, n/ });
  await expect(row).toContainText('Waiting');
  await expect(row).toContainText('waiting for 4 values, best');
  await row.getByRole('link').first().click();
  const last = (await savedTable(page)).map(fill);
  await tellTable(page, last);
  await expect(readout(page).getByRole('region', { name: 'Result' })).toBeVisible();
  const told = [...table.map(fill), ...last].map((line) => Number(line.split(',')[3])).filter(Number.isFinite);
  await expect(readout(page).getByRole('region', { name: 'Best value' })).toContainText(
    String(Number(Math.min(...told).toPrecision(6))),
  );
  await expect(stage(page).getByRole('region', { name: 'Curves' })).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('a problem is described, and its values are told by keyboard', async ({ page }) => {
    await page.goto('/swarm?problem=external');
    await page.getByRole('button', { name: 'Setup' }).click();
    await setup(page).getByRole('tab', { name: 'Outside' }).click();
    await setup(page).getByRole('textbox', { name: 'Constraints' }).fill('1');
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.getByRole('button', { name: 'Stage' }).click();
    const value = valuesOf(page).getByRole('textbox', { name: 'value of 1', exact: true });
    await value.focus();
    await page.keyboard.type('3');
    await page.keyboard.press('Tab');
    await expect(valuesOf(page).getByRole('textbox', { name: 'violation1 of 1', exact: true })).toBeFocused();
    await page.keyboard.type('0');
    const tell = valuesOf(page).getByRole('button', { name: 'Tell 1 value' });
    await tell.focus();
    await page.keyboard.press('Enter');
    await expect(valuesOf(page).getByRole('status')).toHaveText('1 value taken. 11 values awaited.');
    expect(await axeFindings(page)).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
  });
});
