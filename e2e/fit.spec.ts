import { readFileSync } from 'node:fs';
import { pressRun, readout, setup, stage, waitForResult } from './lab.ts';
import { expect, type Locator, type Page, test } from './test.ts';

const csv = readFileSync('public/samples/misra1a.csv', 'utf8');

function dropZone(page: Page): Locator {
  return setup(page).getByText('Drop a CSV or NIST .dat file here', { exact: false });
}

/** What a browser does when a file is dropped on `place`. */
async function dropFile(place: Locator, name: string, text: string): Promise<void> {
  const transfer = await place.page().evaluateHandle(
    ([file, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content], file, { type: 'text/csv' }));
      return data;
    },
    [name, text] as const,
  );
  await place.dispatchEvent('dragover', { dataTransfer: transfer });
  await place.dispatchEvent('drop', { dataTransfer: transfer });
}

test('a CSV is dropped, fitted without a starting guess, and reported', async ({ page }) => {
  await page.goto('/swarm');
  await setup(page).getByRole('tab', { name: 'Curve fit' }).click();
  await dropFile(dropZone(page), 'misra1a.csv', csv);
  await expect(setup(page).getByText('14 rows, 2 columns')).toBeVisible();
  await setup(page).getByRole('button', { name: 'y', exact: false }).first().click();
  await setup(page).getByLabel('Model').fill('b1*(1-exp(-b2*x))');
  for (const [name, value] of [
    ['b1, from', '-5000'],
    ['b1, to', '5000'],
    ['b2, from', '-0.005'],
    ['b2, to', '0.005'],
  ] as const) {
    await setup(page).getByLabel(name).fill(value);
  }
  await pressRun(page);
  await waitForResult(page);

  // Certified by NIST: b1 = 238.94212918, b2 = 5.5015643181e-4, residual sum of squares 0.12455138894.
  const parameters = readout(page).getByRole('region', { name: 'Parameters' });
  await expect(parameters.getByTitle(/^238\.94212/)).toBeVisible();
  await expect(parameters.getByTitle(/^0\.00055015643/)).toBeVisible();
  await expect(readout(page).getByRole('region', { name: 'Best value' })).toContainText('0.124551');
  await stage(page).getByRole('button', { name: 'Residuals' }).click();

  const download = page.waitForEvent('download');
  await readout(page).getByRole('button', { name: 'Save report' }).click();
  const report = readFileSync(await (await download).path(), 'utf8');
  expect(report).toContain('238.9');
  expect(report).toContain('<svg');
  expect(report).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)[^"]*\.(js|css|woff2)/);
});

test('a table with text among its numbers is refused with the row', async ({ page }) => {
  await page.goto('/swarm');
  await setup(page).getByRole('tab', { name: 'Curve fit' }).click();
  await dropFile(dropZone(page), 'broken.csv', 'x,y\n1,2\n2,three\n3,4\n');
  await setup(page).getByLabel('Response').fill('y');
  await setup(page).getByLabel('Model').fill('a+b*x');
  await expect(setup(page).getByRole('alert')).toContainText('"three" in row 3, column "y", is not a number.');
  await expect(setup(page).getByRole('button', { name: /^Run/ })).toBeDisabled();
});

test('a file that is dropped anywhere on any page is in the lab', async ({ page }) => {
  await page.goto('/runs');
  await dropFile(page.getByRole('heading', { name: 'Runs', level: 1 }), 'decay.csv', 't,count\n0,100\n1,61\n2,37\n');
  await expect(page).toHaveURL(/\/swarm/);
  await expect(setup(page).getByText('decay.csv')).toBeVisible();
  await expect(setup(page).getByText('3 rows, 2 columns')).toBeVisible();

  // In the lab, beside the place made for it.
  await dropFile(stage(page), 'growth.csv', 't,size\n0,1\n1,2\n2,4\n3,8\n');
  await expect(setup(page).getByText('growth.csv')).toBeVisible();
  await expect(setup(page).getByText('4 rows, 2 columns')).toBeVisible();
});
