// How many evaluations a target takes: expected running time with its interval, and the distribution of running times over
// problems and targets (Hansen, Auger, Ros, Mersmann, Tušar & Brockhoff 2021). Those that missed a target count by restarts.
import { deriveKey, drawWords, toUniform } from '../../../core/random.ts';

/** One trial as seen from one target. */
export interface Attempt {
  /** Evaluations to the target; null: missed. */
  readonly hit: number | null;
  /** Evaluations of the whole trial. */
  readonly evaluations: number;
}

/** Draws whole numbers below a bound, the same for the same seed. */
function createDraw(seed: number): (below: number) => number {
  const key = deriveKey(seed, 0);
  const words = new Uint32Array(4);
  let at = 0;
  return (below) => {
    if ((at & 3) === 0) drawWords('pcg4d', key, 0, at >>> 2, 0, 'initialPosition', words);
    return Math.floor(toUniform(words[at++ & 3]) * below);
  };
}

/**
 * Expected evaluations to the target when trials are started anew until one hits it: all evaluations spent, by the number of
 * hits. null: never hit.
 */
export function expectedRunningTime(attempts: readonly Attempt[]): number | null {
  let spent = 0;
  let hits = 0;
  for (const { hit, evaluations } of attempts) {
    spent += hit ?? evaluations;
    if (hit !== null) hits++;
  }
  return hits === 0 ? null : spent / hits;
}

/**
 * Percentile bootstrap of the expected running time over trials. `high` is null where more draws than it leaves out have no
 * hit at all.
 */
export function runningTimeInterval(
  attempts: readonly Attempt[],
  { confidence = 0.95, draws = 1_000, seed = 1 } = {},
): { readonly low: number | null; readonly high: number | null } {
  const draw = createDraw(seed);
  const times = Array.from({ length: draws }, () => {
    let spent = 0;
    let hits = 0;
    for (let i = 0; i < attempts.length; i++) {
      const { hit, evaluations } = attempts[draw(attempts.length)];
      spent += hit ?? evaluations;
      if (hit !== null) hits++;
    }
    return hits === 0 ? Number.POSITIVE_INFINITY : spent / hits;
  }).sort((a, b) => a - b);
  const at = (share: number): number | null => {
    const time = times[Math.min(draws - 1, Math.max(0, Math.round(share * (draws - 1))))];
    return Number.isFinite(time) ? time : null;
  };
  return { low: at((1 - confidence) / 2), high: at((1 + confidence) / 2) };
}

/** The trials of one algorithm on one problem. */
export interface AttemptedProblem {
  readonly dimensions: number;
  readonly trials: readonly { readonly hits: readonly (number | null)[]; readonly evaluations: number }[];
}

export interface RunningTimeDistribution {
  /** Growing, evenly spread by their logarithm. */
  readonly evaluationsPerDimension: readonly number[];
  /** Of all pairs of problem and target, the share that is hit within so many evaluations. */
  readonly share: readonly number[];
}

const pointsPerDecade = 50;

/**
 * The empirical distribution of running times over all problems and targets.
 * @param restarts `simulated`: as COCO shows it, each pair of problem and target that some trial hits is drawn `draws` times,
 *   trials that missed going before one that hit; `none`: the trials as they are, misses staying misses
 * @param most evaluations per dimension up to which it is given; default: the largest running time
 */
export function runningTimeDistribution(
  problems: readonly AttemptedProblem[],
  options: {
    readonly restarts?: 'simulated' | 'none';
    readonly draws?: number;
    readonly seed?: number;
    readonly most?: number;
  } = {},
): RunningTimeDistribution {
  const { restarts = 'simulated', draws = 100, seed = 1, most = 0 } = options;
  const draw = createDraw(seed);
  const times: number[] = [];
  let weight = 0;
  for (const { dimensions, trials } of problems) {
    const targets = trials[0]?.hits.length ?? 0;
    // So that every problem weighs the same, however many trials it has.
    const each = restarts === 'none' ? trials.length : draws;
    weight += targets;
    for (let target = 0; target < targets; target++) {
      const hits = trials.filter((trial) => trial.hits[target] !== null).length;
      if (hits === 0) continue;
      for (let i = 0; i < each; i++) {
        let spent = 0;
        if (restarts === 'none') {
          const hit = trials[i].hits[target];
          if (hit === null) continue;
          spent = hit;
        } else {
          for (;;) {
            // Where all hit, each trial in turn is the whole distribution.
            const trial = trials[hits === trials.length ? i % trials.length : draw(trials.length)];
            const hit = trial.hits[target];
            spent += hit ?? trial.evaluations;
            if (hit !== null) break;
          }
        }
        times.push(spent / dimensions, 1 / each);
      }
    }
  }
  const order = Array.from({ length: times.length / 2 }, (_, i) => i).sort((a, b) => times[2 * a] - times[2 * b]);
  const last = most > 0 ? most : Math.max(1, times[2 * (order.at(-1) ?? 0)] ?? 1);
  const first = Math.min(1, ...problems.map(({ dimensions }) => 1 / dimensions));
  const steps = Math.max(1, Math.ceil(pointsPerDecade * Math.log10(last / first)));
  const evaluationsPerDimension = Array.from({ length: steps + 1 }, (_, i) => first * (last / first) ** (i / steps));
  let reached = 0;
  let at = 0;
  const share = evaluationsPerDimension.map((x) => {
    while (at < order.length && times[2 * order[at]] <= x * (1 + 1e-12)) reached += times[2 * order[at++] + 1];
    return reached / weight;
  });
  return { evaluationsPerDimension, share };
}
