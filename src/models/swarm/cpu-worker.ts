// What a worker of the CPU path does: its share of the members, generation after generation, in step with the others over
// shared memory. The first of them also ends each generation.
import { compileProblem } from './compile-problem.ts';
import { createMemberStepper, endGeneration } from './pso.reference.ts';
import type { PsoSettings } from './pso-settings.ts';
import type { SwarmSpec } from './schema.ts';
import { meet, readCounters, type SharedSwarm, viewRepeat, writeCounters } from './shared-swarm.ts';

export type CpuCommand =
  | {
      readonly type: 'open';
      readonly spec: SwarmSpec;
      readonly shared: SharedSwarm;
      readonly thread: number;
      readonly threads: number;
      /** Members of each repeat that came with places. */
      readonly given: number;
    }
  | { readonly type: 'advance'; readonly generations: number; readonly settings: PsoSettings };

/** Of the first worker: the curve. Of the others: that they are done. */
export interface CpuAnswer {
  readonly curve: { readonly generations: readonly number[]; readonly best: readonly number[] };
}

/** The entry of a worker: `post` answers, the result takes the messages in turn. */
export function serveCpuWorker(post: (answer: CpuAnswer) => void): (command: CpuCommand) => void {
  let advance: ((generations: number, settings: PsoSettings) => CpuAnswer) | null = null;
  return (command) => {
    if (command.type === 'open') advance = createShare(command);
    else if (advance) post(advance(command.generations, command.settings));
  };
}

function createShare(open: Extract<CpuCommand, { type: 'open' }>) {
  const { spec, shared, thread, threads, given } = open;
  const problem = compileProblem(spec.problem);
  const notFinite = new Int32Array(shared.notFinite);
  const { particles } = spec.algorithm;
  const first = Math.floor((particles * thread) / threads);
  const end = Math.floor((particles * (thread + 1)) / threads);

  return (generations: number, settings: PsoSettings): CpuAnswer => {
    const stepper = createMemberStepper(settings, problem, spec.algorithm.generator);
    const swarms = Array.from({ length: shared.repeats }, (_, repeat) => {
      const state = viewRepeat(shared, settings, spec.seed, repeat);
      readCounters(shared, repeat, state.counters);
      return state;
    });
    const curve = { generations: [] as number[], best: [] as number[] };
    for (let done = 0; done < generations && swarms.some(({ counters }) => counters.stopped === 0); done++) {
      for (const [repeat, state] of swarms.entries()) {
        // Every thread has read the same counters, so all skip the same repeats.
        if (state.counters.stopped !== 0) continue;
        const before = state.counters.notFinite;
        for (let member = first; member < end; member++) {
          if (state.counters.evaluated === 0) stepper.drawMember(state, member, 0, member < given);
          else stepper.stepMember(state, member);
        }
        notFinite[thread] = state.counters.notFinite - before;
        const remembersLater = settings.isRing && state.counters.evaluated > 0;
        if (remembersLater) {
          meet(shared, threads);
          for (let member = first; member < end; member++) stepper.rememberMember(state, member, false);
        }
        meet(shared, threads);
        if (thread === 0) {
          state.counters.notFinite = before + notFinite.reduce((total, count) => total + count, 0);
          endGeneration(state, settings);
          writeCounters(shared, repeat, state.counters);
        }
        meet(shared, threads);
        if (thread !== 0) readCounters(shared, repeat, state.counters);
      }
      if (thread !== 0) continue;
      curve.generations.push(Math.max(...swarms.map(({ counters }) => counters.evaluated)) - 1);
      curve.best.push(Math.min(...swarms.map(({ counters }) => counters.bestValue)));
    }
    return { curve };
  };
}
