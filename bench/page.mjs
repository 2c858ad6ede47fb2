// The page as a visitor meets it: the production build in Chromium, first visit and next one (service worker), with the CPU
// as it is and slowed four times. Paints, layout shift and tasks that held the main thread for more than 50 ms, for the home
// page, the lab, and a lab in which a run goes on and is watched. A task counts by the clock, as browsers count it, and by the
// CPU time that its thread had, which other work of the machine does not lengthen. Prints a table, writes the samples as JSON.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { runnerImport } from 'vite';
import { buildId } from '../scripts/build-id.mjs';
import { listen } from '../scripts/serve/app-server.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const app = path.join(root, 'dist', 'app');

const slowdowns = [1, 4];
const places = [
  { name: 'home', address: '/' },
  { name: 'lab', address: '/swarm' },
];
/** Goes on for longer than it is watched. */
const watchedSpec = {
  kind: 'swarm',
  problem: { name: 'rastrigin', dimensions: 30 },
  algorithm: { name: 'pso', particles: 1024 },
  stop: { seconds: 120 },
};
const watchedMs = 10_000;
const longTaskMs = 50;
/** After the last thing that is waited for, so that what comes late counts too. */
const settleMs = 2_000;

export async function benchPage({ repetitions }) {
  if (!existsSync(path.join(app, 'index.html'))) throw new Error('The app is not built yet. Run: npm run build');
  const { module } = await runnerImport('./e2e/chromium.ts', { root, configFile: false, logLevel: 'error' });
  const { server, port } = await listen({ folder: app, host: '127.0.0.1', port: 0 });
  const origin = `http://localhost:${port}`;
  // The app draws nothing by WebGPU: a browser that drew pages by the software adapter too would be slower than any visitor's.
  const browser = await chromium.launch(module.chromiumOptions({ adapter: true, canvas: false }));
  const loads = [os.loadavg()[0]];
  /** @type {Map<string, object[]>} */
  const samples = new Map();
  let adapter = '';
  try {
    for (let repetition = 0; repetition < repetitions; repetition++) {
      for (const slowdown of slowdowns) {
        for (const { name, address } of places) {
          const { cold, warm, computesOn } = await visitTwice(browser, origin + address, slowdown);
          adapter = computesOn;
          keep(samples, `${name}, first visit, ${slowdown}x`, cold);
          keep(samples, `${name}, next visit, ${slowdown}x`, warm);
        }
        keep(samples, `lab, a run watched, ${slowdown}x`, await watchRun(browser, origin, slowdown));
      }
      loads.push(os.loadavg()[0]);
    }
  } finally {
    await browser.close();
    server.close();
  }
  const versions = { chromium: browser.version(), node: process.versions.node, build: buildId() };
  const conditions = {
    takenAt: new Date().toISOString(),
    adapter,
    versions,
    cpu: os.cpus()[0]?.model,
    cores: os.availableParallelism(),
    loads,
  };
  print(
    `${conditions.cpu}, ${conditions.cores} cores, load ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}; ${adapter}; ${repetitions} repetitions in turns: median (least to most)\n`,
  );
  for (const [name, all] of samples) print(`${name}\n    ${describe(all)}`);
  await mkdir(path.join(root, 'test-results'), { recursive: true });
  const file = path.join(root, 'test-results', 'bench-page.json');
  await writeFile(file, JSON.stringify({ ...conditions, samples: Object.fromEntries(samples) }, null, 2));
  print(
    `\n${Object.entries(versions)
      .map((pair) => pair.join(' '))
      .join(', ')}\nsamples: ${path.relative(root, file)}`,
  );
}

/** A visitor who was never here, and the same one again when the service worker has everything. */
async function visitTwice(browser, address, slowdown) {
  const context = await openContext(browser);
  try {
    const first = await openPage(context, slowdown);
    let computesOn = '';
    const cold = await withBusyTasks(browser, async () => {
      await first.goto(address);
      computesOn = await settle(first);
      return read(first);
    });
    await first.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await first.close();
    const next = await openPage(context, slowdown);
    const warm = await withBusyTasks(browser, async () => {
      await next.goto(address);
      await settle(next);
      return read(next);
    });
    return { cold, warm, computesOn };
  } finally {
    await context.close();
  }
}

/** What holds the main thread while a run goes on and is looked at; without what its start took. */
async function watchRun(browser, origin, slowdown) {
  const context = await openContext(browser);
  try {
    const page = await openPage(context, slowdown);
    const encoded = deflateRawSync(JSON.stringify(watchedSpec)).toString('base64url');
    await page.goto(`${origin}/swarm?spec=${encoded}`);
    await settle(page);
    await page.keyboard.press('ControlOrMeta+Enter');
    await page
      .getByText(/^Generation [1-9]/)
      .first()
      .waitFor();
    await page.waitForTimeout(settleMs);
    const before = (await read(page)).tasks.length;
    return await withBusyTasks(browser, async () => {
      const framesPerSecond = await page.evaluate(countFrames, watchedMs);
      const { shift, tasks } = await read(page);
      return { shift, tasks: tasks.slice(before), framesPerSecond };
    });
  } finally {
    await context.close();
  }
}

function openContext(browser) {
  return browser.newContext({ viewport: { width: 1440, height: 900 } });
}

async function openPage(context, slowdown) {
  const page = await context.newPage();
  await page.addInitScript(observe);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  return page;
}

/** Runs in the page, before anything of it does. */
function observe() {
  const seen = { firstPaint: null, largestPaint: null, shift: 0, tasks: [] };
  Reflect.set(globalThis, 'benchSeen', seen);
  const each = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  each('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') seen.firstPaint = startTime;
  });
  each('largest-contentful-paint', ({ startTime }) => {
    seen.largestPaint = startTime;
  });
  each('layout-shift', ({ value, hadRecentInput }) => {
    if (!hadRecentInput) seen.shift += value;
  });
  each('longtask', ({ startTime, duration }) => seen.tasks.push({ startTime, duration }));
}

/** Runs in the page. */
function countFrames(ms) {
  return new Promise((resolve) => {
    const until = performance.now() + ms;
    let count = 0;
    const frame = () => {
      if (performance.now() >= until) return resolve(count / (ms / 1000));
      count++;
      return requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

/** Adds `busy` to what `work` gives: CPU time in ms of each long task of a page's main thread meanwhile. */
async function withBusyTasks(browser, work) {
  const devtools = await browser.newBrowserCDPSession();
  const mainThreads = new Set();
  const tasks = [];
  devtools.on('Tracing.dataCollected', ({ value }) => {
    for (const { name, ph, pid, tid, tdur, args } of value) {
      if (name === 'thread_name' && args.name === 'CrRendererMain') mainThreads.add(`${pid} ${tid}`);
      if (name === 'ThreadControllerImpl::RunTask' && ph === 'X' && tdur > longTaskMs * 1000)
        tasks.push({ thread: `${pid} ${tid}`, ms: tdur / 1000 });
    }
  });
  await devtools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel'] },
  });
  const outcome = await work();
  const isComplete = new Promise((resolve) => devtools.once('Tracing.tracingComplete', resolve));
  await devtools.send('Tracing.end');
  await isComplete;
  await devtools.detach();
  return { ...outcome, busy: tasks.filter(({ thread }) => mainThreads.has(thread)).map(({ ms }) => ms) };
}

function read(page) {
  return page.evaluate(() => structuredClone(Reflect.get(globalThis, 'benchSeen')));
}

/** Resolves with what the page says that it computes on, when it knows and has come to rest. */
async function settle(page) {
  const pill = page.getByRole('link', { name: /Computes on: (?!…)/ });
  await pill.waitFor();
  await page.waitForTimeout(settleMs);
  return (await pill.getAttribute('aria-label')) ?? '';
}

function keep(samples, name, sample) {
  samples.set(name, [...(samples.get(name) ?? []), sample]);
}

function describe(all) {
  const spread = (values, digits, unit) => {
    const sorted = [...values].sort((a, b) => a - b);
    const at = (index) => sorted[index].toFixed(digits);
    return `${at(Math.floor(sorted.length / 2))} (${at(0)} to ${at(sorted.length - 1)})${unit}`;
  };
  const of = (key) => all.map((sample) => sample[key]);
  const long = (lists) =>
    `${spread(
      lists.map((list) => list.length),
      0,
      '',
    )}, longest ${spread(
      lists.map((list) => Math.max(0, ...list)),
      0,
      ' ms',
    )}`;
  return [
    ...('firstPaint' in all[0]
      ? [`first paint ${spread(of('firstPaint'), 0, ' ms')}`, `largest ${spread(of('largestPaint'), 0, ' ms')}`]
      : [spread(of('framesPerSecond'), 0, ' frames/s')]),
    `shift ${spread(of('shift'), 3, '')}`,
    `tasks over ${longTaskMs} ms ${long(all.map(({ tasks }) => tasks.map(({ duration }) => duration)))}`,
    `of CPU time ${long(of('busy'))}`,
  ].join('\n    ');
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
