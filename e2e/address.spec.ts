// The spec in the lab's address: behind the #, which no server gets to see; followed wherever the history leads.
import { packSpec, pressRun, setup, specLink, stage } from './lab.ts';
import { type BrowserContext, expect, type Page, test } from './test.ts';

const data = { name: 'mine.csv', columns: { t: [1, 2, 3, 4], y: [2.1, 3.9, 6.2, 7.8] } };
const fit = {
  kind: 'swarm',
  problem: { name: 'fit', data, response: 'y', model: 'b*t', parameters: { b: [0, 9] } },
};
const ackley = { kind: 'swarm', problem: { name: 'ackley', dimensions: 5 } };
const levy = { kind: 'swarm', problem: { name: 'levy', dimensions: 7 } };

/** All that any page of the context asks any server for, with headers and bodies, as it comes. */
function requestsOf(context: BrowserContext): string[] {
  const requests: string[] = [];
  context.on('request', (request) => {
    requests.push(`${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ''}`);
  });
  return requests;
}

/** What a link does that is pasted into the address of the open page. */
async function paste(page: Page, link: string): Promise<void> {
  await page.evaluate((address) => location.assign(address), link);
}

function heading(page: Page, name: string) {
  return stage(page).getByRole('heading', { name });
}

async function expectFit(page: Page): Promise<void> {
  await expect(setup(page).getByText('4 rows, 2 columns')).toBeVisible();
  await expect(setup(page).getByLabel('Model')).toHaveValue('b*t');
}

test('no request carries the spec or its data: not a link, an edit, a run or a reload', async ({ page, context }) => {
  const requests = requestsOf(context);
  await page.goto(specLink(fit, '?path=cpu'));
  await expectFit(page);
  const linked = new URL(page.url());
  expect(linked.search).toBe('?path=cpu');
  expect(linked.hash).toBe(`#spec=${packSpec(fit)}`);

  await setup(page).getByLabel('b, to').fill('8');
  await expect(page).not.toHaveURL(linked.href);
  const edited = new URL(page.url());
  expect(edited.search).toBe('?path=cpu');
  await page.reload();
  await expectFit(page);
  await expect(setup(page).getByLabel('b, to')).toHaveValue('8');
  await pressRun(page);

  expect(requests.length).toBeGreaterThan(4);
  for (const text of [linked.hash, edited.hash]) {
    const secret = text.replace('#spec=', '');
    expect(secret.length).toBeGreaterThan(40);
    expect(requests.filter((request) => request.includes(secret))).toEqual([]);
  }
  expect(requests.filter((request) => /spec=|mine\.csv|7\.8/.test(request))).toEqual([]);
});

test('a link from before, with the spec in the query, is read once and moved behind the #', async ({
  page,
  context,
}) => {
  const requests = requestsOf(context);
  await page.goto(`/swarm?spec=${packSpec(fit)}&path=cpu`);
  await expectFit(page);
  await expect(page).toHaveURL(specLink(fit, '?path=cpu'));
  await page.reload();
  await expectFit(page);
  expect(requests.filter((request) => request.includes(packSpec(fit)))).toHaveLength(1);
});

test('a link that is pasted into the open page is opened there; the way back leads to the form before it', async ({
  page,
}) => {
  await page.goto('/swarm');
  await expect(heading(page, 'Rastrigin in 2 dimensions')).toBeVisible();
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  await paste(page, specLink(ackley));
  await expect(heading(page, 'Ackley in 5 dimensions')).toBeVisible();
  await paste(page, specLink(levy));
  await expect(heading(page, 'Lévy in 7 dimensions')).toBeVisible();
  await page.goBack();
  await expect(heading(page, 'Ackley in 5 dimensions')).toBeVisible();
  await page.goBack();
  await expect(heading(page, 'Rastrigin in 2 dimensions')).toBeVisible();
  await page.goForward();
  await expect(heading(page, 'Ackley in 5 dimensions')).toBeVisible();

  // What is edited takes the place of what was opened.
  await setup(page).getByLabel('Dimensions', { exact: true }).fill('6');
  await expect(page).not.toHaveURL(specLink(ackley));
  await page.goForward();
  await expect(heading(page, 'Lévy in 7 dimensions')).toBeVisible();
  await page.goBack();
  await expect(heading(page, 'Ackley in 6 dimensions')).toBeVisible();

  await paste(page, '/swarm#spec=cut');
  await expect(page.getByText('The spec in this link cannot be read', { exact: false })).toBeVisible();
  await expect(setup(page).getByLabel('Dimensions', { exact: true })).toHaveValue('6');
  await page.goBack();
  await expect(page.getByText('The spec in this link cannot be read', { exact: false })).toBeHidden();
  expect(await page.evaluate(() => Reflect.get(window, 'isSamePage'))).toBe(true);
});

test('data too large for a link are refused as such, and nothing is copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/swarm?problem=fit');
  const rows = Array.from({ length: 3_000 }, (_, i) => `${i / 7},${Math.sin(i) * 100}`);
  const chooser = page.waitForEvent('filechooser');
  await setup(page).getByRole('button', { name: 'Choose a file' }).click();
  const buffer = Buffer.from(['t,y', ...rows].join('\n'));
  await (await chooser).setFiles({ name: 'large.csv', mimeType: 'text/csv', buffer });
  await expect(setup(page).getByText('3,000 rows, 2 columns')).toBeVisible();
  await page.evaluate(() => navigator.clipboard.writeText('as it was'));
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('searchbox', { name: 'Find a command' }).fill('copy share link');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The data is too large for a link.', { exact: false })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('as it was');
});
