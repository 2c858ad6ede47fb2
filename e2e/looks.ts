// What every state of the screen must be: nothing sticks out, nothing shifts, axe finds nothing, by day and by night. Its
// pictures go to the test's results, to be looked at.
import { axeFindings, expect, type Page, test } from './test.ts';

export const sizes = [
  { width: 360, height: 740 },
  { width: 1440, height: 900 },
] as const;

interface Shift {
  readonly value: number;
  readonly what: string;
}

type Scheme = 'light' | 'dark';
const schemes: readonly Scheme[] = ['light', 'dark'];

/** The first scheme gets all of axe; colours are all that differs in the other, and they are the same at every width. */
function rulesFor(scheme: Scheme, width: number | undefined): 'all' | 'colours' | null {
  if (scheme === schemes[0]) return 'all';
  return width === sizes[1].width ? 'colours' : null;
}

/** Collects what moves by itself in each document that the page opens from now on. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: Shift[] = [];
    const note = (entries: readonly PerformanceEntry[]): void => {
      for (const entry of entries) {
        if (Reflect.get(entry, 'hadRecentInput') === true) continue;
        const sources = Reflect.get(entry, 'sources') as { node: Node | null }[];
        const names = sources.map(({ node }) =>
          node instanceof Element
            ? `${node.tagName} ${node.className} "${node.textContent?.slice(0, 40)}"`
            : node?.nodeName,
        );
        shifts.push({ value: Number(Reflect.get(entry, 'value')), what: names.join(', ') });
      }
    };
    const observer = new PerformanceObserver((list) => note(list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    Object.assign(globalThis, {
      takeShifts: () => {
        note(observer.takeRecords());
        return shifts.splice(0);
      },
    });
  });
}

/** What moved without anybody's doing since the document was opened, or since the last call. */
export function takeShifts(page: Page): Promise<readonly Shift[]> {
  return page.evaluate(() => (Reflect.get(globalThis, 'takeShifts') as () => Shift[])());
}

/** Half of what counts as good, https://web.dev/articles/cls */
const mostShift = 0.05;

export async function expectGoodLooks(page: Page, name: string): Promise<void> {
  const width = page.viewportSize()?.width;
  const shifts = await takeShifts(page);
  const moved = shifts.reduce((sum, { value }) => sum + value, 0);
  expect(moved, `${name}: what moved by itself: ${JSON.stringify(shifts)}`).toBeLessThan(mostShift);
  for (const scheme of schemes) {
    await page.emulateMedia({ colorScheme: scheme });
    const path = test.info().outputPath(`${name}-${width}-${scheme}.png`);
    await page.screenshot({ path });
    await test.info().attach(`${name}, ${width} px, ${scheme}`, { path });
    const rules = rulesFor(scheme, width);
    if (rules) expect(await axeFindings(page, rules), `${name}, ${scheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: schemes[0] ?? null });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow, `${name}: pixels that stick out to the right`).toBeLessThanOrEqual(0);
}
