// The PSO family on the CPU: the reference, on several workers over shared memory where there are some, else in slices that
// leave the thread free between them. Same bits either way: every member's numbers are its own.
import type { Clock, WorkerPool } from '../../core/ports.ts';
import { deriveKey } from '../../core/random.ts';
import { parseWith, z } from '../../core/schema.ts';
import { openTeam } from './cpu-team.ts';
import { initialPlaces } from './initial-places.ts';
import type { CompiledProblem } from './problem.ts';
import {
  createMemberStepper,
  createPsoState,
  endGeneration,
  type PsoCounters,
  type PsoState,
} from './pso.reference.ts';
import { type PsoSettings, psoSettings, turnKnobs } from './pso-settings.ts';
import type { SwarmSpec } from './schema.ts';
import { createSharedSwarm, readCounters, viewRepeat, writeCounters } from './shared-swarm.ts';
import { type MachineState, stopNames, type SwarmMachine } from './swarm-machine.ts';

/** Longest the thread is held before others get a turn. */
const holdMs = 20;
/** Coordinates a generation for which a thread is worth waiting for: some 40 microseconds. */
const coordinatesPerThread = 1_024;

const counter = z.int();
const countersSchema = z.array(
  z.strictObject({
    evaluated: counter,
    stopped: counter,
    attractorValue: z.number(),
    attractorViolation: z.number(),
    bestValue: z.number(),
    bestViolation: z.number(),
    stale: counter,
    idle: counter,
    restartAt: counter,
    restarts: counter,
    notFinite: counter,
    bestGeneration: counter,
    bestMember: counter,
  }),
);

/** @param pool workers that share memory with this thread, or null */
export function createCpuPso(
  spec: SwarmSpec,
  problem: CompiledProblem,
  clock: Clock,
  saved: MachineState | null,
  pool: WorkerPool | null = null,
): SwarmMachine {
  let settings: PsoSettings = psoSettings(spec.algorithm, spec.stop, problem.dimensions);
  const { particles, dimensions } = settings;
  const threads = Math.min(pool?.size ?? 1, particles, Math.floor((particles * dimensions) / coordinatesPerThread));
  const shared = threads > 1 ? createSharedSwarm(settings, spec.repeats, threads) : null;
  const swarms = Array.from({ length: spec.repeats }, (_, repeat) =>
    shared
      ? viewRepeat(shared, settings, spec.seed, repeat)
      : createPsoState(deriveKey(spec.seed, repeat), particles, dimensions),
  );
  let given = 0;
  if (saved) restore(swarms, saved);
  else {
    for (const [repeat, { positions }] of swarms.entries()) {
      const places = initialPlaces(spec.algorithm, problem, spec.seed, repeat);
      if (!places) break;
      positions.set(places);
      given = places.length / dimensions;
    }
  }
  if (shared) for (const [repeat, { counters }] of swarms.entries()) writeCounters(shared, repeat, counters);
  const team = shared && pool && openTeam(pool, threads, { spec, shared, given });
  let stepper = createMemberStepper(settings, problem, spec.algorithm.generator);
  let queue = Promise.resolve();
  let heldSince = clock.tick();

  async function breathe(): Promise<void> {
    if (clock.tick() - heldSince < holdMs) return;
    await clock.yield();
    heldSince = clock.tick();
  }

  async function stepSwarm(state: PsoState): Promise<void> {
    if (state.counters.stopped !== 0) return;
    if (state.counters.evaluated === 0) {
      for (let member = 0; member < particles; member++) {
        stepper.drawMember(state, member, 0, member < given);
        await breathe();
      }
    } else {
      for (let member = 0; member < particles; member++) {
        stepper.stepMember(state, member);
        await breathe();
      }
      if (settings.isRing)
        for (let member = 0; member < particles; member++) stepper.rememberMember(state, member, false);
    }
    endGeneration(state, settings);
  }

  async function stepAlone(generations: number) {
    heldSince = clock.tick();
    const curve = { generations: [] as number[], best: [] as number[] };
    for (let done = 0; done < generations && swarms.some((state) => state.counters.stopped === 0); done++) {
      for (const state of swarms) await stepSwarm(state);
      curve.generations.push(Math.max(...swarms.map((state) => state.counters.evaluated)) - 1);
      curve.best.push(Math.min(...swarms.map((state) => state.counters.bestValue)));
    }
    return curve;
  }

  async function runSlice(generations: number) {
    const from = clock.tick();
    const curve = team ? await team.advance(generations, settings) : await stepAlone(generations);
    if (shared) for (const [repeat, { counters }] of swarms.entries()) readCounters(shared, repeat, counters);
    return {
      milliseconds: clock.tick() - from,
      curve,
      repeats: swarms.map(({ counters }) => ({
        generation: counters.evaluated - 1,
        stopped: stopNames[counters.stopped] ?? null,
        bestValue: counters.bestValue,
        bestViolation: counters.bestViolation,
        notFinite: counters.notFinite,
        restarts: counters.restarts,
      })),
    };
  }

  /** One thing at a time, in the order asked. */
  function inOrder<T>(work: () => T | Promise<T>): Promise<T> {
    const result = queue.then(work);
    queue = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }

  return {
    variants: { pso: 'typescript' },
    evaluationsPerGeneration: particles * spec.repeats,
    advance: (generations) => inOrder(() => runSlice(generations)),
    turn(knobs) {
      settings = turnKnobs(settings, knobs);
      stepper = createMemberStepper(settings, problem, spec.algorithm.generator);
    },
    sample: (repeat, most) =>
      inOrder(() => {
        const state = swarms[repeat];
        if (!state) throw new Error(`There is no repeat ${repeat}.`);
        const count = Math.min(most, particles);
        const positions = new Float32Array(count * dimensions);
        const values = new Float32Array(count);
        for (let i = 0; i < count; i++) {
          const member = Math.floor((i * particles) / count);
          positions.set(state.positions.subarray(member * dimensions, (member + 1) * dimensions), i * dimensions);
          values[i] = state.values[4 * member + 2] ?? 0;
        }
        return {
          generation: state.counters.evaluated - 1,
          dimensions,
          positions,
          values,
          best: state.bests.slice(dimensions),
        };
      }),
    bestPositions: () =>
      inOrder(() => {
        const positions = new Float32Array(spec.repeats * dimensions);
        swarms.forEach((state, repeat) => positions.set(state.bests.subarray(dimensions), repeat * dimensions));
        return positions;
      }),
    save: () =>
      inOrder(() => ({
        state: swarms.map((state) => ({ ...state.counters })),
        arrays: {
          positions: concatenate(swarms.map((state) => state.positions)),
          velocities: concatenate(swarms.map((state) => state.velocities)),
          bestPositions: concatenate(swarms.map((state) => state.bestPositions)),
          values: concatenate(swarms.map((state) => state.values)),
          bests: concatenate(swarms.map((state) => state.bests)),
        },
      })),
    [Symbol.dispose]: () => team?.close(),
  };
}

function restore(swarms: readonly PsoState[], saved: MachineState): void {
  const counters: PsoCounters[] = parseWith(countersSchema, saved.state, 'The checkpoint of this run');
  for (const [repeat, state] of swarms.entries()) {
    for (const name of ['positions', 'velocities', 'bestPositions', 'values', 'bests'] as const) {
      const stored = saved.arrays[name];
      const size = state[name].length;
      state[name].set(stored?.subarray(repeat * size, (repeat + 1) * size) ?? []);
    }
    Object.assign(state.counters, counters[repeat]);
  }
}

function concatenate(parts: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const whole = new Float32Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
