// One trial of a comparison on the CPU path: a search whose objective is watched from outside, as COCO watches, so that hits
// are counted to the evaluation whatever the algorithm does.
import type { Clock } from '../../../core/ports.ts';
import { createSliceControl } from '../../../gpu/slice-control.ts';
import type { WrittenAlgorithm } from '../algorithms/registry.ts';
import { createCpuPso } from '../cpu-pso.ts';
import { knownMinimum } from '../known-functions.ts';
import type { Answer, CompiledProblem } from '../problem.ts';
import { type ProblemSpec, withPopulation } from '../schema.ts';

export interface TrialRequest {
  readonly algorithm: WrittenAlgorithm;
  readonly problem: ProblemSpec;
  readonly seed: number;
  /** Evaluations, at most. */
  readonly budget: number;
  /** Errors above the known least value, falling; without one they are not looked at. */
  readonly targets: readonly number[];
  readonly grid: readonly number[];
}

/** What is kept of a trial until all are done. */
export interface RawTrial {
  readonly evaluations: number;
  /** Best feasible value above the known least one, or above the problem's offset; infinite where there is none. */
  readonly best: number;
  /** By target; 0: never. */
  readonly hits: readonly number[];
  /** As `best`, after `grid[i]` evaluations, as far as the trial went. */
  readonly curve: readonly number[];
}

/** What the values of the search are measured from beside its offset: 0 where no least value is known. */
function referenceOf(spec: ProblemSpec, { offset }: Pick<CompiledProblem, 'offset'>): number {
  const minimum = knownMinimum(spec);
  return minimum === null ? 0 : minimum - offset;
}

/**
 * @param manner.isCancelled asked between members; a trial given up answers null
 * @param manner.inTurn runs each slice of some 50 ms when its turn comes; default: at once
 */
export async function runTrial(
  request: TrialRequest,
  problem: CompiledProblem,
  clock: Clock,
  manner: { readonly isCancelled?: () => boolean; readonly inTurn?: <T>(slice: () => Promise<T>) => Promise<T> } = {},
): Promise<RawTrial | null> {
  const { budget, grid } = request;
  const { isCancelled = () => false, inTurn = (slice) => slice() } = manner;
  const targets = knownMinimum(request.problem) === null ? [] : request.targets;
  const reference = referenceOf(request.problem, problem);
  let evaluations = 0;
  let best = Number.POSITIVE_INFINITY;
  const hits: number[] = [];
  const curve: number[] = [];
  let nextPoint = grid[0] ?? budget;
  let nextTarget = targets[0] ?? Number.NEGATIVE_INFINITY;

  const hasAll = (): boolean => targets.length > 0 && hits.length === targets.length;

  const watched: CompiledProblem = {
    ...problem,
    evaluate(position): Answer {
      const answer = problem.evaluate(position);
      // The search may move one more member before it looks whether it is through.
      if (hasAll()) return answer;
      evaluations++;
      const error = answer.value - reference;
      if (answer.violation === 0 && error < best) {
        best = error;
        while (best <= nextTarget) {
          hits.push(evaluations);
          nextTarget = targets[hits.length] ?? Number.NEGATIVE_INFINITY;
        }
      }
      if (evaluations === nextPoint) {
        curve.push(best);
        nextPoint = grid[curve.length] ?? Number.POSITIVE_INFINITY;
      }
      return answer;
    },
  };
  const isThrough = (): boolean => hasAll() || isCancelled();
  const machine = createCpuPso(
    {
      kind: 'swarm',
      problem: request.problem,
      algorithm: withPopulation(request.algorithm, problem.dimensions),
      stop: { evaluations: budget },
      seed: request.seed,
      repeats: 1,
    },
    watched,
    clock,
    null,
  );
  const slices = createSliceControl({ targetMs: 50, first: 1, most: 1_000 });
  for (;;) {
    const count = slices.next();
    const { repeats, brokenOff, milliseconds } = await inTurn(() => machine.advance(count, isThrough));
    slices.record(count, milliseconds);
    if (brokenOff || isThrough() || repeats.every(({ stopped }) => stopped !== null)) break;
  }
  if (isCancelled()) return null;
  return { evaluations, best, hits: targets.map((_, k) => hits[k] ?? 0), curve };
}
