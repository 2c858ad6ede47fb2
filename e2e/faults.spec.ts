// Faults in the middle of a run: it ends in the same bits as if nothing had happened.
import {
  fillDisk,
  finishAtFullSpeed,
  heavySpec,
  limitDisk,
  makeRoom,
  nextCheckpoint,
  pressPause,
  pressResume,
  readout,
  stage,
  startWatched,
  undisturbed,
} from './lab.ts';
import { expect, type Page, test } from './test.ts';

/** Puts before the engine that `self.openDevices` are the devices it asked for. */
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
  await startWatched(page, 'gpu');
  const lost = await engineWorker(page).evaluate(() => {
    const devices = Reflect.get(self, 'openDevices') as GPUDevice[];
    for (const device of devices) device.destroy();
    return devices.length;
  });
  expect(lost).toBeGreaterThan(0);
  const survived = await finishAtFullSpeed(page);
  expect(survived).toEqual(await undisturbed(page, 'gpu'));
});

test('a worker that is killed in the middle of a run comes back, and the run goes on to the same bits', async ({
  page,
}) => {
  test.slow();
  await startWatched(page, 'cpu');
  await engineWorker(page).evaluate(() => self.close());
  await expect(stage(page).getByText(/was interrupted/)).toBeVisible();
  await pressResume(page);
  expect(await finishAtFullSpeed(page)).toEqual(await undisturbed(page, 'cpu'));
});

test('a disk that fills up in the middle of a run: it says so, loses nothing, and goes on once there is room', async ({
  page,
  baseURL,
}) => {
  test.slow();
  await limitDisk(page, baseURL);
  await startWatched(page, 'cpu', { spec: heavySpec });
  await pressPause(page);
  await fillDisk(page);
  await pressResume(page);
  await expect(stage(page).getByText('The browser has no room left to store this.')).toBeVisible(nextCheckpoint);
  await expect(stage(page).getByText(/Delete runs that you no longer need, or free disk space/)).toBeVisible();
  await expect(readout(page).getByRole('region', { name: 'Best value' })).toContainText(/\d/);

  await makeRoom(page);
  await pressResume(page);
  expect(await finishAtFullSpeed(page)).toEqual(await undisturbed(page, 'cpu', { spec: heavySpec }));
});
