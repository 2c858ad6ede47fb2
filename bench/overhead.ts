// How much of a run's search time is kernels, and what watching it costs; in one process, on the engine itself.
import { readFile } from 'node:fs/promises';
import { describeAdapter } from '../src/core/adapter.ts';
import { createTestStores } from '../src/core/test-stores.ts';
import { createEngine } from '../src/engine/create-engine.ts';
import { openGpu } from '../src/gpu/open-gpu.ts';
import { compileProblem } from '../src/models/swarm/compile-problem.ts';
import { createGpuPso } from '../src/models/swarm/gpu-pso.ts';
import { parseSwarmSpec } from '../src/models/swarm/schema.ts';
import { openDawn } from '../cli/dawn.ts';
import { nodeClock } from '../cli/open-engine.ts';

const sizes = [
  { particles: 1_024, dimensions: 30, generations: 3_000 },
  { particles: 4_096, dimensions: 64, generations: 400 },
  { particles: 16_384, dimensions: 128, generations: 60 },
];
const pictureMembers = 2_000;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const repetitions = Number(process.argv[2]);
const { gpu, reason } = await openDawn();
const opening = await openGpu({ gpu, clock: nodeClock });
if (!opening.available) throw new Error(reason ?? opening.reason);
const stores = createTestStores();
const engine = createEngine({
  gpu,
  stores,
  locks: stores.locks,
  clock: nodeClock,
  build: 'bench',
  environment: { crossOriginIsolated: false, cores: 1 },
  pictureMembers,
});
const load = (await readFile('/proc/loadavg', 'utf8').catch(() => 'unknown')).split(' ')[0];
process.stdout.write(
  `${describeAdapter(opening.gpu.adapter)}, load ${load}; medians of ${repetitions} in turns; Rastrigin, seconds of search\n`,
);
for (const { particles, dimensions, generations } of sizes) {
  const spec = parseSwarmSpec({
    kind: 'swarm',
    problem: { name: 'rastrigin', dimensions },
    algorithm: { name: 'pso', particles },
    stop: { generations },
  });
  if (spec.problem.name === 'fit') continue;
  const problem = compileProblem(spec.problem);
  const alone: number[] = [];
  const run: number[] = [];
  const watched: number[] = [];
  for (let repetition = 0; repetition < repetitions; repetition++) {
    // Kernels alone: the same generations in one submit, from its encoding to its end, and nothing read in between.
    using machine = await createGpuPso({ gpu: opening.gpu, spec, problem, variant: 'tile16-wg64', saved: null });
    await machine.advance(1);
    alone.push((await machine.advance(generations)).milliseconds / 1000);
    run.push((await (await engine.start(spec, { path: 'gpu' })).result).seconds);
    const handle = await engine.start(spec, { path: 'gpu', paused: true });
    await handle.look([0, 1]);
    await handle.resume();
    watched.push((await handle.result).seconds);
  }
  const [kernels, whole, seen] = [median(alone), median(run), median(watched)];
  process.stdout.write(
    `${particles.toLocaleString('en')} x ${dimensions}: kernels ${kernels.toFixed(3)}, run ${whole.toFixed(3)} (kernels ${((100 * kernels) / whole).toFixed(0)} %), watched with ${pictureMembers.toLocaleString('en')} members ten times a second ${seen.toFixed(3)} (${(seen / whole).toFixed(2)} times as long)\n`,
  );
}
await engine.close();
// Dawn keeps handles open.
process.exit(0);
