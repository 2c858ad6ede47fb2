// One generation in two phases, with any algorithm. To propose it, a copy of the swarm is stepped with an objective that
// only notes where it is called; to settle it, the swarm is stepped once more with one that answers what was told. No move
// of a generation looks at that generation's values, so both steps call it at the same places in the same order: this is
// checked at every call. What lies between may be days and another process; the state before the generation is all there is.
import { AeonError } from '../../../core/errors.ts';
import type { Clock } from '../../../core/ports.ts';
import { createCpuPso } from '../cpu-pso.ts';
import type { Answer, CompiledProblem } from '../problem.ts';
import type { SwarmSpec } from '../schema.ts';
import type { MachineState, MemberSample, RepeatStatus, SliceReport, SwarmMachine } from '../swarm-machine.ts';
import type { ExternalBox } from './external-problem.ts';

export interface GenerationStart {
  readonly spec: SwarmSpec;
  readonly box: ExternalBox;
  readonly clock: Clock;
  /** The swarm before the generation; null before the first. */
  readonly saved: MachineState | null;
  /** All that was turned up to this generation, oldest first. */
  readonly turns: readonly Readonly<Record<string, number>>[];
}

export interface Settled {
  readonly status: RepeatStatus;
  readonly curve: SliceReport['curve'];
  readonly sample: MemberSample;
  readonly saved: MachineState;
}

/** Members looked at for mean and spread. */
const sampledMembers = 256;
/** Between two builds, or two engines of JavaScript, the last digits of a place may differ; in shares of the box. */
const roundingShare = 1e-5;

/** @returns places of the search, [k][dimension], in the order in which members are evaluated */
export async function proposeGeneration(start: GenerationStart): Promise<Float32Array<ArrayBuffer>> {
  const places: number[] = [];
  const noted = start.box.answeredBy((place) => {
    for (let d = 0; d < start.box.dimensions; d++) places.push(place[d] ?? Number.NaN);
    return { value: 0, violation: 0 };
  });
  await stepOnce(start, noted, () => Promise.resolve());
  return Float32Array.from(places);
}

/** Throws `newer-version` where this build moves the members to other places than were asked for. */
export async function settleGeneration(
  start: GenerationStart,
  asked: readonly { readonly place: Float32Array; readonly answer: Answer }[],
): Promise<Settled> {
  const { lower, upper } = start.box;
  let calls = 0;
  const answering = start.box.answeredBy((place) => {
    const next = asked[calls++];
    if (!next) throw movesOtherwise();
    next.place.forEach((x, d) => {
      const width = (upper[d] ?? 0) - (lower[d] ?? 0);
      if (!(Math.abs(x - (place[d] ?? Number.NaN)) <= roundingShare * width)) throw movesOtherwise();
    });
    return next.answer;
  });
  return stepOnce(start, answering, async (machine, { repeats: [status], curve }) => {
    if (calls !== asked.length || !status) throw movesOtherwise();
    return { status, curve, sample: await machine.sample(0, sampledMembers), saved: await machine.save() };
  });
}

async function stepOnce<T>(
  { spec, clock, saved, turns }: GenerationStart,
  problem: CompiledProblem,
  conclude: (machine: SwarmMachine, report: SliceReport) => Promise<T>,
): Promise<T> {
  const machine = createCpuPso(spec, problem, clock, saved);
  try {
    for (const knobs of turns) machine.turn(knobs);
    return await conclude(machine, await machine.advance(1));
  } finally {
    machine[Symbol.dispose]();
  }
}

function movesOtherwise(): AeonError {
  return new AeonError(
    'newer-version',
    'This version moves the swarm to other places than the one that asked for these values.',
    { hint: 'Go on with the version that began the run, or start a new run with the best places as its start.' },
  );
}
