// The theme: by the system until one is chosen, and never another one in between.
import { expect, type Page, test } from './test.ts';

function ground(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
}

/** Waits until the stored settings were read, and gives the themes that the page had so far. */
async function themesUntilReady(page: Page): Promise<unknown> {
  await expect(page.getByRole('link', { name: /Computes on: (?!…)/ })).toBeVisible();
  return page.evaluate(() => Reflect.get(globalThis, 'themes'));
}

test.beforeEach(({ page }) =>
  page.addInitScript(() => {
    const themes: (string | undefined)[] = [];
    Reflect.set(globalThis, 'themes', themes);
    new MutationObserver(() => {
      const { theme } = document.documentElement.dataset;
      if (theme !== themes.at(-1)) themes.push(theme);
    }).observe(document, { attributes: true, attributeFilter: ['data-theme'], subtree: true });
  }),
);

test('follows the system, also while the page is open', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/about');
  expect(await themesUntilReady(page)).toEqual(['dark']);
  const dark = await ground(page);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(() => ground(page)).not.toBe(dark);
  await expect.poll(() => themesUntilReady(page)).toEqual(['dark', 'light']);
});

test('stays as chosen, from the first moment of the next visit on', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/about');
  await themesUntilReady(page);
  const dark = await ground(page);
  await page.keyboard.press('Shift+D');
  await expect.poll(() => ground(page)).not.toBe(dark);
  const light = await ground(page);
  await page.reload();
  expect(await themesUntilReady(page)).toEqual(['light']);
  expect(await ground(page)).toBe(light);
});

test('gives way to forced colours', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active' });
  await page.goto('/about');
  await themesUntilReady(page);
  const [own, system] = await page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('div'));
    probe.style.backgroundColor = 'Canvas';
    const wanted = getComputedStyle(probe).backgroundColor;
    probe.remove();
    return [getComputedStyle(document.documentElement).backgroundColor, wanted];
  });
  expect(own).toBe(system);
});
