// Faults in the middle of a run: it ends in the same bits as if nothing had happened.
import {
  chooseSpeed,
  watchedSpec,
  pressRun,
  savedNumbers,
  solutionOf,
  specLink,
  stage,
  waitForResult,
  waitUntilGoing,
  watchingSpeed,
} from './lab.ts';
import { expect, type Page, test } from './test.ts';

/** Puts before the engine that `self.openDevices` are the devices it asked for. Before the service worker has the page. */
async function watchEngine(page: Page): Promise<void> {
  await page.route(/\/assets\/engine-[\w-]+\.js$/, async (route) => {
    const response = await route.fetch();
    const keepDevices = `{
      const request = GPUAdapter.prototype.requestDevice;
      self.openDevices = [];
      GPUAdapter.prototype.requestDevice = async function (...args) {
        const device = await request.apply(this, args);
        self.openDevices.push(device);
        return device;
      };
    }`;
    await route.fulfill({ response, body: `${keepDevices}\n${await response.text()}` });
  });
}

function engineWorker(page: Page) {
  const worker = page.workers().find((candidate) => /\/engine-/.test(candidate.url()));
  if (!worker) throw new Error('The page has no engine worker.');
  return worker;
}

test('a device that is lost in the middle of a run does not change its result', async ({ page, watch }) => {
  test.slow();
  watch.allow(/device.*(lost|destroyed)/i);
  await watchEngine(page);
  const address = `${specLink(watchedSpec)}&path=gpu&motion=reduced`;
  await page.goto(address);
  await chooseSpeed(page, watchingSpeed);
  await pressRun(page);
  await waitUntilGoing(page);
  const lost = await engineWorker(page).evaluate(() => {
    const devices = Reflect.get(self, 'openDevices') as GPUDevice[];
    for (const device of devices) device.destroy();
    return devices.length;
  });
  expect(lost).toBeGreaterThan(0);
  await chooseSpeed(page, 'Full speed');
  await waitForResult(page);
  const survived = solutionOf(await savedNumbers(page));

  await page.goto(address);
  await chooseSpeed(page, 'Full speed');
  await pressRun(page);
  await waitForResult(page);
  expect(survived).toEqual(solutionOf(await savedNumbers(page)));
});

test('a worker that is killed in the middle of a run comes back, and the run goes on to the same bits', async ({
  page,
}) => {
  test.slow();
  const address = `${specLink(watchedSpec)}&path=cpu&motion=reduced`;
  await page.goto(address);
  await chooseSpeed(page, 'Full speed');
  await pressRun(page);
  await waitForResult(page);
  const whole = solutionOf(await savedNumbers(page));

  await page.goto(address);
  await chooseSpeed(page, watchingSpeed);
  await pressRun(page);
  await waitUntilGoing(page);
  await engineWorker(page).evaluate(() => self.close());
  await expect(stage(page).getByText(/was interrupted/)).toBeVisible();
  await stage(page)
    .getByRole('button', { name: /^Resume/ })
    .first()
    .click();
  await waitForResult(page);
  expect(solutionOf(await savedNumbers(page))).toEqual(whole);
});
