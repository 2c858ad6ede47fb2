// How a fit is carried out in a session: its swarm on the path that its record names, its checkpoint's shape, its result.
import { cpuAdapter } from '../core/adapter.ts';
import { AeonError } from '../core/errors.ts';
import type { Checkpoint, FrozenChoices } from '../core/run.ts';
import { parseWith, z } from '../core/schema.ts';
import type { CompiledFit } from '../models/swarm/fit/compile-fit.ts';
import { type FitRunLoop, type FitRunState, startFitRun } from '../models/swarm/fit/fit-run.ts';
import { createCpuFitSwarm } from '../models/swarm/fit/fit-swarm.ts';
import { createGpuFitSwarm } from '../models/swarm/fit/gpu-fit-swarm.ts';
import type { SwarmSpec } from '../models/swarm/schema.ts';
import { boundaryOf } from '../models/swarm/swarm-settings.ts';
import type { PathChoice } from './api.ts';
import type { PathContext } from './choose-path.ts';
import type { CarrierOptions, SwarmCarrier } from './swarm-session.ts';
import { toResult } from './to-result.ts';

const numbers = z.record(z.string(), z.number());
const optimumSchema = z.object({ parameters: numbers, residualSumOfSquares: z.number() });
const finishedSchema = z.object({
  result: z.object({
    repeat: z.int(),
    best: z.object({
      value: z.number(),
      valueF32: z.number(),
      position: z.array(z.number()),
      variables: numbers,
      feasible: z.boolean(),
      violation: z.number(),
    }),
    evaluations: z.int(),
    generations: z.int(),
    restarts: z.int(),
    notFinite: z.int(),
    stoppedBecause: z.enum(['generations', 'evaluations', 'target', 'stagnation', 'time', 'cancelled']),
  }),
  alternatives: z.array(optimumSchema),
  found: z.object({ times: z.int(), polishes: z.int(), rounds: z.int() }),
  isPolished: z.boolean(),
});
const stateSchema = z.object({
  search: z.unknown(),
  finished: z.array(finishedSchema),
  activeSeconds: z.number(),
  curve: z.object({ generations: z.array(z.number()), best: z.array(z.number()) }),
});

/**
 * Row evaluations of a generation from which a GPU is worth its set-up (compiling the formula takes it longer than most
 * fits take the CPU): some 10 ms of one CPU core.
 */
const gpuRowsFrom = 200_000;

/** GPU where it was asked for, or where the fit is large enough and the adapter is no software; throws `no-adapter`. */
export async function chooseFitPath(
  context: PathContext,
  asked: PathChoice,
  spec: SwarmSpec,
  fit: CompiledFit,
): Promise<FrozenChoices> {
  const onCpu = (reason: string): FrozenChoices => ({
    path: 'cpu',
    reason,
    adapter: cpuAdapter,
    variants: { fit: 'typescript' },
    build: context.build,
  });
  if (asked === 'cpu') return onCpu('asked for');
  if (fit.nonlinear.length === 0) return onCpu('the model is linear in all its parameters: there is nothing to search');
  if (asked === 'auto' && spec.algorithm.particles * fit.sample.rows < gpuRowsFrom)
    return onCpu('a fit of so few rows is fastest there');
  const opening = await context.gpuSource.open();
  if (!opening.available) {
    if (asked === 'gpu') throw new AeonError('no-adapter', opening.reason, { hint: opening.hint });
    return onCpu(`no GPU: ${opening.reason}`);
  }
  const { adapter } = opening.gpu;
  if (asked === 'auto' && adapter.software) return onCpu('the adapter is software, and slower at this than the CPU');
  return {
    path: 'gpu',
    reason: asked === 'gpu' ? 'asked for' : 'a fit of so many rows is fastest there',
    adapter,
    variants: { fit: 'wg64' },
    build: context.build,
  };
}

export function createFitCarrier(fit: CompiledFit, options: CarrierOptions): SwarmCarrier {
  const { clock } = options;
  let loop: FitRunLoop | null = null;

  return {
    async carryOut(ports) {
      const { spec, choices, knobTurns } = ports.record();
      loop = startFitRun({
        spec,
        fit,
        clock,
        control: ports.control,
        queue: choices.path === 'gpu' ? options.queues.gpu : options.queues.cpu,
        createSwarm: async () =>
          choices.path === 'gpu'
            ? createGpuFitSwarm({
                gpu: await options.gpuSource.need(),
                fit,
                members: spec.algorithm.particles,
                boundary: boundaryOf(spec.algorithm),
                generator: spec.algorithm.generator,
              })
            : createCpuFitSwarm(fit),
        saved: fromCheckpoint(options.checkpoint),
        knobTurns,
        checkpointMs: options.checkpointMs,
        saveCheckpoint: ({ search, ...rest }) =>
          ports.saveCheckpoint({ ...rest, search: search.state }, search.arrays, rest.activeSeconds),
        onProgress: ports.onProgress,
      });
      const outcome = await loop.outcome;
      return { ...toResult(ports.record(), outcome, options.setupSeconds), fit: outcome.fit };
    },
    turn(knobs) {
      if (!loop) throw new AeonError('not-found', 'The run is over.', { hint: 'Start or resume a run first.' });
      return loop.turn(knobs);
    },
    // The picture of a fit is its curve on the data, which comes with its progress.
    look() {},
  };
}

function fromCheckpoint(checkpoint: Checkpoint | null): FitRunState | null {
  if (!checkpoint) return null;
  const { search, ...rest } = parseWith(stateSchema, checkpoint.state, 'The checkpoint of this run');
  return { ...rest, search: { state: search, arrays: checkpoint.arrays } };
}
