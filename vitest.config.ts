// Unit tests in Node, kernel tests in Node on Dawn. Dawn's environment is put into this process before the forks that run
// the tests begin.
import { defineConfig } from 'vitest/config';
import { dawnEnvironment } from './cli/dawn-environment.mjs';

Object.assign(process.env, dawnEnvironment() ?? {});

export default defineConfig({
  define: { __BUILD__: JSON.stringify('test') },
  test: {
    pool: 'forks',
    include: ['src/**/*.test.ts', 'cli/**/*.test.ts', 'server/**/*.test.ts', 'scripts/**/*.test.ts'],
    exclude: process.env['SOAK'] ? [] : ['**/*.soak.test.ts'],
    testTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: 'test-results/vitest.json' }]],
  },
});
