// How a swarm run is carried out in a session: its machine on the path that its record names, its checkpoint's shape, its
// result.
import { AeonError } from '../core/errors.ts';
import type { Clock, WorkerPool } from '../core/ports.ts';
import type { Checkpoint, KnobTurn } from '../core/run.ts';
import { parseWith, z } from '../core/schema.ts';
import type { WorkQueue } from '../core/work-queue.ts';
import { createCpuPso } from '../models/swarm/cpu-pso.ts';
import { evaluateOnGpu } from '../models/swarm/gpu-evaluation.ts';
import { createGpuPso } from '../models/swarm/gpu-pso.ts';
import type { ExternalRunLoop } from '../models/swarm/external/external-run.ts';
import type { CompiledProblem } from '../models/swarm/problem.ts';
import type { SwarmResult } from '../models/swarm/result.ts';
import { startSwarmRun, type SwarmRunLoop, type SwarmRunState } from '../models/swarm/swarm-run.ts';
import { toVariant } from './choose-path.ts';
import type { GpuSource } from './gpu-source.ts';
import type { SessionPorts } from './run-session.ts';
import { toResult } from './to-result.ts';

const stateSchema = z.object({
  machine: z.unknown(),
  generation: z.int(),
  activeSeconds: z.number(),
  curve: z.object({ generations: z.array(z.number()), best: z.array(z.number()) }),
});

/** What carrying out any run in a session takes. */
export interface CarrierOptions {
  readonly checkpoint: Checkpoint | null;
  readonly gpuSource: GpuSource;
  /** Threads for the CPU path; null: one. */
  readonly cpuPool: WorkerPool | null;
  readonly queues: { readonly gpu: WorkQueue; readonly cpu: WorkQueue };
  readonly clock: Clock;
  readonly checkpointMs: number;
  /** Set-up before the loop begins: validation, compiling, tuning. */
  readonly setupSeconds: number;
}

export interface SwarmSessionOptions extends CarrierOptions {
  readonly problem: CompiledProblem;
}

export interface SwarmCarrier {
  carryOut(ports: SessionPorts): Promise<SwarmResult>;
  turn(knobs: Readonly<Record<string, number>>): KnobTurn;
  look(axes: readonly [number, number] | 'principal' | null, members: number): void;
  /** Where values come from outside: what is asked for, and the way to tell them. */
  readonly outside?: Pick<ExternalRunLoop, 'ask' | 'tell'>;
}

export function createSwarmCarrier(options: SwarmSessionOptions): SwarmCarrier {
  const { problem, clock } = options;
  let loop: SwarmRunLoop | null = null;
  let wanted: { axes: readonly [number, number] | 'principal' | null; members: number } | null = null;

  function running(): SwarmRunLoop {
    if (!loop) throw new AeonError('not-found', 'The run is over.', { hint: 'Start or resume a run first.' });
    return loop;
  }

  return {
    async carryOut(ports) {
      const { spec, choices, knobTurns } = ports.record();
      loop = startSwarmRun({
        spec,
        problem,
        clock,
        control: ports.control,
        queue: choices.path === 'gpu' ? options.queues.gpu : options.queues.cpu,
        depth: choices.path === 'gpu' ? 2 : 1,
        knobTurns,
        saved: fromCheckpoint(options.checkpoint),
        checkpointMs: options.checkpointMs,
        createMachine: async (saved) =>
          choices.path === 'gpu'
            ? createGpuPso({
                gpu: await options.gpuSource.need(),
                spec,
                problem,
                variant: toVariant(choices.variants['pso']),
                saved,
                queue: options.queues.gpu,
              })
            : createCpuPso(spec, problem, clock, saved, options.cpuPool),
        ...(problem.isDeviceOnly && {
          evaluateOnDevice: async (points) =>
            evaluateOnGpu(await options.gpuSource.need(), problem, points, options.queues.gpu),
        }),
        saveCheckpoint: ({ machine, ...rest }) =>
          ports.saveCheckpoint({ ...rest, machine: machine.state }, machine.arrays, rest.activeSeconds),
        onProgress: ports.onProgress,
      });
      if (wanted) loop.look(wanted.axes, wanted.members);
      const outcome = await loop.outcome;
      return toResult(ports.record(), outcome, options.setupSeconds);
    },
    turn: (knobs) => running().turn(knobs),
    look(axes, members) {
      wanted = { axes, members };
      loop?.look(axes, members);
    },
  };
}

function fromCheckpoint(checkpoint: Checkpoint | null): SwarmRunState | null {
  if (!checkpoint) return null;
  const { machine, ...rest } = parseWith(stateSchema, checkpoint.state, 'The checkpoint of this run');
  return { ...rest, machine: { state: machine, arrays: checkpoint.arrays } };
}
