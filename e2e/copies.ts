import type { Page } from './test.ts';

/**
 * Records what a page copies, from its next document on. The system has one clipboard for all tests that run at a time:
 * none of them may look into it.
 */
export async function recordCopies(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.addInitScript(() => {
    const copies: string[] = [];
    Reflect.set(globalThis, 'copies', copies);
    navigator.clipboard.writeText = async (text) => void copies.push(text);
  });
  return () => page.evaluate(() => Reflect.get(globalThis, 'copies') as readonly string[]);
}
