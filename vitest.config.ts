// Unit tests in Node, kernel tests in Node on Dawn. Dawn's environment is put into this process before the forks that run
// the tests begin.
import { configDefaults, defineConfig } from 'vitest/config';
import { dawnEnvironment } from './cli/dawn-environment.mjs';

Object.assign(process.env, dawnEnvironment() ?? {});

const kernels = '**/*.gpu.test.ts';
const soak = process.env['SOAK'] ? [] : ['**/*.soak.test.ts'];

export default defineConfig({
  define: { __BUILD__: JSON.stringify('test') },
  test: {
    pool: 'forks',
    // One would be kept free for watching; nobody watches.
    maxWorkers: '100%',
    setupFiles: ['scripts/property-seed.ts'],
    testTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'cli/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: [...configDefaults.exclude, kernels, ...soak],
        },
      },
      {
        extends: true,
        test: {
          name: 'kernels',
          include: [`src/${kernels}`],
          exclude: [...configDefaults.exclude, ...soak],
        },
      },
    ],
  },
});
