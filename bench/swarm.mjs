// Swarm search: our WGSL path and our CPU path through the command line, against pyswarms with and without bounds.
// Rastrigin, global best, particle-dimensions per second of search. Prints a table, writes the samples as JSON.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = path.join(root, 'cli', 'bin.mjs');

/** `wanted`: the ratio to pyswarms with bounds that the WGSL path is to reach. */
const sizes = [
  { particles: 1_024, dimensions: 30, wanted: 1.5 },
  { particles: 4_096, dimensions: 64, wanted: 2.2 },
  { particles: 16_384, dimensions: 128, wanted: 4.5 },
];
const growth = [
  { particles: 4_096, dimensions: 32 },
  { particles: 16_384, dimensions: 64 },
  { particles: 65_536, dimensions: 128 },
  { particles: 262_144, dimensions: 128 },
];
/** Particle-dimensions of one sample: one to two seconds of ours on two cores, half a second of theirs. */
const ourWork = { gpu: 1.5e8, cpu: 4e7 };
const theirWork = 1e7;

export async function benchSwarm({ repetitions }) {
  if (!existsSync(path.join(root, 'dist', 'cli', 'main.js')))
    throw new Error('The command line is not built yet. Run: npm run build');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'aeonnova-bench-'));
  const peer = await openPeer();
  const versions = { node: process.versions.node, webgpu: await versionOf('webgpu'), ...peer?.versions };
  const rows = [];
  try {
    print(
      `${os.cpus()[0]?.model}, ${os.availableParallelism()} cores, load ${os.loadavg()[0]?.toFixed(1)}; ${repetitions} repetitions in turns; million particle-dimensions per second\n`,
    );
    for (const size of sizes) {
      const samples = { gpu: [], cpu: [], bounded: [], unbounded: [] };
      let adapter = '';
      for (let i = 0; i < repetitions; i++) {
        for (const way of ['gpu', 'cpu']) {
          const run = ours(folder, way, size, ourWork[way]);
          samples[way].push(run.rate);
          if (way === 'gpu') adapter = run.adapter;
        }
        for (const mode of peer ? ['bounded', 'unbounded'] : [])
          samples[mode].push(await peer.measure(size, mode === 'bounded'));
      }
      const row = {
        ...size,
        adapter,
        samples,
        summary: Object.fromEntries(Object.entries(samples).map(([key, values]) => [key, summarise(values)])),
      };
      row.ratio = peer ? row.summary.gpu.median / row.summary.bounded.median : null;
      rows.push(row);
      print(describe(row));
    }
    print('\nGrowth of the WGSL path: nanoseconds per particle-dimension, flat within 1.5 wanted');
    const grown = growth.map((size) => {
      const rates = Array.from({ length: 3 }, () => ours(folder, 'gpu', size, ourWork.gpu).rate);
      return { ...size, nanoseconds: 1e9 / summarise(rates).median };
    });
    for (const { particles, dimensions, nanoseconds } of grown)
      print(`${name({ particles, dimensions })}  ${nanoseconds.toFixed(1)}`);
    const all = grown.map(({ nanoseconds }) => nanoseconds);
    print(`largest over smallest: ${(Math.max(...all) / Math.min(...all)).toFixed(2)}`);
    await mkdir(path.join(root, 'test-results'), { recursive: true });
    const file = path.join(root, 'test-results', 'bench-swarm.json');
    await writeFile(
      file,
      JSON.stringify(
        {
          takenAt: new Date().toISOString(),
          versions,
          cpu: os.cpus()[0]?.model,
          cores: os.availableParallelism(),
          rows,
          growth: grown,
        },
        null,
        2,
      ),
    );
    print(
      `\n${Object.entries(versions)
        .map((pair) => pair.join(' '))
        .join(', ')}\nsamples: ${path.relative(root, file)}`,
    );
  } finally {
    peer?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** One run through the command line; search time only, as its result says. */
function ours(folder, way, { particles, dimensions }, work) {
  const spec = {
    kind: 'swarm',
    problem: { name: 'rastrigin', dimensions },
    algorithm: { name: 'pso', particles },
    stop: { generations: Math.max(3, Math.round(work / (particles * dimensions))) },
  };
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [cli, 'swarm', 'run', '-', '--adapter', way, '--json', '--store', path.join(folder, 'store')],
    { input: JSON.stringify(spec), encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  if (status !== 0) throw new Error(`aeonnova swarm run ended with ${status}: ${stderr}`);
  const { adapter, generations, seconds } = JSON.parse(stdout);
  return {
    rate: (generations * particles * dimensions) / seconds,
    adapter: `${adapter.vendor} ${adapter.architecture}${adapter.software ? ' (software)' : ''}`.trim() || 'CPU',
  };
}

async function openPeer() {
  const child = spawn('/usr/bin/python3', [path.join(root, 'bench', 'pyswarms_peer.py')], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  child.on('error', () => undefined);
  const first = await lines.next();
  if (first.done) {
    print('pyswarms is not here, so the comparison is left out. To get it: apt-get install python3-pyswarms\n');
    return null;
  }
  return {
    versions: JSON.parse(first.value),
    async measure({ particles, dimensions }, bounded) {
      const generations = Math.max(3, Math.round(theirWork / (particles * dimensions)));
      child.stdin.write(`${JSON.stringify({ particles, dimensions, generations, bounded })}\n`);
      const answer = await lines.next();
      if (answer.done) throw new Error('pyswarms ended before it answered.');
      return (generations * particles * dimensions) / JSON.parse(answer.value).seconds;
    },
    close: () => child.stdin.end(),
  };
}

/** Rates: median, and the one that 95 % of the samples reach. */
function summarise(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? NaN, p95: sorted[Math.floor(0.05 * sorted.length)] ?? NaN };
}

function describe({ summary, ratio, wanted, adapter, ...size }) {
  const figure = ({ median, p95 }) =>
    Number.isNaN(median) ? '-' : `${(median / 1e6).toFixed(1)} (p95 ${(p95 / 1e6).toFixed(1)})`;
  const against = ratio === null ? '' : `  ratio ${ratio.toFixed(2)}, wanted ${wanted}`;
  return `${name(size)}  WGSL on ${adapter} ${figure(summary.gpu)}  CPU path ${figure(summary.cpu)}  pyswarms ${figure(summary.bounded)}, without bounds ${figure(summary.unbounded)}${against}`;
}

function name({ particles, dimensions }) {
  return `${particles.toLocaleString('en')} x ${dimensions}`.padStart(13);
}

async function versionOf(packageName) {
  const text = await readFile(path.join(root, 'node_modules', packageName, 'package.json'), 'utf8');
  return JSON.parse(text).version;
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
