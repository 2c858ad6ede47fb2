// The test of every spec: Playwright's, with a watch over each page. A test fails, whatever else it checks, when the content
// security policy was violated, something was logged as an error, or a request left the origin.
import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, test as base, expect, type Locator, type Page } from '@playwright/test';

export { expect, type BrowserContext, type Locator, type Page };

/** What went wrong in the pages of a context. */
export class Watch {
  readonly #faults: string[] = [];
  readonly #allowed: RegExp[] = [];
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** For a test that provokes an error on purpose. */
  allow(...patterns: RegExp[]): void {
    this.#allowed.push(...patterns);
  }

  async attach(context: BrowserContext): Promise<void> {
    context.on('console', (message) => {
      if (message.type() === 'error') this.#faults.push(`console: ${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (error) => this.#faults.push(`uncaught: ${error.error().stack ?? error.error().message}`));
    context.on('request', (request) => {
      const url = new URL(request.url());
      if (/^https?:$/.test(url.protocol) && url.origin !== this.#origin) {
        this.#faults.push(`third party: ${request.url()}`);
      }
    });
    await context.exposeBinding('reportPolicyViolation', (_source, text: string) => {
      this.#faults.push(`policy: ${text}`);
    });
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        const report: unknown = Reflect.get(globalThis, 'reportPolicyViolation');
        if (typeof report === 'function') {
          report(
            `${event.effectiveDirective} ${event.blockedURI} ${event.sample} ${event.sourceFile}:${event.lineNumber}`,
          );
        }
      });
    });
  }

  get faults(): string[] {
    return this.#faults.filter((fault) => !this.#allowed.some((pattern) => pattern.test(fault)));
  }
}

interface Options {
  /**
   * Whether the app gets its service worker. It fetches all of the app once for each test, so only tests that need it
   * have it; the others meet a browser that refuses it, as private windows of some do.
   */
  serviceWorker: boolean;
}

export const test = base.extend<Options & { watch: Watch }>({
  serviceWorker: [false, { option: true }],
  watch: async ({ baseURL }, use) => {
    const watch = new Watch(new URL(baseURL ?? '').origin);
    await use(watch);
    expect(watch.faults, 'errors, policy violations and requests to third parties').toEqual([]);
  },
  context: async ({ context, watch, serviceWorker }, use) => {
    await watch.attach(context);
    if (!serviceWorker) await context.addInitScript(refuseServiceWorker);
    await use(context);
  },
});

function refuseServiceWorker(): void {
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.register = () => Promise.reject(new DOMException('Not in this test.', 'SecurityError'));
}

/** Resolves when the service worker has all of the app and answers for the page. */
export async function waitForPrecache(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) {
      await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
    }
  });
}

/**
 * Everything that axe finds serious or critical, by WCAG 2.2 A and AA, as lines to read.
 * @param rules 'colours': for a page whose other theme was looked at in full
 */
export async function axeFindings(page: Page, rules: 'all' | 'colours' = 'all'): Promise<string[]> {
  // Without frames of other origins, the findings need no page of their own to be put together in.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (
    rules === 'colours'
      ? axe.withRules(['color-contrast'])
      : axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
  ).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 200)}`));
}
