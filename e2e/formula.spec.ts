import { chooseSpeed, pressRun, readout, savedNumbers, setup, solutionOf, specLink, waitForResult } from './lab.ts';
import { expect, test } from './test.ts';

test('a typed problem with a constraint and an integer is solved', async ({ page }) => {
  await page.goto('/swarm?problem=formula&path=gpu');
  await setup(page).getByRole('tab', { name: 'Formula' }).click();
  const variables = setup(page).getByRole('region', { name: 'Variables' });
  const removes = variables.getByRole('button', { name: /^Remove / });
  while ((await removes.count()) > 0) await removes.first().click();
  await variables.getByRole('button', { name: 'Add a variable' }).click();
  await variables.getByLabel('x, from').fill('-5');
  await variables.getByLabel('x, to').fill('5');
  await variables.getByRole('button', { name: 'Add a variable' }).click();
  await variables.getByLabel('Name of the variable').nth(1).fill('n');
  await variables.getByRole('combobox', { name: 'Kind of n' }).selectOption({ label: 'integer' });
  await variables.getByLabel('n, from').fill('1');
  await variables.getByLabel('n, to').fill('9');
  await setup(page).getByLabel('Minimise').fill('(x - 3)^2 + (n - 5)^2');
  await setup(page).getByRole('button', { name: 'Add a constraint' }).click();
  await setup(page).getByRole('textbox', { name: 'Constraint 1' }).fill('x + n <= 5');
  await chooseSpeed(page, 'Full speed');
  await pressRun(page);
  await waitForResult(page);

  // On x + n = 5 with whole n the least is at n = 3, x = 2 or n = 4, x = 1: both give 5.
  const solution = solutionOf(await savedNumbers(page));
  const value = (name: string) => Number(solution.find((line) => line.startsWith(`${name},`))?.split(',')[1]);
  expect(Number.isInteger(value('n'))).toBe(true);
  expect(value('x') + value('n')).toBeLessThanOrEqual(5);
  expect(value('best value')).toBeCloseTo(5, 3);
});

test('constraints that nothing satisfies end in the least violation, said as such', async ({ page }) => {
  await page.goto(
    specLink(
      {
        kind: 'swarm',
        problem: { name: 'formula', variables: { x: [0, 1], y: [0, 1] }, minimize: 'x + y', subjectTo: ['x + y >= 3'] },
        algorithm: { name: 'pso', particles: 64 },
        stop: { generations: 50 },
      },
      '?path=cpu',
    ),
  );
  await chooseSpeed(page, 'Full speed');
  await pressRun(page);
  await waitForResult(page);
  await expect(readout(page)).toContainText('not feasible');
  await expect(readout(page)).toContainText('No place that satisfies all constraints was found.');
});

test('a formula that is wrong says where, beside the field, and does not run', async ({ page }) => {
  await page.goto('/swarm?problem=formula');
  await setup(page).getByRole('tab', { name: 'Formula' }).click();
  await setup(page).getByLabel('Minimise').fill('2pi*x');
  await expect(setup(page).getByRole('alert').filter({ hasText: '2*pi' })).toBeVisible();
  await expect(setup(page).getByRole('button', { name: /^Run/ })).toBeDisabled();
});
