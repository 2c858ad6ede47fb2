// What a person does in the lab, for the specs: open a spec by its link, run, wait, take the numbers away.
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { expect, type Page } from './test.ts';

/** Long enough to be stopped in the middle while it is watched, and short enough at full speed on a software adapter. */
export const watchedSpec = {
  kind: 'swarm',
  problem: { name: 'rastrigin', dimensions: 6 },
  algorithm: { name: 'pso', particles: 128 },
  stop: { generations: 300 },
  seed: 11,
};

/** The same with checkpoints of half a megabyte. */
export const heavySpec = { ...watchedSpec, algorithm: { name: 'pso', particles: 10_000 } };

export const watchingSpeed = '12 generations a second';

/** @param query settings, as `?path=cpu` */
export function specLink(spec: unknown, query = ''): string {
  return `/swarm${query}#spec=${packSpec(spec)}`;
}

export function packSpec(spec: unknown): string {
  return deflateRawSync(JSON.stringify(spec)).toString('base64url');
}

export function setup(page: Page) {
  return page.getByRole('region', { name: 'Setup' });
}

export function stage(page: Page) {
  return page.getByRole('region', { name: 'Stage' });
}

export function readout(page: Page) {
  return page.getByRole('region', { name: 'Readout' });
}

/** Runs what is in the form. */
export async function pressRun(page: Page): Promise<void> {
  await setup(page).getByRole('button', { name: /^Run/ }).click();
  await expect(page).toHaveURL(/\/swarm\/[0-9A-Z]{26}$/);
}

export async function pressPause(page: Page): Promise<void> {
  await setup(page)
    .getByRole('button', { name: /^Pause/ })
    .click();
  await expect(setup(page).getByRole('button', { name: /^Resume/ })).toBeVisible();
}

/** Chooses the speed at which a run goes on. */
export async function chooseSpeed(page: Page, name: string): Promise<void> {
  await stage(page).getByRole('combobox', { name: 'Speed' }).selectOption({ label: name });
}

export async function waitForResult(page: Page): Promise<void> {
  await expect(readout(page).getByRole('region', { name: 'Result' })).toBeVisible({ timeout: 45_000 });
}

/** Resolves when the run that is shown is some generations on. */
export async function waitUntilGoing(page: Page): Promise<void> {
  await expect.poll(() => shownGeneration(page), { intervals: [50], timeout: 30_000 }).toBeGreaterThan(2);
}

/** The generation that the transport shows. */
export async function shownGeneration(page: Page): Promise<number> {
  const text = await stage(page)
    .getByText(/^Generation [\d,]+/)
    .first()
    .textContent();
  return Number(/Generation ([\d,]+)/.exec(text ?? '')?.[1]?.replaceAll(',', '') ?? Number.NaN);
}

/** The lines of the CSV that 'Save numbers as CSV' gives: full precision, so that equal bits are equal texts. */
export async function savedNumbers(page: Page): Promise<string[]> {
  const download = page.waitForEvent('download');
  await readout(page).getByRole('button', { name: 'Save numbers as CSV' }).click();
  const file = await (await download).path();
  return readFileSync(file, 'utf8').split('\r\n');
}

/** Of those lines the ones that say what was found, without id and title. */
export function solutionOf(lines: readonly string[]): string[] {
  return lines.slice(
    lines.findIndex((line) => line.startsWith('best value')),
    lines.indexOf('generation,best'),
  );
}

/** Goes on with a run from what is stored of it. */
export async function pressResume(page: Page): Promise<void> {
  await stage(page)
    .getByRole('button', { name: /^Resume/ })
    .first()
    .click();
}

export async function finishAtFullSpeed(page: Page): Promise<string[]> {
  await chooseSpeed(page, 'Full speed');
  await waitForResult(page);
  return solutionOf(await savedNumbers(page));
}

type Path = 'gpu' | 'cpu';
interface WatchedOptions {
  /** Default: the watched one. */
  readonly spec?: unknown;
  /** Where pages have no base address. */
  readonly origin?: string;
}

export function watchedAddress(path: Path, { spec = watchedSpec, origin = '' }: WatchedOptions = {}): string {
  return `${origin}${specLink(spec, `?path=${path}&motion=reduced`)}`;
}

/** Starts the watched run, slowly enough to be disturbed, and resolves when it is on its way. */
export async function startWatched(page: Page, path: Path, options: WatchedOptions = {}): Promise<void> {
  await page.goto(watchedAddress(path, options));
  await chooseSpeed(page, watchingSpeed);
  await pressRun(page);
  await waitUntilGoing(page);
}

const wholes = new Map<string, Promise<string[]>>();

/** What the watched run finds when nothing disturbs it. Equal for all tests, so it is computed once, in a tab beside `page`. */
export function undisturbed(page: Page, path: Path, options: WatchedOptions = {}): Promise<string[]> {
  const key = JSON.stringify([path, options.spec ?? watchedSpec]);
  const known = wholes.get(key);
  if (known) return known;
  const run = async (): Promise<string[]> => {
    const other = await page.context().newPage();
    await other.goto(watchedAddress(path, options));
    await chooseSpeed(other, 'Full speed');
    await pressRun(other);
    await waitForResult(other);
    const found = solutionOf(await savedNumbers(other));
    await other.close();
    expect(found.length).toBeGreaterThan(6);
    return found;
  };
  const found = run();
  found.catch(() => wholes.delete(key));
  wholes.set(key, found);
  return found;
}

/** Makes the disk of a browser that has not opened the origin yet a small one, so that `fillDisk` is soon done. */
export async function limitDisk(page: Page, baseURL: string | undefined): Promise<void> {
  const { origin } = new URL(baseURL ?? '');
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 8 * 2 ** 20 });
}

/** A checkpoint is written once it has been 20 times as long as the last one took, which on a busy machine is long. */
export const nextCheckpoint = { timeout: 60_000 } as const;

const filler = 'filler';

/** Takes all the room that is left: a record still finds some, a checkpoint of the heavy spec does not. */
export async function fillDisk(page: Page): Promise<void> {
  const stored = await page.evaluate(async (name) => {
    const opening = indexedDB.open(name);
    opening.onupgradeneeded = () => opening.result.createObjectStore('pieces', { autoIncrement: true });
    await new Promise((resolve) => (opening.onsuccess = resolve));
    let total = 0;
    for (let size = 2 ** 20; size >= 2 ** 16;) {
      const transaction = opening.result.transaction('pieces', 'readwrite');
      for (let piece = 0; piece < size / 2 ** 16; piece++) {
        transaction.objectStore('pieces').put(crypto.getRandomValues(new Uint8Array(2 ** 16)));
      }
      const isStored = await new Promise<boolean>((resolve) => {
        transaction.oncomplete = () => resolve(true);
        transaction.onabort = () => resolve(false);
      });
      if (isStored) total += size;
      else size /= 2;
    }
    opening.result.close();
    return total;
  }, filler);
  expect(stored).toBeGreaterThan(2 ** 20);
}

export async function makeRoom(page: Page): Promise<void> {
  await page.evaluate(async (name) => {
    const deleting = indexedDB.deleteDatabase(name);
    await new Promise((resolve) => (deleting.onsuccess = resolve));
  }, filler);
}
