// `bench NAME`: how fast this machine is, measured on the engine that runs are carried out by. Comparisons with other
// libraries are `npm run bench`.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describeAdapter } from '../../src/core/adapter.ts';
import { AeonError } from '../../src/core/errors.ts';
import type { Engine } from '../../src/engine/api.ts';
import { interruptedExitCode, type Interrupts } from '../interrupts.mjs';
import { openNodeEngine } from '../open-engine.ts';

export const benchNames = ['swarm'] as const;

const sizes = [
  { particles: 1024, dimensions: 30 },
  { particles: 4096, dimensions: 64 },
  { particles: 16_384, dimensions: 128 },
];
/** About half a second of search each on two cores. */
const particleDimensions = 4e7;
const repetitions = 3;

interface Measurement {
  readonly path: 'gpu' | 'cpu';
  readonly adapter: string;
  readonly particles: number;
  readonly dimensions: number;
  /** Particle-dimensions per second: median, lowest, highest. */
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

export async function runBench(
  name: string,
  options: { adapter?: 'gpu' | 'cpu' | 'auto'; json?: boolean },
  interrupts: Interrupts,
): Promise<number> {
  if (!benchNames.some((known) => known === name)) {
    throw new AeonError('not-found', `There is no bench called "${name}".`, {
      hint: `There is: ${benchNames.join(', ')}.`,
    });
  }
  const store = await mkdtemp(path.join(os.tmpdir(), 'aeonnova-bench-'));
  const { engine } = await openNodeEngine({ store, wantsGpu: options.adapter !== 'cpu' });
  try {
    const paths = await pathsOf(engine, options.adapter);
    const measurements: Measurement[] = [];
    if (!options.json) process.stdout.write('Rastrigin, global-best PSO, particle-dimensions per second\n');
    for (const size of sizes) {
      for (const measurement of await measure(engine, paths, size, () => interrupts.happened)) {
        measurements.push(measurement);
        if (!options.json) process.stdout.write(`${describe(measurement)}\n`);
      }
      if (interrupts.happened) break;
    }
    if (options.json) process.stdout.write(`${JSON.stringify({ build: engine.build, bench: name, measurements })}\n`);
    return interrupts.happened ? interruptedExitCode : 0;
  } finally {
    await engine.close();
    await rm(store, { recursive: true, force: true });
  }
}

async function pathsOf(engine: Engine, asked: 'gpu' | 'cpu' | 'auto' = 'auto'): Promise<readonly ('gpu' | 'cpu')[]> {
  if (asked !== 'auto') return [asked];
  const { available } = await engine.adapter();
  return available ? ['gpu', 'cpu'] : ['cpu'];
}

/** The paths in turn, so that a busy moment of the machine does not fall on one of them alone. */
async function measure(
  engine: Engine,
  paths: readonly ('gpu' | 'cpu')[],
  { particles, dimensions }: (typeof sizes)[number],
  isInterrupted: () => boolean,
): Promise<Measurement[]> {
  const generations = Math.max(5, Math.round(particleDimensions / (particles * dimensions)));
  const spec = {
    kind: 'swarm',
    problem: { name: 'rastrigin', dimensions },
    algorithm: { name: 'pso', particles },
    stop: { generations },
  };
  const rates = new Map<'gpu' | 'cpu', { adapter: string; values: number[] }>();
  for (let repetition = 0; repetition < repetitions; repetition++) {
    for (const way of paths) {
      if (isInterrupted()) return [];
      const { result } = await engine.start(spec, { path: way });
      const { adapter, seconds } = await result;
      const rate = rates.get(way) ?? { adapter: describeAdapter(adapter), values: [] };
      rate.values.push((generations * particles * dimensions) / seconds);
      rates.set(way, rate);
    }
  }
  return [...rates].map(([way, { adapter, values }]) => {
    const sorted = [...values].sort((a, b) => a - b);
    const at = (index: number): number => sorted[index] ?? Number.NaN;
    return {
      path: way,
      adapter,
      particles,
      dimensions,
      median: at(Math.floor(sorted.length / 2)),
      lowest: at(0),
      highest: at(sorted.length - 1),
    };
  });
}

function describe({ path: way, adapter, particles, dimensions, median, lowest, highest }: Measurement): string {
  const millions = (value: number): string => (value / 1e6).toFixed(1);
  const size = `${particles.toLocaleString('en')} × ${dimensions}`;
  return `${size.padStart(12)}  ${way}  ${millions(median).padStart(7)} M/s (${millions(lowest)} to ${millions(highest)})  ${adapter}`;
}
