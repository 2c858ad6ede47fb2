// The checks that `npm test` and `npm run check` are made of. A step runs one tool and counts: tests of vitest and
// Playwright one by one, any other tool as one.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { dawnEnvironment } from '../cli/dawn-environment.mjs';
import { root } from './build-id.mjs';

/** @typedef {{ passed: number, failed: number }} Count */
/** @typedef {{ name: string, run: () => Count }} Step */

const results = path.join(root, 'test-results');

/** The tool's own script, so that no shell and no npx is between. */
function tool(name) {
  const manifest = JSON.parse(readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8'));
  const bins = typeof manifest.bin === 'string' ? { [name]: manifest.bin } : manifest.bin;
  const script = bins[name.split('/').at(-1)] ?? Object.values(bins)[0];
  return path.join(root, 'node_modules', name, script);
}

function node(args, env = {}) {
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status;
}

/** A step of one or several tools that counts as one test. @returns {Step} */
export function plain(name, ...commands) {
  return {
    name,
    run: () => {
      const failed = commands.filter((command) => node(command.map((part) => part())) !== 0).length;
      return failed === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
    },
  };
}

const own = (script) => () => path.join(root, script);
const of = (name) => () => tool(name);
const text = (value) => () => value;

export const steps = {
  types: plain('types', [own('scripts/types.mjs')]),
  format: plain('format', [of('oxfmt'), text('--check')]),
  lint: plain('lint', [of('oxlint'), text('--type-aware'), text('--deny-warnings')]),
  layers: plain('layers', [
    of('dependency-cruiser'),
    text('--config'),
    text('.dependency-cruiser.cjs'),
    text('src'),
    text('cli'),
    text('workers'),
  ]),
  deadCode: plain('dead code', [of('knip')]),
  docs: plain('docs', [own('scripts/docs.mjs'), text('--check')]),
  build: plain('build', [own('scripts/build.mjs')]),
  unit: { name: 'unit', run: () => vitest('unit') },
  kernels: { name: 'kernels', run: () => vitest('kernels') },
  soak: { name: 'soak', run: () => vitest('unit', { env: { SOAK: '1' }, filters: ['.soak.'] }) },
  /** Hundreds of killed browsers, after each of which everything acknowledged must be there. */
  killedBrowsers: {
    name: 'killed browsers',
    run: () => playwright({ env: { STORAGE_KILLS: '200' }, filters: ['storage.spec'] }),
  },
  endToEnd: { name: 'e2e', run: () => playwright() },
  sizes: plain('sizes', [of('size-limit')]),
};

/** Runs one project; every test file that is there must have run tests, and none may be left out. */
function vitest(project, { env = {}, filters = [] } = {}) {
  const report = path.join(results, `vitest-${project}.json`);
  rmSync(report, { force: true });
  const status = node(
    [
      tool('vitest'),
      'run',
      '--project',
      project,
      ...filters,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { ...dawnEnvironment(), ...env },
  );
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { testResults, numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
  const complaints = [];
  for (const { name, assertionResults } of testResults) {
    if (assertionResults.length === 0) complaints.push(`${path.relative(root, name)} ran no test`);
    const skipped = assertionResults.filter(({ status: state }) => state !== 'passed' && state !== 'failed');
    if (skipped.length > 0) complaints.push(`${path.relative(root, name)} left out ${skipped.length} tests`);
  }
  if (project === 'kernels') {
    const ran = new Set(testResults.map(({ name }) => path.relative(root, name)));
    for (const file of listFiles('src', '.gpu.test.ts')) {
      if (!ran.has(file)) complaints.push(`${file} was not run`);
    }
  }
  return count(status, numPassedTests, numFailedTests, complaints);
}

function playwright({ env = {}, filters = [] } = {}) {
  const report = path.join(results, 'playwright.json');
  rmSync(report, { force: true });
  mkdirSync(results, { recursive: true });
  const status = node([tool('@playwright/test'), 'test', ...filters], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    ...env,
  });
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { stats, suites } = JSON.parse(readFileSync(report, 'utf8'));
  const complaints = [];
  const ran = new Set(suites.map(({ file }) => path.basename(file)));
  for (const file of listFiles('e2e', '.spec.ts')) {
    const isWanted = filters.every((filter) => file.includes(filter));
    if (isWanted && !ran.has(path.basename(file))) complaints.push(`${file} was not run`);
  }
  if (stats.skipped > 0) complaints.push(`${stats.skipped} tests were left out`);
  return count(status, stats.expected, stats.unexpected + stats.flaky, complaints);
}

/** Green on nothing is red: no test, a missing file, or an exit status without a failed test count as one failure. */
function count(status, passed, failed, complaints) {
  for (const complaint of complaints) process.stdout.write(`FAILED  ${complaint}\n`);
  const hidden = failed === 0 && (status !== 0 || passed === 0) && complaints.length === 0 ? 1 : 0;
  if (hidden === 1)
    process.stdout.write(passed === 0 ? 'FAILED  no test was run\n' : `FAILED  exit status ${status}\n`);
  return { passed, failed: failed + complaints.length + hidden };
}

function listFiles(folder, ending) {
  const start = path.join(root, folder);
  if (!existsSync(start)) return [];
  return readdirSync(start, { recursive: true })
    .filter((name) => name.endsWith(ending))
    .map((name) => path.join(folder, name));
}

/** Runs the steps in order and closes with one line that counts. @param {readonly Step[]} chosen @returns exit code */
export function runSteps(chosen) {
  const total = { passed: 0, failed: 0 };
  const lines = [];
  for (const { name, run } of chosen) {
    process.stdout.write(`\n── ${name} ${'─'.repeat(Math.max(2, 60 - name.length))}\n`);
    const begun = performance.now();
    const { passed, failed } = run();
    total.passed += passed;
    total.failed += failed;
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    lines.push(`${failed === 0 ? 'ok    ' : 'FAILED'}  ${name.padEnd(10)} ${seconds.padStart(6)} s`);
    process.stdout.write(`${lines.at(-1)}\n`);
  }
  process.stdout.write(`\n${lines.join('\n')}\n\n${total.passed} passed, ${total.failed} failed\n`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}
