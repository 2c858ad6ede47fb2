// An objective in WGSL: written in the editor with an error that is told and mended, an endless loop that is cut, data; by
// keyboard, and on a phone.
import { chooseSpeed, pressRun, readout, setup, specLink, stage, waitForResult } from './lab.ts';
import { expectGoodLooks, sizes, takeShifts, watchShifts } from './looks.ts';
import { expect, type Page, test } from './test.ts';

const endless = {
  kind: 'swarm',
  problem: {
    name: 'wgsl',
    source: `fn objective(x: Position, d: u32) -> f32 {
  var z = at(x, 0u);
  while (z < 100.0) {
    z *= 0.5;
  }
  return z;
}
`,
    dimensions: 2,
    bounds: [-1, 1],
    iterations: 20_000,
  },
  algorithm: { name: 'pso', particles: 64 },
  stop: { generations: 30 },
};

function editor(page: Page) {
  return setup(page).getByRole('textbox', { name: 'Objective in WGSL' });
}

function faults(page: Page) {
  return setup(page).getByRole('list', { name: 'Faults of the objective' });
}

test('an objective with an error is mended by the keyboard alone, and runs', async ({ page }) => {
  await page.goto('/swarm?path=gpu');
  await setup(page).getByRole('tab', { name: 'Function' }).focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  await expect(editor(page)).toBeVisible();
  await editor(page).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('fn objective(x: Position, d: u32) -> f32 {\n');
  // The editor indents by itself; a closing brace goes back.
  await page.keyboard.type('return abs(at(x, 0u) - 1.0) + abs(at(x, 1));\n}');
  await expect(setup(page).getByText('It compiles.')).toBeVisible();
  // Back over the brace, the line's end and the semicolon.
  await page.keyboard.press('ControlOrMeta+End');
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.type(' + missing');
  await expect(faults(page).getByRole('listitem')).toHaveText(/^Line 2, column \d+: Unresolved value 'missing'\.$/);
  await expect(setup(page).locator('.cm-lint-marker-error')).toBeVisible();

  // A run of it is refused with the place, and nothing is stored.
  await setup(page).getByRole('button', { name: /^Run/ }).click();
  await expect(page.getByText(/problem\.source, line 2, column \d+: Unresolved value/)).toBeVisible();
  await expect(page).toHaveURL(/\/swarm(?:[?#]|$)/);

  await faults(page).getByRole('button').press('Enter');
  await expect(editor(page)).toBeFocused();
  for (let i = 0; i < 4; i++) await page.keyboard.press(i === 0 ? 'Delete' : 'Backspace');
  await expect(setup(page).getByText('It compiles.')).toBeVisible();

  // Tab indents; Escape, then Tab leads on.
  await page.keyboard.press('Tab');
  await expect(editor(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(editor(page)).not.toBeFocused();
  await chooseSpeed(page, 'Full speed');
  await pressRun(page);
  await waitForResult(page);
  await expect(readout(page)).toContainText('f32 of the GPU, evaluated again at the best place');
});

test('a loop that does not end is cut, and its line is named', async ({ page }) => {
  await page.goto(specLink(endless, '?path=gpu'));
  await expect(setup(page).getByText('It compiles.')).toBeVisible();
  await chooseSpeed(page, 'Full speed');
  await pressRun(page);
  await expect(stage(page).getByText(/line 3, column 3: This while loop did not end/)).toBeVisible({ timeout: 30_000 });
});

for (const size of sizes)
  test(`the form of WGSL at ${size.width} pixels, with data and with an error`, async ({ page }) => {
    await page.setViewportSize(size);
    await watchShifts(page);
    await page.goto('/swarm?path=gpu&motion=reduced');
    const zones = page.getByRole('group', { name: 'Parts of the lab' });
    if (size.width < 720) await zones.getByRole('button', { name: 'Setup' }).click();
    await setup(page).getByRole('tab', { name: 'WGSL' }).click();
    await expect(setup(page).getByText('It compiles.')).toBeVisible();
    await setup(page).getByRole('button', { name: 'Examples' }).click();
    await page.getByRole('menuitem', { name: 'A curve through data' }).click();
    await expect(setup(page).getByText('14 numbers')).toHaveCount(2);
    await expect(setup(page).getByText('It compiles.')).toBeVisible();
    await editor(page).click();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type('fn at() {}');
    // Until here the page was opened, and what was chosen came.
    await takeShifts(page);
    await expect(faults(page)).toContainText('"at" is the function that gives a coordinate');
    await expectGoodLooks(page, 'wgsl');
  });
