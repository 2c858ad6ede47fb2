// What a worker of the CPU path does: its share of the members, generation after generation, in step with the others over
// shared memory. The first of them also ends each generation.
import { algorithms } from './algorithms/registry.ts';
import type { RawTrial, TrialRequest } from './comparison/run-trial.ts';
import { answerTrial } from './comparison/trial-worker.ts';
import { compileProblem } from './compile-problem.ts';
import { createMemberStepper } from './member-stepper.reference.ts';
import { endGeneration, stepsOf, type SwarmState, worst } from './swarm.reference.ts';
import type { SwarmSettings } from './swarm-settings.ts';
import type { SwarmSpec } from './schema.ts';
import { meet, readCounters, type SharedSwarm, viewRepeat, writeCounters } from './shared-swarm.ts';
import { keepRotation, type Rotation } from './transform.numeric.ts';

export type CpuCommand =
  | {
      readonly type: 'open';
      readonly spec: SwarmSpec;
      readonly shared: SharedSwarm;
      readonly thread: number;
      readonly threads: number;
      /** Members of each repeat that came with places. */
      readonly given: number;
      /** That of the problem, which took a while to draw. */
      readonly rotation: Rotation | null;
    }
  | { readonly type: 'advance'; readonly generations: number; readonly settings: SwarmSettings }
  /** A trial of a comparison, alone. */
  | { readonly type: 'trial'; readonly request: TrialRequest };

/** Of the first worker: the curve. Of the others: that they are done. As in `SliceReport`. */
export interface CpuAnswer {
  readonly curve: { readonly generations: readonly number[]; readonly best: readonly number[] };
  readonly brokenOff: boolean;
  readonly leftOut: readonly number[];
}

/** Members between two looks at whether the generation is given up. */
const lookEvery = 32;

/** The entry of a worker: `post` answers, the result takes the messages in turn. */
export function serveCpuWorker(post: (answer: CpuAnswer | RawTrial) => void): (command: CpuCommand) => void {
  let advance: ((generations: number, settings: SwarmSettings) => CpuAnswer) | null = null;
  return (command) => {
    switch (command.type) {
      case 'open':
        advance = createShare(command);
        break;
      case 'advance':
        if (advance) post(advance(command.generations, command.settings));
        break;
      case 'trial':
        answerTrial(command.request).then(post, (error: unknown) => {
          // Uncaught, so that whoever started the worker hears of it.
          queueMicrotask(() => {
            throw error;
          });
        });
        break;
      default:
        command satisfies never;
    }
  };
}

function createShare(open: Extract<CpuCommand, { type: 'open' }>) {
  const { spec, shared, thread, threads, given, rotation } = open;
  if (rotation && 'rotationSeed' in spec.problem && spec.problem.rotationSeed !== undefined)
    keepRotation(spec.problem.rotationSeed, spec.problem.dimensions, rotation);
  const problem = compileProblem(spec.problem);
  const notFinite = new Int32Array(shared.notFinite);
  const passedOver = new Int32Array(shared.passedOver);
  const leftOut = new Int32Array(shared.leftOut);
  const pulse = new Int32Array(shared.pulse);
  const givenUp = new Int32Array(shared.givenUp);
  const sumOf = (counts: Int32Array): number => counts.reduce((total, count) => total + count, 0);
  const { isDeferred } = algorithms[spec.algorithm.name];
  /** Of so many steps, from which and up to which are this thread's. */
  const shareOf = (steps: number): readonly [number, number] => [
    Math.floor((steps * thread) / threads),
    Math.floor((steps * (thread + 1)) / threads),
  ];

  return (generations: number, settings: SwarmSettings): CpuAnswer => {
    const stepper = createMemberStepper(settings, problem, spec.algorithm.generator);
    const swarms = Array.from({ length: shared.repeats }, (_, repeat) => {
      const state = viewRepeat(shared, settings, spec.seed, repeat);
      readCounters(shared, repeat, state.counters);
      return state;
    });
    const curve = { generations: [] as number[], best: [] as number[] };

    /** This thread's members of one repeat; how many of them were left out. Everybody does one at least. */
    function takeMembers(state: SwarmState): number {
      const isInitial = state.counters.evaluated === 0;
      const [from, to] = shareOf(stepsOf(state, settings));
      for (let member = from; member < to; member++) {
        if ((member - from) % lookEvery === 0) {
          Atomics.add(pulse, thread, 1);
          if (member > from && Atomics.load(givenUp, 0) !== 0) {
            // Never evaluated: none of them is the best.
            if (isInitial) state.values.fill(worst, 4 * member, 4 * to);
            return to - member;
          }
        }
        if (isInitial) stepper.drawMember(state, member, 0, member < given);
        else stepper.stepMember(state, member);
      }
      return 0;
    }

    for (let done = 0; done < generations && swarms.some(({ counters }) => counters.stopped === 0); done++) {
      const missing: number[] = swarms.map(() => 0);
      for (const [repeat, state] of swarms.entries()) {
        // Every thread has read the same counters, so all skip the same repeats.
        if (state.counters.stopped !== 0) continue;
        const before = state.counters.notFinite;
        const isInitial = state.counters.evaluated === 0;
        if (stepper.prepare && !isInitial) {
          if (thread === 0) {
            stepper.prepare(state);
            writeCounters(shared, repeat, state.counters);
          }
          meet(shared, threads);
          // It may have begun anew, or ended the search.
          if (thread !== 0) readCounters(shared, repeat, state.counters);
          if (state.counters.stopped !== 0) continue;
        }
        state.counters.passedOver = 0;
        leftOut[thread] = takeMembers(state);
        passedOver[thread] = state.counters.passedOver;
        notFinite[thread] = state.counters.notFinite - before;
        if (isDeferred && !isInitial) {
          meet(shared, threads);
          const [from, to] = shareOf(stepsOf(state, settings));
          for (let member = from; member < to; member++) stepper.rememberMember(state, member, false);
        }
        meet(shared, threads);
        // The same for all, since nobody writes it before everybody was at the next meeting.
        missing[repeat] = sumOf(leftOut);
        if (missing[repeat] > 0 && !isInitial) return { curve, brokenOff: true, leftOut: [] };
        if (thread === 0) {
          state.counters.notFinite = before + sumOf(notFinite);
          state.counters.passedOver = sumOf(passedOver);
          endGeneration(state, settings);
          writeCounters(shared, repeat, state.counters);
        }
        meet(shared, threads);
        if (thread !== 0) readCounters(shared, repeat, state.counters);
      }
      if (thread === 0) {
        curve.generations.push(Math.max(...swarms.map(({ counters }) => counters.evaluated)) - 1);
        curve.best.push(Math.min(...swarms.map(({ counters }) => counters.bestValue)));
      }
      if (missing.some((count) => count > 0)) return { curve, brokenOff: true, leftOut: missing };
    }
    return { curve, brokenOff: false, leftOut: [] };
  };
}
