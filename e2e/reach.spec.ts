// What a person reaches by one button more: runs filtered, compared, deleted and had back; pictures and links taken away;
// knobs turned in mid-run; where a setting comes from; whose work is in the app.
import { recordCopies } from './copies.ts';
import { readFileSync } from 'node:fs';
import {
  chooseSpeed,
  pressPause,
  pressRun,
  readout,
  setup,
  specLink,
  stage,
  startWatched,
  waitForResult,
  watchedSpec,
} from './lab.ts';
import { expect, type Page, test } from './test.ts';

const small = { stop: { generations: 60 }, algorithm: { name: 'pso', particles: 64 } };
const sphere = { kind: 'swarm', problem: { name: 'sphere', dimensions: 3 }, ...small, seed: 4 };
const ackley = { kind: 'swarm', problem: { name: 'ackley', dimensions: 5 }, ...small, seed: 9 };

const sphereTitle = 'Sphere · 3 dimensions · 64 particles';
const ackleyTitle = 'Ackley · 5 dimensions · 64 particles';

async function runToEnd(page: Page, spec: unknown): Promise<void> {
  await page.goto(specLink(spec, '?path=cpu'));
  await chooseSpeed(page, 'Full speed');
  await pressRun(page);
  await waitForResult(page);
}

test('runs are found, compared, deleted and had back', async ({ page }) => {
  await runToEnd(page, sphere);
  await runToEnd(page, ackley);
  await page.getByRole('link', { name: 'Runs', exact: true }).first().click();
  const table = page.getByRole('table', { name: 'Runs' });
  const rows = table.getByRole('row').filter({ has: page.getByRole('link') });
  const rowOf = (title: string) => rows.filter({ has: page.getByRole('link', { name: title }) });
  await expect(rows).toHaveCount(2);

  const find = page.getByRole('textbox', { name: 'Find' });
  await find.fill('ackl');
  await expect(rows).toHaveCount(1);
  await expect(rowOf(ackleyTitle)).toBeVisible();
  await expect(page.getByText('1 of 2 runs')).toBeVisible();
  await page.getByRole('combobox', { name: 'Problem' }).selectOption('sphere');
  await expect(page.getByText('No run is like that')).toBeVisible();
  await page.getByRole('button', { name: 'Show all runs' }).click();
  await page.getByRole('combobox', { name: 'Problem' }).selectOption('sphere');
  await expect(rows).toHaveCount(1);
  await expect(rowOf(sphereTitle)).toBeVisible();
  await page.getByRole('combobox', { name: 'Problem' }).selectOption('all');
  await page.getByRole('combobox', { name: 'State' }).selectOption('failed');
  await expect(page.getByText('No run is like that')).toBeVisible();
  await page.getByRole('button', { name: 'Show all runs' }).click();

  await table.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByRole('button', { name: 'Compare' }).click();
  const differences = page.getByRole('region', { name: 'Configurations compared' });
  const heads = differences.getByRole('columnheader').getByRole('link');
  await expect(heads).toHaveCount(2);
  const order = await heads.allTextContents();
  expect(order.toSorted()).toEqual([ackleyTitle, sphereTitle]);
  const inOrder = (ofAckley: string, ofSphere: string): string[] =>
    order[0] === ackleyTitle ? [ofAckley, ofSphere] : [ofSphere, ofAckley];
  const valuesOf = (field: string) =>
    differences
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: field, exact: true }) })
      .getByRole('cell');
  await expect(valuesOf('problem.name')).toHaveText(inOrder('ackley', 'sphere'));
  await expect(valuesOf('problem.dimensions')).toHaveText(inOrder('5', '3'));
  await expect(valuesOf('seed')).toHaveText(inOrder('9', '4'));
  await expect(valuesOf('algorithm.particles')).toHaveCount(0);
  await page.getByText('Also what is equal').click();
  await expect(valuesOf('algorithm.particles')).toHaveText(['64', '64']);
  await expect(page.getByLabel('Best value by generation of 2 runs')).toBeVisible();
  await page.getByRole('button', { name: 'All runs' }).click();

  const before = await rows.allTextContents();
  await page.getByRole('button', { name: 'Delete selection' }).click();
  await expect(page.getByText('2 runs were deleted.')).toBeVisible();
  await expect(rows).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rows).toHaveText(before);
  await rowOf(ackleyTitle)
    .getByRole('button', { name: /^More for/ })
    .click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByText('The run was deleted.')).toBeVisible();
  await page.reload();
  await expect(rows).toHaveCount(1);
  // What came back is whole.
  await rowOf(sphereTitle).getByRole('link').click();
  await waitForResult(page);
});

async function saved(page: Page, entry: string): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await stage(page).getByRole('button', { name: 'Save picture or numbers' }).click();
  await page.getByRole('menuitem', { name: entry }).click();
  return readFileSync(await (await download).path());
}

test('the picture is saved whole, as PNG and as SVG', async ({ page, context }) => {
  await runToEnd(page, {
    ...sphere,
    problem: { name: 'formula', variables: { width: [-5, 5], depth: [1, 9] }, minimize: 'width^2 + depth' },
  });
  const png = await saved(page, 'Save picture as PNG');
  expect(png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  expect(png.subarray(-8, -4).toString('latin1')).toBe('IEND');
  const size = await stage(page).locator('canvas').first().boundingBox();
  expect(png.readUInt32BE(16)).toBeGreaterThanOrEqual(Math.floor(size?.width ?? Infinity));
  expect(png.readUInt32BE(20)).toBeGreaterThanOrEqual(Math.floor(size?.height ?? Infinity));

  const svg = (await saved(page, 'Save picture as SVG')).toString('utf8');
  // The app's own pages parse no text into documents.
  const blank = await context.newPage();
  const read = await blank.evaluate((text) => {
    const { documentElement: root } = new DOMParser().parseFromString(text, 'image/svg+xml');
    return { name: root.nodeName, texts: [...root.querySelectorAll('text')].map(({ textContent }) => textContent) };
  }, svg);
  expect(read.name).toBe('svg');
  expect(read.texts).toEqual(expect.arrayContaining(['width', 'depth']));
});

test('a share link opens the same spec elsewhere', async ({ page, browser, baseURL }) => {
  const copies = await recordCopies(page);
  await runToEnd(page, ackley);
  await readout(page).getByRole('button', { name: 'Copy share link' }).click();
  await expect(page.getByText('The link was copied.')).toBeVisible();
  const [link = ''] = await copies();
  expect(link).toMatch(new RegExp(`^${baseURL}/swarm#spec=[\\w-]+$`));

  const specOf = async (at: Page): Promise<unknown> => {
    await setup(at).getByRole('button', { name: 'Spec as JSON' }).click();
    return JSON.parse(await at.getByRole('textbox', { name: 'All that the run needs' }).inputValue());
  };
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(link);
  await expect(stage(other).getByRole('heading', { name: 'Ackley in 5 dimensions' })).toBeVisible();
  const shared = await specOf(other);
  expect(shared).toEqual(await specOf(page));
  expect(shared).toMatchObject(ackley);
  await elsewhere.close();
});

/** The turns of the one run in the browser's storage. */
async function storedTurns(page: Page): Promise<unknown> {
  return page.evaluate(
    () =>
      new Promise<unknown>((resolve, reject) => {
        const opening = indexedDB.open('aeonnova');
        opening.addEventListener('error', () => reject(new Error('The database does not open.')));
        opening.addEventListener('success', () => {
          const database = opening.result;
          const request = database.transaction('runs').objectStore('runs').getAll();
          request.addEventListener('success', () => {
            database.close();
            resolve(request.result.map(({ knobTurns }: { knobTurns: unknown }) => knobTurns)[0]);
          });
        });
      }),
  );
}

test('a knob that is turned while the swarm moves is kept in the record', async ({ page }) => {
  await startWatched(page, 'cpu', { spec: { ...watchedSpec, stop: { generations: 100_000 } } });
  const knobs = stage(page).getByRole('group', { name: 'Knobs of the running swarm' });
  const inertia = knobs.getByRole('slider', { name: 'Inertia' });
  await expect(inertia).toHaveValue('0.73');
  await inertia.fill('0.9');
  await expect.poll(() => storedTurns(page)).toEqual([{ generation: expect.any(Number), knobs: { inertia: 0.9 } }]);
  await pressPause(page);
  await page.reload();
  await expect(inertia).toHaveValue('0.9');
  await expect(knobs.getByRole('slider', { name: 'Own best' })).toHaveValue('1.5');
});

test('each setting says where its value comes from', async ({ page }) => {
  await page.goto('/settings?path=cpu');
  const rowOf = (label: string) =>
    page
      .locator('div', { has: page.getByText(label, { exact: true }) })
      .filter({ hasText: /default|set by you|from the/ })
      .last();
  await expect(rowOf('Path')).toContainText('from the address of this page');
  await expect(rowOf('Checkpoint every')).toContainText('default');
  await expect(rowOf('Motion')).toContainText('default');
  await page.getByRole('combobox', { name: 'Motion' }).selectOption('reduced');
  await expect(rowOf('Motion')).toContainText('set by you');
  await page.reload();
  await expect(rowOf('Motion')).toContainText('set by you');
  await page.getByRole('button', { name: 'Reset to the default: system' }).click();
  await expect(rowOf('Motion')).toContainText('default');
});

test('the notices list every package with its licence; the table of browsers says what a small binding holds', async ({
  page,
}) => {
  await page.goto('/about');
  await expect(page.getByRole('region', { name: 'Browser support' })).toContainText(
    'Bindings are often 128 MiB: at most 1,048,576 particles in 32 dimensions.',
  );
  await page.getByText('Libraries, fonts and data that are part of this app').click();
  const { packages } = JSON.parse(readFileSync('public/notices.json', 'utf8'));
  const notices = page.getByRole('region', { name: 'Third-party notices' });
  await expect(notices.locator('details details > summary')).toHaveCount(packages.length);
  const react = notices.locator('details details', { has: page.locator('summary', { hasText: /^react \d/ }) });
  await expect(react.locator('summary')).toContainText('· MIT');
  await react.locator('summary').click();
  await expect(react.locator('pre')).toContainText('Permission is hereby granted, free of charge');
});
