// Swarms on the CPU: the reference, on several workers over shared memory where there are some, else in slices that
// leave the thread free between them. Same bits either way: every member's numbers are its own.
import type { Clock, WorkerPool } from '../../core/ports.ts';
import { deriveKey } from '../../core/random.ts';
import { parseWith, z } from '../../core/schema.ts';
import { algorithms } from './algorithms/registry.ts';
import { turnKnobs } from './algorithms/turnables.ts';
import { openTeam } from './cpu-team.ts';
import type { CpuAnswer } from './cpu-worker.ts';
import { checkMemory } from './earlier-state.ts';
import { initialWords } from './initial-words.ts';
import { initialPlaces } from './initial-places.ts';
import { type CompiledProblem, searchedStop } from './problem.ts';
import { memoryHead } from './plan.ts';
import { createMemberStepper } from './member-stepper.reference.ts';
import {
  activeOf,
  createSwarmState,
  endGeneration,
  evaluationsSoFar,
  stepsOf,
  type SwarmCounters,
  type SwarmState,
  worst,
} from './swarm.reference.ts';
import { type SwarmSettings, swarmSettings } from './swarm-settings.ts';
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
    // Of versions that came later: earlier-state.ts.
    unimproved: z._default(counter, 0),
    passedOver: z._default(counter, 0),
    leewayFirst: z._default(z.number(), 0),
    leeway: z._default(z.number(), 0),
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
  /** Of the next slice that is asked for, and of the one under way. */
  let turned: SwarmSettings = swarmSettings(spec.algorithm, searchedStop(spec.stop, problem), problem.dimensions);
  let settings = turned;
  const { particles, dimensions } = settings;
  const { isDeferred } = algorithms[settings.algorithm];
  const threads = Math.min(pool?.size ?? 1, particles, Math.floor((particles * dimensions) / coordinatesPerThread));
  const shared = threads > 1 ? createSharedSwarm(settings, spec.repeats, threads) : null;
  const swarms = Array.from({ length: spec.repeats }, (_, repeat) =>
    shared
      ? viewRepeat(shared, settings, spec.seed, repeat)
      : createSwarmState(deriveKey(spec.seed, repeat), particles, dimensions, settings.memory),
  );
  let given = 0;
  if (saved) restore(swarms, saved);
  else {
    for (const [repeat, { positions, memory }] of swarms.entries()) {
      memory.set(initialWords(spec.algorithm, dimensions, spec.seed, repeat), memory.length > 0 ? memoryHead : 0);
      const places = initialPlaces(spec.algorithm, problem, spec.seed, repeat);
      if (!places) continue;
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
    await clock.yield();
    heldSince = clock.tick();
  }

  /** @returns members left out: more than 0 when it was given up */
  async function stepSwarm(state: SwarmState, isGivenUp: () => boolean): Promise<number> {
    const isInitial = state.counters.evaluated === 0;
    // Of a generation that was given up.
    state.counters.passedOver = 0;
    if (!isInitial) stepper.prepare?.(state);
    // It may have ended the search.
    if (state.counters.stopped !== 0) return 0;
    const count = stepsOf(state, settings);
    for (let member = 0; member < count; member++) {
      if (member > 0 && isGivenUp()) {
        if (!isInitial) return count - member;
        // Never evaluated: none of them is the best.
        state.values.fill(worst, 4 * member);
        endGeneration(state, settings);
        return count - member;
      }
      if (isInitial) stepper.drawMember(state, member, 0, member < given);
      else stepper.stepMember(state, member);
      // Looked at here, since waiting for a function costs as much as a small member's step.
      if (clock.tick() - heldSince >= holdMs) await breathe();
    }
    if (isDeferred && !isInitial)
      for (let member = 0; member < count; member++) stepper.rememberMember(state, member, false);
    endGeneration(state, settings);
    return 0;
  }

  async function stepAlone(generations: number, isGivenUp: () => boolean): Promise<CpuAnswer> {
    heldSince = clock.tick();
    const curve = { generations: [] as number[], best: [] as number[] };
    for (let done = 0; done < generations && swarms.some((state) => state.counters.stopped === 0); done++) {
      const isInitial = swarms.some((state) => state.counters.evaluated === 0);
      const leftOut: number[] = [];
      for (const state of swarms) {
        const missing = state.counters.stopped === 0 ? await stepSwarm(state, isGivenUp) : 0;
        // In the initial generation the other repeats go on until they have a best.
        if (missing > 0 && !isInitial) return { curve, brokenOff: true, leftOut: [] };
        leftOut.push(missing);
      }
      curve.generations.push(Math.max(...swarms.map((state) => state.counters.evaluated)) - 1);
      curve.best.push(Math.min(...swarms.map((state) => state.counters.bestValue)));
      if (leftOut.some((missing) => missing > 0)) return { curve, brokenOff: true, leftOut };
    }
    return { curve, brokenOff: false, leftOut: [] };
  }

  async function runSlice(generations: number, own: SwarmSettings, isGivenUp: () => boolean) {
    const from = clock.tick();
    if (own !== settings) {
      settings = own;
      stepper = createMemberStepper(settings, problem, spec.algorithm.generator);
    }
    const answer = team
      ? await team.advance(generations, settings, isGivenUp)
      : await stepAlone(generations, isGivenUp);
    if (shared) for (const [repeat, { counters }] of swarms.entries()) readCounters(shared, repeat, counters);
    return {
      ...answer,
      milliseconds: clock.tick() - from,
      repeats: swarms.map((state) => ({
        generation: state.counters.evaluated - 1,
        evaluations: evaluationsSoFar(state, settings),
        stopped: stopNames[state.counters.stopped] ?? null,
        bestValue: state.counters.bestValue,
        bestViolation: state.counters.bestViolation,
        notFinite: state.counters.notFinite,
        restarts: state.counters.restarts,
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
    advance(generations, isGivenUp = () => false) {
      // As they are now: what is turned later acts later, though this slice may have to wait.
      const own = turned;
      return inOrder(() => runSlice(generations, own, isGivenUp));
    },
    turn(knobs) {
      turned = turnKnobs(turned, knobs);
    },
    sample: (repeat, most) =>
      inOrder(() => {
        const state = swarms[repeat];
        if (!state) throw new Error(`There is no repeat ${repeat}.`);
        const active = activeOf(state, settings);
        const count = Math.min(most, active);
        const positions = new Float32Array(count * dimensions);
        const values = new Float32Array(count);
        for (let i = 0; i < count; i++) {
          const member = Math.floor((i * active) / count);
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
          ...(settings.memory && { memory: new Uint32Array(concatenate(swarms.map((s) => s.memoryFloats)).buffer) }),
        },
      })),
    [Symbol.dispose]: () => team?.close(),
  };
}

function restore(swarms: readonly SwarmState[], saved: MachineState): void {
  const counters: SwarmCounters[] = parseWith(countersSchema, saved.state, 'The checkpoint of this run');
  checkMemory(
    saved.arrays['memory'],
    swarms.reduce((words, { memory }) => words + memory.length, 0),
  );
  for (const [repeat, state] of swarms.entries()) {
    for (const name of ['positions', 'velocities', 'bestPositions', 'values', 'bests'] as const) {
      const stored = saved.arrays[name];
      const size = state[name].length;
      state[name].set(stored?.subarray(repeat * size, (repeat + 1) * size) ?? []);
    }
    const words = state.memory.length;
    state.memory.set(saved.arrays['memory']?.subarray(repeat * words, (repeat + 1) * words) ?? []);
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
