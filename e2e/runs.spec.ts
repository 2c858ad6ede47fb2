// The table of runs with a thousand of them: few are in the document, and all can be reached and chosen by keyboard.
import { cpuAdapter } from '../src/core/adapter.ts';
import { exportBundle } from '../src/core/bundle.ts';
import type { RunRecord } from '../src/core/run.ts';
import { createTestStores } from '../src/core/test-stores.ts';
import { axeFindings, expect, type Page, test } from './test.ts';

const count = 1000;

async function bundleOfRuns(): Promise<Buffer> {
  const stores = createTestStores();
  const spec = { kind: 'swarm', seed: 1, problem: { name: 'sphere', dimensions: 2 } };
  const runs = Array.from({ length: count }, (_, i): RunRecord => ({
    id: `01ARZ3NDEKTSV4RRFFQ69${String(i).padStart(5, '0')}`,
    schemaVersion: 1,
    title: `Run ${i + 1}`,
    spec,
    choices: { path: 'cpu', reason: 'asked for', adapter: cpuAdapter, variants: {}, build: 'test' },
    state: { status: 'done' },
    knobTurns: [],
    createdAt: 1_700_000_000_000 - i,
    updatedAt: 1_700_000_000_000,
    activeSeconds: 1,
    fraction: 1,
    summary: 'best 0',
    result: null,
  }));
  await stores.putAll({ runs: runs.map((record) => ({ record, checkpoint: null })), settings: {}, blobs: {} });
  return Buffer.from(await exportBundle(stores, { build: 'test' }));
}

function focusedText(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? '');
}

test('a thousand runs', async ({ page }) => {
  test.slow();
  await page.goto('/runs');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import a file' }).click();
  await (await chooser).setFiles({ name: 'all.aeonnova', mimeType: 'application/zip', buffer: await bundleOfRuns() });
  const table = page.getByRole('table', { name: 'Runs' });
  // Each run is written for good: on a busy machine that takes its time.
  await expect(table).toHaveAttribute('aria-rowcount', String(count + 1), { timeout: 45_000 });
  expect(await table.getByRole('row').count()).toBeLessThan(60);

  await table.getByRole('link', { name: 'Run 1', exact: true }).focus();
  for (let row = 2; row <= 60; row++) {
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focusedText(page)).toBe(`Run ${row}`);
  }
  const last = table.getByRole('row', { name: /Run 60\b/ });
  await expect(last).toHaveAttribute('aria-rowindex', '61');

  await page.keyboard.press('Shift+Tab');
  await expect(table.getByRole('checkbox', { name: 'Select Run 60' })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByText('1 selected')).toBeVisible();
  await expect(table.getByRole('checkbox', { name: 'Select Run 60' })).toBeChecked();
  expect(await axeFindings(page)).toEqual([]);

  await table.getByRole('checkbox', { name: 'Select all' }).check();
  await expect(page.getByText('1,000 selected')).toBeVisible();
});
