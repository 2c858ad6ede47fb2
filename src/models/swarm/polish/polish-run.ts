// The polish of the repeats' bests, on the CPU, in slices: others get their turn, and it can be paused, cancelled and left.
import type { Clock } from '../../../core/ports.ts';
import { deriveKey } from '../../../core/random.ts';
import type { RunControl } from '../../../core/run-control.ts';
import { type CompiledProblem, searchedStop } from '../problem.ts';
import type { PolishResult } from '../result.ts';
import type { SwarmSpec } from '../schema.ts';
import type { MemberSample, RepeatStatus, SwarmMachine } from '../swarm-machine.ts';
import { worst } from '../swarm.reference.ts';
import { hopBasins, type Polishing, polishLocally } from './hop.numeric.ts';
import type { ValueAndGradient } from './minimise-in-box.numeric.ts';
import { hopsOf } from './polish.ts';
import { withDifferences } from './slopes.numeric.ts';

const holdMs = 20;
/** Of a repeat's members, so many are looked at for further places to hop from, and so many of them taken. */
const looked = 64;
const taken = 8;

export interface PolishState {
  /** As the search sees it. */
  readonly value: number;
  readonly position: ArrayLike<number>;
  /** Of all repeats. */
  readonly share: number;
}

export interface PolishRequest {
  readonly spec: SwarmSpec;
  readonly problem: CompiledProblem;
  /** At its end. */
  readonly swarm: SwarmMachine;
  readonly statuses: readonly RepeatStatus[];
  readonly clock: Clock;
  readonly control: RunControl;
  /** After each slice; and before the run stands still. */
  onProgress(state: PolishState, status: 'running' | 'paused'): void;
}

export interface Polished extends PolishResult {
  /** The lowest place: in the box, and no worse than where it began. */
  readonly position: ArrayLike<number>;
}

/** One a repeat, undefined where it found nothing finite. A cancel ends it with what it has. Rejects with AbortError when the engine closes. */
export async function polishRepeats(request: PolishRequest): Promise<readonly (Polished | undefined)[]> {
  const { problem, swarm, statuses, spec } = request;
  const { dimensions } = problem;
  const bests = await swarm.bestPositions();
  const polished: (Polished | undefined)[] = [];
  for (const [repeat, { bestValue }] of statuses.entries()) {
    const best = bests.subarray(repeat * dimensions, (repeat + 1) * dimensions);
    const others = spec.polish === 'basin-hopping' ? startsOf(await swarm.sample(repeat, looked)) : [];
    polished.push(bestValue < worst ? await polishRepeat(request, repeat, [best, ...others]) : undefined);
  }
  return polished;
}

/** Members at places of their own, best first. */
function startsOf({ positions, values, dimensions }: MemberSample): Float32Array[] {
  const order = [...values.keys()].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  return order
    .filter((member, i) => (values[member] ?? worst) < worst && values[member] !== values[order[i - 1] ?? -1])
    .slice(0, taken)
    .map((member) => positions.slice(member * dimensions, (member + 1) * dimensions));
}

/** @param starts the repeat's best first */
async function polishRepeat(
  { spec, problem, statuses, clock, control, onProgress }: PolishRequest,
  repeat: number,
  starts: readonly ArrayLike<number>[],
): Promise<Polished> {
  const method = spec.polish === 'basin-hopping' ? spec.polish : 'local';
  const position = Float64Array.from(starts[0] ?? []);
  const valueBefore = problem.evaluate(position).value;
  let evaluations = 0;
  const valueAt = (x: Float64Array): number => {
    evaluations++;
    return problem.evaluate(x).value;
  };
  const own = problem.gradient;
  const evaluate: ValueAndGradient = own
    ? (x, gradient) => {
        evaluations++;
        return own(x, gradient);
      }
    : withDifferences(valueAt, problem);
  const progress: Polishing = { best: { position, value: valueBefore }, minimisations: 0 };
  const hops = hopsOf(problem.dimensions);
  const { target = Number.NEGATIVE_INFINITY } = searchedStop(spec.stop, problem);
  const steps =
    method === 'local'
      ? polishLocally(evaluate, problem, progress.best, progress)
      : hopBasins(
          evaluate,
          problem,
          starts,
          hops,
          deriveKey(spec.seed, repeat),
          progress,
          () => progress.best.value <= target,
        );
  const state = (): PolishState => {
    const share = method === 'local' ? 0 : Math.min(1, progress.minimisations / hops);
    return { ...progress.best, share: (repeat + share) / statuses.length };
  };
  let heldSince = clock.tick();
  while (!control.isCancelled && !steps.next().done) {
    if (clock.tick() - heldSince < holdMs) continue;
    if (control.isPaused) {
      onProgress(state(), 'paused');
      await control.standStill();
    } else {
      onProgress(state(), 'running');
      await clock.yield();
    }
    heldSince = clock.tick();
  }
  const { best, minimisations } = progress;
  return { method, valueBefore: valueBefore + problem.offset, evaluations, minimisations, position: best.position };
}
