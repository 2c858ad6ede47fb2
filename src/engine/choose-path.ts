// GPU or CPU, and which variant of the kernels: what was asked for, what is there, and what measured faster here.
import { cpuAdapter } from '../core/adapter.ts';
import { AeonError } from '../core/errors.ts';
import type { Clock, SettingsStore, WorkerPool } from '../core/ports.ts';
import type { FrozenChoices } from '../core/run.ts';
import type { WorkQueue } from '../core/work-queue.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { createTuner, type TunerChoice } from '../gpu/tuner.ts';
import { createCpuPso } from '../models/swarm/cpu-pso.ts';
import { createGpuPso, planGpuPso, type PsoVariant, psoVariants } from '../models/swarm/gpu-pso.ts';
import { memoryOf } from '../models/swarm/evaluations.ts';
import { badSpec } from '../models/swarm/spec-parts.ts';
import { checkFitsCpu, planSwarm } from '../models/swarm/plan.ts';
import type { CompiledProblem } from '../models/swarm/problem.ts';
import { linkEvaluation } from '../models/swarm/pso-shaders.ts';
import type { SwarmSpec } from '../models/swarm/schema.ts';
import type { SwarmMachine } from '../models/swarm/swarm-machine.ts';
import type { PathChoice } from './api.ts';
import type { GpuSource } from './gpu-source.ts';

export interface PathContext {
  readonly gpuSource: GpuSource;
  readonly cpuPool: WorkerPool | null;
  readonly queues: { readonly gpu: WorkQueue; readonly cpu: WorkQueue };
  readonly settings: SettingsStore;
  readonly clock: Clock;
  readonly build: string;
}

const variantNames = Object.keys(psoVariants).filter((name): name is PsoVariant => name in psoVariants);

/** Chooses for one spec. Throws `no-adapter` where the GPU was asked for and is not there, `out-of-memory` where nothing fits. */
export async function choosePath(
  context: PathContext,
  asked: PathChoice,
  spec: SwarmSpec,
  problem: CompiledProblem,
): Promise<FrozenChoices> {
  const onCpu = (reason: string): FrozenChoices => {
    checkFitsCpu(
      planSwarm({
        memory: memoryOf(spec.algorithm, problem.dimensions),
        particles: spec.algorithm.particles,
        dimensions: problem.dimensions,
        repeats: spec.repeats,
        problemFloats: 0,
        tile: 1,
        workgroupSize: 64,
      }),
    );
    return { path: 'cpu', reason, adapter: cpuAdapter, variants: { pso: 'typescript' }, build: context.build };
  };
  const isGpuOnly = problem.isDeviceOnly === true;
  if (asked === 'cpu' && isGpuOnly)
    throw badSpec(
      'problem',
      'an objective in WGSL runs on a GPU alone, and the CPU was asked for',
      'Choose the GPU, or leave the choice to the engine; or write the objective as a formula.',
    );
  if (asked === 'cpu') return onCpu('asked for');
  const opening = await context.gpuSource.open();
  if (!opening.available) {
    if (asked === 'gpu' || isGpuOnly) throw new AeonError('no-adapter', opening.reason, { hint: opening.hint });
    return onCpu(`no GPU: ${opening.reason}`);
  }
  const { gpu } = opening;
  // Before anything is stored of the run.
  const { user } = problem.shader;
  if (user) {
    const messages = await gpu.checkCode(linkEvaluation(problem));
    if (messages.some(({ type }) => type === 'error')) throw user.explainRefusal(messages, '');
  }
  const fitting = variantNames.filter((variant) => fits(spec, problem, variant, gpu));
  if (fitting.length === 0) {
    if (asked === 'auto' && gpu.adapter.software && !isGpuOnly) return onCpu('too large for the software adapter');
    planGpuPso(spec, problem, 'tile16-wg64', gpu.limits);
  }
  const { software } = gpu.adapter;
  const withCpu = asked === 'auto' && software && !isGpuOnly;
  // On a software adapter tiles of 16 won wherever they were measured; the time goes into finding out about the CPU path.
  const { name, measured } = await tune(context, gpu, spec, problem, software ? fitting.slice(0, 1) : fitting, withCpu);
  if (name === 'cpu') return onCpu(`the adapter is software, and the CPU path is faster here${compare(measured)}`);
  return {
    path: 'gpu',
    reason:
      asked === 'gpu'
        ? 'asked for'
        : isGpuOnly
          ? 'an objective in WGSL runs on a GPU alone'
          : `the fastest measured here${withCpu ? compare(measured) : ''}`,
    adapter: gpu.adapter,
    variants: { pso: toVariant(name) },
    build: context.build,
  };
}

/** ": 1.2 ms a generation against 3.4 of the adapter" */
function compare({ cpu, ...kernels }: TunerChoice['measured']): string {
  const adapter = Math.min(...Object.values(kernels));
  if (cpu === undefined || !Number.isFinite(adapter)) return '';
  return `: ${cpu.toPrecision(2)} ms a generation on the CPU, ${adapter.toPrecision(2)} on the adapter`;
}

function fits(spec: SwarmSpec, problem: CompiledProblem, variant: PsoVariant, gpu: Gpu): boolean {
  try {
    planGpuPso(spec, problem, variant, gpu.limits);
    return true;
  } catch (error) {
    if (error instanceof AeonError && error.code === 'out-of-memory') return false;
    throw error;
  }
}

/** Shape buckets by powers of four: shapes in one bucket share a winner. */
function bucketOf(spec: SwarmSpec, problem: CompiledProblem, withCpu: boolean): string {
  const power = (n: number): number => Math.ceil(Math.log2(n) / 2);
  return [
    spec.algorithm.name,
    spec.algorithm.generator,
    `n${power(spec.algorithm.particles * spec.repeats)}`,
    `d${power(problem.dimensions)}`,
    withCpu ? `with-cpu-${problem.name}` : 'gpu',
  ].join('-');
}

/** A trial moves at most so many coordinates a generation, so that choosing takes about a second whatever the run's size. */
const trialCoordinates = 500_000;
const warmUpMs = 40;
const trialMs = 30;

async function tune(
  context: PathContext,
  gpu: Gpu,
  spec: SwarmSpec,
  problem: CompiledProblem,
  variants: readonly PsoVariant[],
  withCpu: boolean,
): Promise<TunerChoice> {
  const { clock, queues } = context;
  const tuner = createTuner({ settings: context.settings, clock, adapter: gpu.adapter, build: context.build });
  const particles = Math.min(
    spec.algorithm.particles,
    // Even, for those that meet in pairs.
    2 * Math.max(32, Math.floor(trialCoordinates / (2 * problem.dimensions))),
  );
  const repeats = Math.max(1, Math.min(spec.repeats, Math.floor(trialCoordinates / (particles * problem.dimensions))));
  const trial: SwarmSpec = {
    ...spec,
    repeats,
    algorithm:
      spec.algorithm.name === 'quasi-random'
        ? { ...spec.algorithm, particles }
        : { ...spec.algorithm, particles, initialisation: 'uniform' },
    stop: { generations: 1_000_000 },
  };
  const machines = new Map<string, { machine: SwarmMachine; generations: number }>();
  const advanceFor = async (machine: SwarmMachine, leastMs: number): Promise<number> => {
    const from = clock.tick();
    let done = 0;
    for (let count = 1; clock.tick() - from < leastMs; count *= 2) {
      await machine.advance(count);
      done += count;
    }
    return done;
  };
  /**
   * Milliseconds a generation. The first trial warms up: compilers on both paths, the GPU's clock. Somebody waits for their
   * run to start, so trials, about a second of them, go before the slices of runs that are under way.
   */
  const measure =
    (name: string, queue: WorkQueue, create: () => Promise<SwarmMachine>) => async (): Promise<number> => {
      let known = machines.get(name);
      if (!known) {
        const machine = await create();
        known = { machine, generations: 1 };
        machines.set(name, known);
        await queue.run('interactive', () => machine.advance(1));
        known.generations = await queue.run('interactive', async () => {
          const from = clock.tick();
          const done = await advanceFor(machine, warmUpMs);
          return Math.max(1, Math.round((trialMs * done) / (clock.tick() - from)));
        });
      }
      const { machine, generations } = known;
      return queue.run('interactive', async () => {
        const from = clock.tick();
        await machine.advance(generations);
        return (clock.tick() - from) / generations;
      });
    };
  try {
    return await tuner.choose('pso', bucketOf(spec, problem, withCpu), [
      ...variants.map((variant) => ({
        name: variant,
        measure: measure(variant, queues.gpu, () => createGpuPso({ gpu, spec: trial, problem, variant, saved: null })),
      })),
      ...(withCpu
        ? [
            {
              name: 'cpu',
              measure: measure('cpu', queues.cpu, async () =>
                createCpuPso(trial, problem, clock, null, context.cpuPool),
              ),
            },
          ]
        : []),
    ]);
  } finally {
    for (const { machine } of machines.values()) machine[Symbol.dispose]();
  }
}

export function toVariant(name: string | undefined): PsoVariant {
  const variant = variantNames.find((known) => known === name);
  if (!variant)
    throw new AeonError(
      'newer-version',
      `The run uses the kernel variant "${name}", which this version does not have.`,
      { hint: 'Repeat the run with this version.' },
    );
  return variant;
}
