// Engineering designs and BBOB in the lab: chosen, run, drawn, taken away.
import { readFileSync } from 'node:fs';
import {
  chooseSpeed,
  pressRun,
  readout,
  savedNumbers,
  setup,
  solutionOf,
  specLink,
  stage,
  waitForResult,
} from './lab.ts';
import { axeFindings, expect, type Page, test } from './test.ts';

/** The labels in the picture of the part, by variable: "Ts = 0.8125 in". */
async function labelledValues(page: Page): Promise<Record<string, number>> {
  const texts = await stage(page).getByRole('img').locator('text').allTextContents();
  const labels = texts.flatMap((text) => /^(\w+) = ([\d.]+)/.exec(text)?.slice(1, 3) ?? []);
  return Object.fromEntries(
    Array.from({ length: labels.length / 2 }, (_, i) => [labels[2 * i], Number(labels[2 * i + 1])]),
  );
}

test('the pressure vessel: feasible, in sixteenths of an inch, and drawn as the result says', async ({ page }) => {
  await page.goto('/swarm?path=cpu');
  await setup(page).getByRole('radio', { name: 'Engineering designs' }).click();
  await setup(page)
    .getByRole('radio', { name: /^Pressure vessel/ })
    .click();
  await expect(setup(page)).toContainText('Sandgren 1990');
  await expect(stage(page).getByRole('figure')).toContainText('The published optimum');
  await expect.poll(() => labelledValues(page)).toEqual({ Ts: 0.8125, Th: 0.4375, R: 42.098, L: 176.64 });
  await setup(page).getByLabel('Generations', { exact: true }).fill('300');
  await chooseSpeed(page, 'Full speed');
  await pressRun(page);
  await waitForResult(page);

  const solution = solutionOf(await savedNumbers(page));
  const value = (name: string) => Number(solution.find((line) => line.startsWith(`${name},`))?.split(',')[1]);
  const found = { Ts: value('Ts'), Th: value('Th'), R: value('R'), L: value('L') };
  for (const thickness of [found.Ts, found.Th]) expect(Number.isInteger(16 * thickness)).toBe(true);
  expect(found.Ts).toBeGreaterThanOrEqual(0.0193 * found.R);
  expect(found.Th).toBeGreaterThanOrEqual(0.00954 * found.R);
  expect(Math.PI * found.R ** 2 * (found.L + (4 / 3) * found.R)).toBeGreaterThanOrEqual(1_296_000);
  await expect(readout(page).getByRole('heading', { name: 'Best value', exact: true })).toBeVisible();
  await expect(stage(page).getByRole('figure')).toContainText('The best design found');
  const drawn = Object.fromEntries(Object.entries(found).map(([name, x]) => [name, Number(x.toPrecision(5))]));
  await expect.poll(() => labelledValues(page)).toEqual(drawn);

  const download = page.waitForEvent('download');
  await stage(page).getByRole('button', { name: 'Save picture or numbers' }).click();
  await page.getByRole('menuitem', { name: /SVG/ }).click();
  expect(readFileSync(await (await download).path(), 'utf8')).toContain(`Ts = ${drawn['Ts']} in`);

  // The landscape is one press away, and back.
  await stage(page).getByRole('button', { name: 'Landscape', exact: true }).click();
  await expect(stage(page).getByRole('group', { name: 'Landscape with the swarm' })).toBeVisible();
  await stage(page).getByRole('button', { name: 'Part', exact: true }).click();
  await expect(stage(page).getByRole('figure')).toBeVisible();
});

test('a design by keyboard on a phone, and nothing that axe would find', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto('/swarm?path=cpu&motion=reduced');
  const zone = (name: string) => page.getByRole('group', { name: 'Parts of the lab' }).getByRole('button', { name });
  await zone('Setup').press('Enter');
  await setup(page).getByRole('radio', { name: 'Test functions' }).press('ArrowLeft');
  await setup(page).getByRole('radio', { name: 'Atom clusters' }).press('ArrowLeft');
  const chosen = setup(page).getByRole('radio', { name: 'Engineering designs' });
  await expect(chosen).toBeFocused();
  await expect(chosen).toBeChecked();
  const first = setup(page).getByRole('radio', { name: /^Welded beam/ });
  await expect(first).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(first).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(setup(page).getByRole('radio', { name: /^Gear train/ })).toBeFocused();
  await expect(setup(page)).toContainText('no constraints');
  expect(await axeFindings(page)).toEqual([]);
  await setup(page).getByLabel('Generations', { exact: true }).fill('60');
  await page.keyboard.press('Control+Enter');
  await zone('Stage').press('Enter');
  const part = stage(page).getByRole('img', {
    name: /^Gear train, drawn from its variables: teeth of gear A Ta = \d\d;/,
  });
  await expect(part).toBeVisible();
  await expect(stage(page).getByRole('figure')).toContainText('The best design found');
  expect(await axeFindings(page)).toEqual([]);
  const { scrollWidth } = await page.evaluate(() => ({ scrollWidth: document.documentElement.scrollWidth }));
  expect(scrollWidth).toBe(360);
});

test('a function of BBOB is chosen from its list, with its instance, and its value is COCO’s', async ({ page }) => {
  await page.goto('/swarm?path=cpu');
  await setup(page).getByRole('radio', { name: 'BBOB' }).click();
  const list = setup(page).getByRole('radiogroup', { name: 'Function' });
  await expect(list.getByRole('radio')).toHaveCount(24);
  await list.getByRole('radio', { name: /^f1 Sphere/ }).press('ArrowDown');
  await expect(list.getByRole('radio', { name: /^f2 Ellipsoid/ })).toBeChecked();
  await list.getByRole('radio', { name: /^f2 Ellipsoid/ }).press('ArrowUp');
  await setup(page).getByLabel('Dimensions', { exact: true }).fill('41');
  await expect(setup(page).getByRole('alert')).toContainText('40');
  await setup(page).getByLabel('Dimensions', { exact: true }).fill('3');
  await setup(page).getByLabel('Instance', { exact: true }).fill('2');
  await setup(page).getByLabel('Generations', { exact: true }).fill('200');
  await expect(stage(page).getByRole('heading', { name: 'BBOB f1 Sphere in 3 dimensions, instance 2' })).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await chooseSpeed(page, 'Full speed');
  await pressRun(page);
  await waitForResult(page);
  const best = Number(solutionOf(await savedNumbers(page))[0]?.split(',')[1]);
  // f_opt of the first function's second instance.
  expect(best).toBeCloseTo(394.48, 6);
});

test('a link names a design and opens it', async ({ page }) => {
  await page.goto(specLink({ kind: 'swarm', problem: { name: 'three-bar-truss' } }));
  await expect(setup(page).getByRole('radio', { name: /^Three-bar truss/ })).toBeChecked();
  await expect(stage(page).getByRole('heading', { name: 'Three-bar truss' })).toBeVisible();
});

test('a cluster of atoms: chosen, searched, drawn, turned by keyboard, taken away', async ({ page }) => {
  await page.goto('/swarm?path=cpu&motion=reduced');
  await setup(page).getByRole('radio', { name: 'Atom clusters' }).click();
  await setup(page).getByLabel('Atoms', { exact: true }).fill('39');
  await expect(setup(page).getByRole('alert')).toContainText('38');
  await setup(page).getByLabel('Atoms', { exact: true }).fill('4');
  await expect(setup(page)).toContainText('-6 ε');
  await expect(stage(page).getByRole('figure')).toContainText('So many atoms, before the search');
  await setup(page).getByLabel('Generations', { exact: true }).fill('300');
  await chooseSpeed(page, 'Full speed');
  await pressRun(page);
  await waitForResult(page);
  await expect(stage(page).getByRole('figure')).toContainText('The cluster with the least energy found');
  const cluster = stage(page).getByRole('img', { name: /^Lennard-Jones cluster of 4 atoms, seen from a side/ });
  await expect(cluster.locator('circle')).toHaveCount(12);
  const places = () => cluster.locator('circle').evaluateAll((all) => all.map((one) => one.getAttribute('cx')));
  const before = await places();
  await cluster.press('ArrowRight');
  await expect.poll(places).not.toEqual(before);
  expect(await axeFindings(page)).toEqual([]);

  const download = page.waitForEvent('download');
  await stage(page).getByRole('button', { name: 'Save picture or numbers' }).click();
  await page.getByRole('menuitem', { name: /SVG/ }).click();
  expect(readFileSync(await (await download).path(), 'utf8')).toContain('4 atoms, energy -');
});
