// A search for values from outside as the engine's job: its checkpoint's shape, its result. A module of its own, fetched when
// such a search is asked for.
import { cpuAdapter } from '../core/adapter.ts';
import { AeonError } from '../core/errors.ts';
import type { Checkpoint } from '../core/run.ts';
import { parseWith, z } from '../core/schema.ts';
import {
  type ExternalRunLoop,
  type ExternalRunState,
  startExternalRun,
} from '../models/swarm/external/external-run.ts';
import type { ExternalProblem, SwarmSpec } from '../models/swarm/schema.ts';
import { badSpec } from '../models/swarm/spec-parts.ts';
import { createExternalBox } from '../models/swarm/external/external-problem.ts';
import { givenPlaces } from '../models/swarm/initial-places.ts';
import type { Job } from './job.ts';
import type { CarrierOptions, SwarmCarrier } from './swarm-session.ts';
import { toResult } from './to-result.ts';

const stateSchema = z.object({
  swarm: z.unknown(),
  status: z.nullable(
    z.object({
      generation: z.int(),
      evaluations: z.int(),
      stopped: z.nullable(z.enum(['generations', 'target', 'stagnation'])),
      bestValue: z.number(),
      bestViolation: z.number(),
      notFinite: z.int(),
      restarts: z.int(),
    }),
  ),
  ledger: z.object({ first: z.int(), awaited: z.array(z.int()) }),
  activeSeconds: z.number(),
  curve: z.object({ generations: z.array(z.number()), best: z.array(z.number()) }),
});

/** Throws `bad-spec` where a given point lies outside the box. */
export function compileExternalJob({ algorithm }: SwarmSpec, problem: ExternalProblem): Job {
  const box = createExternalBox(problem);
  const { initialisation } = algorithm;
  if (typeof initialisation === 'object') givenPlaces(initialisation.points, box);
  return {
    dimensions: box.dimensions,
    choosePath: async ({ build }) => ({
      path: 'cpu',
      reason: 'the values come from outside: moving the swarm is all there is to do',
      adapter: cpuAdapter,
      variants: { pso: 'typescript' },
      build,
    }),
    createCarrier: (options) => createExternalCarrier(problem, options),
    evaluate() {
      throw badSpec(
        'problem.name',
        'the values of an external problem come from outside: nothing here can compute them',
      );
    },
  };
}

function createExternalCarrier(problem: ExternalProblem, options: CarrierOptions): SwarmCarrier {
  let loop: ExternalRunLoop | null = null;

  function running(): ExternalRunLoop {
    if (!loop) throw new AeonError('not-found', 'The run is over.', { hint: 'Start or resume a run first.' });
    return loop;
  }

  return {
    async carryOut(ports) {
      const { spec, knobTurns } = ports.record();
      loop = startExternalRun({
        spec,
        problem,
        clock: options.clock,
        control: ports.control,
        queue: options.queues.cpu,
        saved: fromCheckpoint(options.checkpoint),
        knobTurns,
        saveCheckpoint: ({ arrays, ...state }) => ports.saveCheckpoint(state, arrays, state.activeSeconds),
        onProgress: ports.onProgress,
      });
      return toResult(ports.record(), await loop.outcome, options.setupSeconds);
    },
    turn: (knobs) => running().turn(knobs),
    // Its picture are the curves.
    look() {},
    outside: { ask: () => running().ask(), tell: (values) => running().tell(values) },
  };
}

function fromCheckpoint(checkpoint: Checkpoint | null): ExternalRunState | null {
  if (!checkpoint) return null;
  const state = parseWith(stateSchema, checkpoint.state, 'The checkpoint of this run');
  return { ...state, arrays: checkpoint.arrays };
}
