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

export const watchingSpeed = '12 generations a second';

export function specLink(spec: unknown): string {
  return `/swarm?spec=${deflateRawSync(JSON.stringify(spec)).toString('base64url')}`;
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
