// The Swarm lab through the command line: how often each algorithm reaches what is known, and its speed against SciPy and DEAP
// at equal evaluations, on the path that the tuner picks. Prints tables, writes the samples as JSON.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = path.join(root, 'cli', 'bin.mjs');

/** Below 1e-8 in f64 in so many of 20 seeds. */
const precision = {
  algorithms: ['l-shade', 'cma-es'],
  functions: ['sphere', 'ellipsoid', 'rosenbrock'],
  dimensions: 10,
  evaluations: 100_000,
  shifts: [null, 1],
  seeds: 20,
  wanted: 19,
};
/** By the algorithm that the product chooses: within a thousandth of the optimum and feasible in 25 of 30 runs. */
const designs = {
  seeds: 30,
  wanted: 25,
  optima: {
    'welded-beam': 1.7248523086,
    'pressure-vessel': 6059.714335,
    'tension-spring': 0.0126652328,
    'speed-reducer': 2994.47106615,
    'three-bar-truss': 263.895843376,
    'gear-train': 2.700857149e-12,
    cantilever: 1.3399563606,
  },
};
/** Lennard-Jones clusters, energies as published. */
const clusters = {
  seeds: 30,
  sizes: [
    { atoms: 8, energy: -19.821489, wanted: 25 },
    { atoms: 13, energy: -44.326801, wanted: 15 },
    { atoms: 38, energy: -173.928427, wanted: 1 },
  ],
};
/** `generations` are the peer's, some seconds of them; ours get as many evaluations or `longer` times as many. */
const speed = [
  {
    algorithm: 'de',
    settings: { scale: 0.5, crossover: 0.9 },
    peers: ['scipy-vectorised', 'scipy-workers'],
    sizes: [
      { particles: 150, dimensions: 10, generations: 100 },
      { particles: 450, dimensions: 30, generations: 30 },
      { particles: 1_500, dimensions: 100, generations: 10 },
    ],
  },
  {
    algorithm: 'cma-es',
    settings: { restarts: 'none' },
    peers: ['deap-cma'],
    // The populations that both take by default.
    sizes: [
      { particles: 10, dimensions: 10, generations: 1_000 },
      { particles: 12, dimensions: 20, generations: 600 },
      { particles: 15, dimensions: 40, generations: 400 },
    ],
  },
  {
    algorithm: 'pso',
    settings: {},
    peers: ['deap-pso'],
    sizes: [
      { particles: 100, dimensions: 10, generations: 200 },
      { particles: 1_000, dimensions: 30, generations: 20 },
      { particles: 4_000, dimensions: 100, generations: 5 },
    ],
  },
];
const wantedRatio = 5;
/** So that a sample of ours is not over in a moment. */
const longer = 10;

export async function benchSwarmLab({ repetitions, only }) {
  if (!existsSync(path.join(root, 'dist', 'cli', 'main.js')))
    throw new Error('The command line is not built yet. Run: npm run build');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'aeonnova-bench-'));
  const run = (spec) => runOurs(path.join(folder, 'store'), spec);
  const parts = { precision: benchPrecision, designs: benchDesigns, clusters: benchClusters, speed: benchSpeed };
  const chosen = Object.entries(parts).filter(([name]) => only === null || only.includes(name));
  if (chosen.length === 0) throw new Error(`Parts of this bench: ${Object.keys(parts).join(', ')}.`);
  const results = {};
  try {
    print(`${os.cpus()[0]?.model}, ${os.availableParallelism()} cores, load ${os.loadavg()[0]?.toFixed(1)}`);
    for (const [name, part] of chosen) results[name] = await part(run, repetitions);
    await mkdir(path.join(root, 'test-results'), { recursive: true });
    const file = path.join(root, 'test-results', 'bench-swarm-lab.json');
    const machine = { cpu: os.cpus()[0]?.model, cores: os.availableParallelism(), node: process.versions.node };
    await writeFile(file, JSON.stringify({ takenAt: new Date().toISOString(), ...machine, ...results }, null, 2));
    print(`\nsamples: ${path.relative(root, file)}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function benchPrecision(run) {
  const { algorithms, functions, dimensions, evaluations, shifts, seeds, wanted } = precision;
  print(
    `\nBelow 1e-8 in f64 at ${dimensions} dimensions and ${evaluations.toLocaleString('en')} evaluations, of ${seeds} seeds (${wanted} wanted)`,
  );
  return algorithms.flatMap((algorithm) =>
    functions.flatMap((name) =>
      shifts.map((shiftSeed) => {
        const problem = { name, dimensions, ...(shiftSeed !== null && { shiftSeed }) };
        const runs = seedsUpTo(seeds).map((seed) =>
          run({ kind: 'swarm', problem, algorithm: { name: algorithm }, stop: { evaluations }, seed }),
        );
        const values = runs.map(({ best }) => best.value);
        const reached = values.filter((value) => value < 1e-8).length;
        print(
          `${algorithm.padEnd(12)} ${`${name}${shiftSeed === null ? '' : ', shifted'}`.padEnd(20)} ${reached} of ${seeds}; worst ${Math.max(...values).toExponential(1)}; ${describeAdapter(runs[0])}`,
        );
        return { algorithm, problem, values };
      }),
    ),
  );
}

function benchDesigns(run) {
  const { seeds, wanted, optima } = designs;
  print(`\nWithin 0.1 % of the optimum and feasible, of ${seeds} runs (${wanted} wanted)`);
  return Object.entries(optima).map(([name, optimum]) => {
    const runs = seedsUpTo(seeds).map((seed) => run({ kind: 'swarm', problem: { name }, seed }));
    const reached = runs.filter(({ best }) => best.feasible && best.value <= optimum * 1.001).length;
    print(
      `${name.padEnd(16)} ${String(reached).padStart(2)} of ${seeds} by ${runs[0].algorithm.name}; median ${median(runs.map(({ best }) => best.value))}; ${describeTime(runs)}`,
    );
    return { name, algorithm: runs[0].algorithm.name, values: runs.map(({ best }) => best.value) };
  });
}

function benchClusters(run) {
  const { seeds, sizes } = clusters;
  print(`\nLennard-Jones clusters within 1e-5 of the published energy, of ${seeds} runs`);
  return sizes.map(({ atoms, energy, wanted }) => {
    const runs = seedsUpTo(seeds).map((seed) =>
      run({ kind: 'swarm', problem: { name: 'lennard-jones', atoms }, seed }),
    );
    const reached = runs.filter(({ best }) => best.value <= energy + 1e-5).length;
    print(
      `${String(atoms).padStart(2)} atoms  ${String(reached).padStart(2)} (${wanted} wanted) by ${runs[0].algorithm.name}; median ${median(runs.map(({ best }) => best.value)).toFixed(6)}; ${describeTime(runs)}`,
    );
    return { atoms, values: runs.map(({ best }) => best.value) };
  });
}

async function benchSpeed(run, repetitions) {
  const peer = await openPeers();
  if (!peer) return [];
  print(
    `\nEvaluations per second of search on Rastrigin, medians of ${repetitions} in turns (${wantedRatio} times wanted); ${Object.entries(
      peer.versions,
    )
      .map((pair) => pair.join(' '))
      .join(', ')}`,
  );
  const rows = [];
  try {
    for (const { algorithm, settings, peers, sizes } of speed)
      for (const { particles, dimensions, generations } of sizes) {
        const here = peers.filter((name) => peer.names.includes(name));
        const samples = { ours: [], ...Object.fromEntries(here.map((name) => [name, []])) };
        const spec = {
          kind: 'swarm',
          problem: { name: 'rastrigin', dimensions },
          algorithm: { name: algorithm, particles, ...settings },
          stop: { evaluations: particles * generations * longer },
        };
        let adapter = '';
        for (let i = 0; i < repetitions; i++) {
          const result = run(spec);
          adapter = describeAdapter(result);
          samples.ours.push(result.evaluations / result.seconds);
          for (const name of here) samples[name].push(await peer.measure(name, { particles, dimensions, generations }));
        }
        const ours = median(samples.ours);
        const against = here.map(
          (name) => `${name} ${rate(median(samples[name]))}, ratio ${(ours / median(samples[name])).toFixed(1)}`,
        );
        print(
          `${algorithm.padEnd(7)} ${particles} x ${dimensions}  ${rate(ours)} on ${adapter}  ${against.join('  ')}`,
        );
        rows.push({ algorithm, particles, dimensions, adapter, samples });
      }
  } finally {
    peer.close();
  }
  return rows;
}

function runOurs(store, spec) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [cli, 'swarm', 'run', '-', '--json', '--store', store],
    { input: JSON.stringify(spec), encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  if (status !== 0) throw new Error(`aeonnova swarm run ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

async function openPeers() {
  const child = spawn('/usr/bin/python3', [path.join(root, 'bench', 'evolution_peer.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  child.on('error', () => undefined);
  const first = await lines.next();
  const { versions, peers } = first.done ? { versions: {}, peers: [] } : JSON.parse(first.value);
  if (peers.length === 0) {
    print(
      'SciPy and DEAP are not here, so speed is left out. To get them: apt-get install python3-scipy python3-deap\n',
    );
    child.stdin?.end();
    return null;
  }
  return {
    versions,
    names: peers,
    async measure(name, { particles, dimensions, generations }) {
      child.stdin.write(`${JSON.stringify({ peer: name, members: particles, dimensions, generations })}\n`);
      const answer = await lines.next();
      if (answer.done) throw new Error(`${name} ended before it answered.`);
      const { evaluations, seconds } = JSON.parse(answer.value);
      return evaluations / seconds;
    },
    close: () => child.stdin.end(),
  };
}

function seedsUpTo(count) {
  return Array.from({ length: count }, (_, i) => i + 1);
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function rate(value) {
  return value >= 1e6 ? `${(value / 1e6).toFixed(2)} M` : `${(value / 1e3).toFixed(1)} k`;
}

function describeAdapter({ adapter }) {
  if (adapter.kind === 'cpu') return 'the CPU path';
  return `${adapter.vendor} ${adapter.architecture}${adapter.software ? ' (software)' : ''}`;
}

function describeTime(runs) {
  const seconds = runs.map((result) => result.seconds + result.setupSeconds);
  return `${median(seconds).toFixed(1)} s a run, ${Math.max(...seconds).toFixed(1)} at most, on ${describeAdapter(runs[0])}`;
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
