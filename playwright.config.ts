// End-to-end tests: the production build in real Chromium, served by the server that users start.
import { createServer } from 'node:net';
import { defineConfig, devices } from '@playwright/test';
import { chromiumOptions } from './e2e/chromium.ts';

// The workers read this file again and inherit the port through the environment.
const port = (process.env['E2E_PORT'] ??= await freePort());
const baseURL = `http://localhost:${port}`;
const { viewport: _, ...desktop } = devices['Desktop Chrome'];

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  // No traces: recording them doubles the time. `npx playwright test --trace on` makes them.
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  use: { ...desktop, baseURL, viewport: { width: 1440, height: 900 }, screenshot: 'only-on-failure' },
  projects: [
    {
      name: 'adapter',
      testIgnore: ['**/no-adapter.spec.ts', '**/probe.spec.ts'],
      use: { channel: 'chromium', launchOptions: chromiumOptions({ adapter: true, canvas: false }) },
    },
    {
      name: 'canvas',
      testMatch: '**/probe.spec.ts',
      use: { channel: 'chromium', launchOptions: chromiumOptions({ adapter: true }) },
    },
    {
      name: 'no-adapter',
      testMatch: '**/no-adapter.spec.ts',
      use: { channel: 'chromium', launchOptions: chromiumOptions({ adapter: false }) },
    },
  ],
  webServer: {
    command: `node scripts/start.mjs --port ${port}`,
    url: baseURL,
    reuseExistingServer: false,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 2000 },
  },
});

function freePort(): Promise<string> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(String(address.port))
          : reject(new Error('There is no free port.')),
      );
    });
  });
}
