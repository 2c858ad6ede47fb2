// The self-test: does this adapter compute what the reference computes, and how fast are both paths here. About 10 s.
import { cpuAdapter } from '../core/adapter.ts';
import type { Clock, WorkerPool } from '../core/ports.ts';
import type { Urgency, WorkQueue } from '../core/work-queue.ts';
import { compileProblem } from '../models/swarm/compile-problem.ts';
import { createCpuPso } from '../models/swarm/cpu-pso.ts';
import { createGpuPso } from '../models/swarm/gpu-pso.ts';
import type { CompiledProblem } from '../models/swarm/problem.ts';
import { parseSwarmSpec, type SwarmSpec } from '../models/swarm/schema.ts';
import type { MemberSample, SwarmMachine } from '../models/swarm/swarm-machine.ts';
import type { SelfTestItem, SelfTestReport } from './api.ts';
import type { GpuSource } from './gpu-source.ts';

export interface SelfTestOptions {
  readonly gpuSource: GpuSource;
  readonly cpuPool: WorkerPool | null;
  readonly queues: { readonly gpu: WorkQueue; readonly cpu: WorkQueue };
  readonly clock: Clock;
  onItem?(item: SelfTestItem): void;
  readonly signal?: AbortSignal;
}

/** Runs a slice when its path's queue comes to it; not once the test was given up. */
type InTurn = <T>(urgency: Urgency, slice: () => Promise<T>) => Promise<T>;

const speedMs = 3_000;
const functions = ['sphere', 'rastrigin', 'ackley', 'griewank', 'schwefel', 'levy'] as const;
/**
 * Positions after one generation from the same draws: about ten f32 operations on numbers of the box's size, each good to
 * 2^-24, and a velocity that may have been cut at a bound a rounding earlier: 1e-5 of the box.
 */
const stepTolerance = 1e-5;

export async function runSelfTest(options: SelfTestOptions): Promise<SelfTestReport> {
  const { gpuSource, queues, clock, signal } = options;
  const inTurnOf =
    (queue: WorkQueue): InTurn =>
    (urgency, slice) =>
      queue.run(urgency, slice, signal);
  const [onGpuTurn, onCpuTurn] = [inTurnOf(queues.gpu), inTurnOf(queues.cpu)];
  const from = clock.tick();
  const items: SelfTestItem[] = [];
  function add(item: SelfTestItem): void {
    items.push(item);
    options.onItem?.(item);
  }
  const opening = await gpuSource.open();
  const gpu = opening.available ? opening.gpu : null;
  if (!opening.available) add({ name: 'GPU', passed: true, detail: `none: ${opening.reason}` });

  if (gpu) {
    for (const name of functions) {
      signal?.throwIfAborted();
      const { spec, problem } = prepare({ name, dimensions: 17, shiftSeed: 3 }, 333);
      using onGpu = await createGpuPso({ gpu, spec, problem, variant: 'tile16-wg64', saved: null });
      using onCpu = createCpuPso(spec, problem, clock, null);
      const difference = await largestDifference([onGpu, onGpuTurn], [onCpu, onCpuTurn], problem);
      add({
        name: `Kernel against reference, ${name}`,
        passed: difference <= stepTolerance,
        detail: `largest difference ${difference.toExponential(1)} of the box`,
      });
    }
  }
  const { spec, problem } = prepare({ name: 'rastrigin', dimensions: 64 }, 4_096);
  if (gpu) {
    using swarm = await createGpuPso({ gpu, spec, problem, variant: 'tile16-wg64', saved: null });
    add({ name: 'Speed on the adapter', passed: true, detail: await measure(swarm, 4_096 * 64, 20, clock, onGpuTurn) });
  }
  using swarm = createCpuPso(spec, problem, clock, null, options.cpuPool);
  add({ name: 'Speed on the CPU path', passed: true, detail: await measure(swarm, 4_096 * 64, 2, clock, onCpuTurn) });
  return { adapter: gpu?.adapter ?? cpuAdapter, takenAt: clock.now(), seconds: (clock.tick() - from) / 1000, items };
}

function prepare(problem: Record<string, unknown>, particles: number): { spec: SwarmSpec; problem: CompiledProblem } {
  const spec = parseSwarmSpec({
    kind: 'swarm',
    problem,
    algorithm: { name: 'pso', particles },
    stop: { generations: 1_000_000 },
  });
  return { spec, problem: compileProblem(spec.problem) };
}

/** Positions of the members after the initial generation and one more, as a share of the box. */
async function largestDifference(
  a: readonly [SwarmMachine, InTurn],
  b: readonly [SwarmMachine, InTurn],
  problem: CompiledProblem,
): Promise<number> {
  const goOn = async ([machine, inTurn]: readonly [SwarmMachine, InTurn]): Promise<MemberSample> => {
    await inTurn('long', () => machine.advance(1));
    return inTurn('interactive', () => machine.sample(0, 10_000));
  };
  let largest = 0;
  for (let generation = 0; generation < 2; generation++) {
    const [own, other] = [await goOn(a), await goOn(b)];
    own.positions.forEach((x, i) => {
      const d = i % problem.dimensions;
      largest = Math.max(
        largest,
        Math.abs(x - (other.positions[i] ?? Number.NaN)) / ((problem.upper[d] ?? 1) - (problem.lower[d] ?? 0)),
      );
    });
  }
  return largest;
}

/** The time of its own slices; waiting for others' is none of the speed. */
async function measure(
  swarm: SwarmMachine,
  particleDimensions: number,
  generations: number,
  clock: Clock,
  inTurn: InTurn,
): Promise<string> {
  await inTurn('long', () => swarm.advance(2));
  let done = 0;
  let spentMs = 0;
  while (spentMs < speedMs) {
    spentMs += await inTurn('long', async () => {
      const from = clock.tick();
      await swarm.advance(generations);
      return clock.tick() - from;
    });
    done += generations;
  }
  const perSecond = (done * particleDimensions * 1000) / spentMs;
  return `${(perSecond / 1e6).toPrecision(4)} M particle-dimensions/s (Rastrigin, 4,096 x 64)`;
}
