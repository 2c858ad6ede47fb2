// Where CMA-ES keeps what in the words of a swarm, and of its members: the same numbers as in shaders/swarm/cma/state.wgsl.
// Numbers of the model are in shares of the box (its width is 1 in every dimension), the mean is in the problem's own.

export const head = {
  /** Step size, a multiple of the first. */
  sigma: 0,
  /** The generation that drew the first members of this run. */
  runStart: 1,
  /** Generations learnt since the factor was renewed. */
  learnt: 2,
  /** 0 the first run, 1 one of the large populations, 2 one of the small ones. */
  regime: 3,
  /** The newest of the large populations. */
  large: 4,
  /** Evaluations when this run began, and those spent in each regime. */
  evaluationsAt: 5,
  spentLarge: 6,
  spentSmall: 7,
  /** Evaluations of this run after which it ends; 0: none. */
  runLimit: 8,
  /** Evaluations of the newest large run. */
  newestLarge: 9,
  /** Least and largest best value of a generation in this block of generations, and where the block began. */
  lowest: 10,
  highest: 11,
  blockStart: 12,
  /** Why the newest run that ended did so: `endings`. */
  ending: 13,
  parents: 14,
  muEff: 15,
  c1: 16,
  cMu: 17,
  cSigma: 18,
  damping: 19,
  cC: 20,
  weightSum: 21,
  gap: 22,
  /** The population of the first run. */
  first: 23,
} as const;
const headWords = 24;

/** By the number that stands in `ending`. */
export const endings = ['none', 'values', 'steps', 'growth', 'axes', 'stagnation', 'budget', 'asked'] as const;

/** By number. */
export const restartModes = ['none', 'ipop', 'bipop'] as const;

export const memberWords = {
  /** The member of this rank, and its weight. */
  order: 0,
  weight: 1,
  /** What the draw of this rank counts in the covariance. */
  counted: 2,
  /** Squared length of the member's draw. */
  length: 3,
} as const;

/** How many words a member has. */
export const memoryWords = Object.keys(memberWords).length;

/** Offsets among the swarm's words of arrays of one number a dimension, and of the matrices of the full strategy. */
export function arraysOf(dimensions: number) {
  const at = (index: number): number => headWords + index * dimensions;
  return {
    mean: at(0),
    /** What the mean has beyond f32. */
    meanRest: at(1),
    /** Path of the step size, in the coordinates of the draws. */
    sigmaPath: at(2),
    /** Path of the covariance in those coordinates, and what it becomes. */
    path: at(3),
    nextPath: at(4),
    /** Weighted mean of the best draws. */
    step: at(5),
    /** Standard deviation of a coordinate without the step size; the separable strategy's factor. */
    spread: at(6),
    /** Lower factor of the covariance, and what was learnt since: rows of `dimensions` words. */
    factor: at(7),
    learned: at(7) + dimensions * dimensions,
  } as const;
}

export function swarmWords(dimensions: number, isFull: boolean): number {
  return arraysOf(dimensions).factor + (isFull ? 2 * dimensions * dimensions : 0);
}
