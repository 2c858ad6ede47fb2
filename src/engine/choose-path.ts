// GPU or CPU, and which variant of the kernels: what was asked for, what is there, and what measured faster here.
import { cpuAdapter } from '../core/adapter.ts';
import { AeonError } from '../core/errors.ts';
import type { Clock, SettingsStore } from '../core/ports.ts';
import type { FrozenChoices } from '../core/run.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { createTuner } from '../gpu/tuner.ts';
import { createCpuPso } from '../models/swarm/cpu-pso.ts';
import { createGpuPso, planGpuPso, type PsoVariant, psoVariants } from '../models/swarm/gpu-pso.ts';
import { checkFitsCpu, planSwarm } from '../models/swarm/plan.ts';
import type { CompiledProblem } from '../models/swarm/problem.ts';
import type { SwarmSpec } from '../models/swarm/schema.ts';
import type { SwarmMachine } from '../models/swarm/swarm-machine.ts';
import type { PathChoice } from './api.ts';
import type { GpuSource } from './gpu-source.ts';

export interface PathContext {
  readonly gpuSource: GpuSource;
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
  if (asked === 'cpu') return onCpu('asked for');
  const opening = await context.gpuSource.open();
  if (!opening.available) {
    if (asked === 'gpu') throw new AeonError('no-adapter', opening.reason, { hint: opening.hint });
    return onCpu(`no GPU: ${opening.reason}`);
  }
  const { gpu } = opening;
  const fitting = variantNames.filter((variant) => fits(spec, problem, variant, gpu));
  if (fitting.length === 0) {
    if (asked === 'auto' && gpu.adapter.software) return onCpu('too large for the software adapter');
    planGpuPso(spec, problem, 'tile16-wg64', gpu.limits);
  }
  const withCpu = asked === 'auto' && gpu.adapter.software;
  if (withCpu && workOf(spec, problem) < notWorthMeasuring)
    return onCpu('the adapter is software, and the run is shorter than measuring would be');
  const winner = await tune(context, gpu, spec, problem, fitting, withCpu);
  if (winner === 'cpu') return onCpu('the adapter is software and measured slower than the CPU path');
  return {
    path: 'gpu',
    reason: asked === 'gpu' ? 'asked for' : 'the fastest measured here',
    adapter: gpu.adapter,
    variants: { pso: winner },
    build: context.build,
  };
}

/** Particle-dimensions that the CPU path does in about a second, which is what compiling and measuring the variants takes. */
const notWorthMeasuring = 1e7;

/** Particle-dimensions of the whole run; Infinity where generations do not end it. */
function workOf({ algorithm, stop, repeats }: SwarmSpec, { dimensions }: CompiledProblem): number {
  return algorithm.particles * repeats * dimensions * (stop.generations ?? Number.POSITIVE_INFINITY);
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

async function tune(
  context: PathContext,
  gpu: Gpu,
  spec: SwarmSpec,
  problem: CompiledProblem,
  variants: readonly PsoVariant[],
  withCpu: boolean,
): Promise<PsoVariant | 'cpu'> {
  const tuner = createTuner({
    settings: context.settings,
    adapter: gpu.adapter,
    clock: context.clock,
    build: context.build,
  });
  // About a tenth of a second a variant on a slow adapter: some 3e6 particle-dimensions, at least two generations.
  const generations = Math.max(
    2,
    Math.min(50, Math.round(1e6 / (spec.algorithm.particles * spec.repeats * problem.dimensions))),
  );
  const trial: SwarmSpec = { ...spec, stop: { generations: 1_000_000 } };
  const machines = new Map<string, SwarmMachine>();
  const measure = (name: string, create: () => Promise<SwarmMachine>) => async (): Promise<number> => {
    let machine = machines.get(name);
    if (!machine) {
      machine = await create();
      machines.set(name, machine);
      await machine.advance(2);
    }
    const from = context.clock.tick();
    await machine.advance(generations);
    return context.clock.tick() - from;
  };
  try {
    const { name } = await tuner.choose('pso', bucketOf(spec, problem, withCpu), [
      ...variants.map((variant) => ({
        name: variant,
        measure: measure(variant, () => createGpuPso({ gpu, spec: trial, problem, variant, saved: null })),
      })),
      ...(withCpu
        ? [{ name: 'cpu', measure: measure('cpu', async () => createCpuPso(trial, problem, context.clock, null)) }]
        : []),
    ]);
    return name === 'cpu' ? 'cpu' : toVariant(name);
  } finally {
    for (const machine of machines.values()) machine[Symbol.dispose]();
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
