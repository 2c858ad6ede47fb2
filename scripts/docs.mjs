// `npm run docs`: writes what is made from the code (the reference pages, the third-party notices). `--check` compares.
import { runnerImport } from 'vite';
import { buildId, root } from './build-id.mjs';
import { writeOrCheck } from './generated.mjs';
import { notices } from './notices.mjs';

const { module } = await runnerImport('./scripts/reference.ts', {
  root,
  configFile: false,
  logLevel: 'error',
  oxc: { target: 'node20' },
  define: { __BUILD__: JSON.stringify(buildId()) },
});
process.exit(
  writeOrCheck({
    'docs/reference/spec.md': module.specReference(),
    'docs/reference/comparison.md': module.comparisonReference(),
    'docs/reference/cli.md': module.cliReference(),
    ...notices(),
  }),
);
