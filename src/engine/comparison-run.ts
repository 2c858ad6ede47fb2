// The loop of a comparison: hands its trials to lanes, keeps what they bring, reports, stores, pauses and ends. A run of
// runs: the searches themselves are in models/swarm.
import type { Clock } from '../core/ports.ts';
import type { RunControl } from '../core/run-control.ts';
import { problemOfTrial } from '../models/swarm/comparison/plan.ts';
import type { ComparedProblem, ComparisonProgress } from '../models/swarm/comparison/result.ts';
import type { RawTrial, TrialRequest } from '../models/swarm/comparison/run-trial.ts';
import type { ComparisonSpec } from '../models/swarm/comparison/schema.ts';
import type { TrialLane } from '../models/swarm/comparison/trial-lanes.ts';

/** What a checkpoint of a comparison holds. */
export interface ComparisonState {
  /** By index in the order of `listTrials`. */
  readonly trials: ReadonlyMap<number, RawTrial>;
  readonly activeSeconds: number;
}

export interface ComparisonRunOptions {
  readonly spec: ComparisonSpec;
  readonly problems: readonly ComparedProblem[];
  readonly clock: Clock;
  readonly control: RunControl;
  readonly saved: ComparisonState | null;
  readonly checkpointMs: number;
  openLanes(most: number): readonly TrialLane[];
  saveCheckpoint(state: ComparisonState): Promise<void>;
  onProgress(progress: ComparisonProgress): void;
}

export interface ComparisonOutcome {
  /** [algorithm][problem][trial]; null: not carried out. */
  readonly trials: readonly (readonly (readonly (RawTrial | null)[])[])[];
  readonly seconds: number;
  readonly stoppedBecause: 'budget' | 'cancelled';
}

interface Trial {
  readonly algorithm: number;
  readonly problem: number;
  readonly trial: number;
}

const lookMs = 250;
const progressMs = 100;
/** A gap far beyond the time between two looks is a frozen tab or a sleeping machine, not search. */
const longestGapMs = 2_000;

/** Problem by problem and seed by seed, so that what is done at any time compares all algorithms. */
function listTrials({ algorithms }: ComparisonSpec, problems: readonly ComparedProblem[]): Trial[] {
  return problems.flatMap(({ trials }, problem) =>
    trials.flatMap((_, trial) => algorithms.map((_unused, algorithm) => ({ algorithm, problem, trial }))),
  );
}

export async function runComparison(options: ComparisonRunOptions): Promise<ComparisonOutcome> {
  const { spec, problems, clock, control } = options;
  const list = listTrials(spec, problems);
  const done = new Map(options.saved?.trials);
  const budgetOf = ({ problem }: Trial): number => problems[problem]?.budget ?? 0;
  const wholeBudget = list.reduce((total, trial) => total + budgetOf(trial), 0);
  const cells = spec.algorithms.map(() => problems.map(() => ({ done: 0, hits: 0 })));
  let spentBudget = 0;
  let evaluations = 0;
  let lastReport = Number.NEGATIVE_INFINITY;
  let activeMs = (options.saved?.activeSeconds ?? 0) * 1000;
  for (const [index, trial] of done) count(index, trial);

  function count(index: number, raw: RawTrial): void {
    const trial = list[index];
    const cell = trial && cells[trial.algorithm]?.[trial.problem];
    if (!trial || !cell) return;
    spentBudget += budgetOf(trial);
    evaluations += raw.evaluations;
    cell.done++;
    cell.hits += raw.hits.filter((hit) => hit > 0).length;
  }

  function requestOf({ algorithm, problem, trial }: Trial): TrialRequest | null {
    const chosen = spec.algorithms[algorithm];
    const compared = problems[problem];
    const drawn = compared?.trials[trial];
    if (!chosen || !compared || !drawn) return null;
    const { budget, grid } = compared;
    const { targets } = spec;
    return { algorithm: chosen, problem: problemOfTrial(compared, trial), seed: drawn.seed, budget, targets, grid };
  }

  function report(status: 'running' | 'paused'): void {
    lastReport = clock.tick();
    const seconds = activeMs / 1000;
    const fraction = spentBudget / wholeBudget;
    options.onProgress({
      kind: 'comparison',
      status,
      trialsDone: done.size,
      trials: list.length,
      evaluations,
      seconds,
      evaluationsPerSecond: seconds > 0 ? evaluations / seconds : 0,
      fraction,
      secondsLeft: fraction > 0.01 ? (seconds / fraction) * (1 - fraction) : null,
      cells: cells.map((of) =>
        of.map((cell, p) => ({
          done: cell.done,
          targetsHit:
            cell.done === 0 || problems[p]?.reference !== 'known'
              ? null
              : cell.hits / (cell.done * spec.targets.length),
        })),
      ),
    });
  }

  const save = (): Promise<void> => options.saveCheckpoint({ trials: done, activeSeconds: activeMs / 1000 });

  /** Until all is done, or somebody wants it to stand still or end. What is under way then is given up. */
  async function carryOn(): Promise<void> {
    const waiting = list.flatMap((trial, index) => (done.has(index) ? [] : [{ trial, index }]));
    const lanes = options.openLanes(waiting.length);
    // The first trial is reported at once.
    lastReport = Number.NEGATIVE_INFINITY;
    let isGivenUp = false;
    const giveUp = (): void => {
      isGivenUp = true;
      for (const lane of lanes) lane.close();
    };
    const work = Promise.all(
      lanes.map(async (lane) => {
        for (let next = waiting.shift(); next && !isGivenUp; next = waiting.shift()) {
          const request = requestOf(next.trial);
          const raw = request && (await lane.carryOut(request));
          if (!raw || isGivenUp) return;
          done.set(next.index, raw);
          count(next.index, raw);
          if (clock.tick() - lastReport >= progressMs) report('running');
        }
      }),
    );
    // Heard below.
    work.catch(() => undefined);
    let isThrough = false;
    const through = work.then(() => {
      isThrough = true;
    });
    through.catch(() => undefined);
    let since = clock.tick();
    let lastCheckpoint = since;
    let checkpointGap = options.checkpointMs;
    try {
      const goesOn = (): boolean => !isThrough && !control.isCancelled && !control.isPaused;
      while (goesOn()) {
        await Promise.race([through, control.sleep(Math.min(lookMs, checkpointGap))]);
        const now = clock.tick();
        activeMs += Math.min(now - since, longestGapMs);
        since = now;
        report('running');
        if (!goesOn() || now - lastCheckpoint < checkpointGap) continue;
        await save();
        lastCheckpoint = clock.tick();
        checkpointGap = Math.max(options.checkpointMs, 20 * (lastCheckpoint - now));
      }
    } finally {
      giveUp();
      await Promise.allSettled([work]);
    }
  }

  while (done.size < list.length && !control.isCancelled) {
    if (!control.isPaused) await carryOn();
    if (done.size === list.length || control.isCancelled) break;
    await save();
    report('paused');
    await control.standStill();
  }
  report('running');
  await save();
  const isWhole = done.size === list.length;
  const at = new Map(list.map((trial, index) => [`${trial.algorithm} ${trial.problem} ${trial.trial}`, index]));
  return {
    trials: spec.algorithms.map((_, algorithm) =>
      problems.map(({ trials }, problem) =>
        trials.map((_unused, trial) => done.get(at.get(`${algorithm} ${problem} ${trial}`) ?? -1) ?? null),
      ),
    ),
    seconds: activeMs / 1000,
    stoppedBecause: isWhole ? 'budget' : 'cancelled',
  };
}
