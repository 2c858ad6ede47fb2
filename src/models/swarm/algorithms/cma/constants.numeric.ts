// The constants of CMA-ES for a population: Hansen, The CMA evolution strategy: a tutorial, arXiv:1604.00772, table 1; those of
// the separable one: Ros & Hansen 2008, section 3. The twins are in shaders/swarm/moves/cma-*-model.wgsl.

export interface CmaConstants {
  readonly parents: number;
  /** By rank; those of the full strategy are negative below the middle. */
  readonly weights: Float64Array;
  readonly weightSum: number;
  readonly muEff: number;
  readonly c1: number;
  readonly cMu: number;
  readonly cSigma: number;
  readonly damping: number;
  readonly cC: number;
  /** Generations from one renewal of the factor to the next. */
  readonly gap: number;
}

/** 4 + floor(3 ln n). */
export function defaultPopulation(dimensions: number): number {
  return 4 + Math.floor(3 * Math.log(dimensions));
}

/** Expected length of a normal vector. */
export function chiOf(n: number): number {
  return Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));
}

/** @param population at least 4 */
export function fullConstants(n: number, population: number): CmaConstants {
  const weights = Float64Array.from({ length: population }, (_, i) => Math.log((population + 1) / 2) - Math.log(i + 1));
  const parents = Math.floor(population / 2);
  const positive = sums(weights, 0, parents);
  const negative = sums(weights, parents, population);
  const muEff = positive.sum ** 2 / positive.squares;
  const c1 = 2 / ((n + 1.3) ** 2 + muEff);
  const cMu = Math.min(1 - c1, (2 * (muEff - 2 + 1 / muEff)) / ((n + 2) ** 2 + muEff));
  const muEffNegative = negative.sum ** 2 / negative.squares;
  const most = Math.min(1 + c1 / cMu, 1 + (2 * muEffNegative) / (muEff + 2), (1 - c1 - cMu) / (n * cMu));
  for (let i = 0; i < population; i++) weights[i] *= i < parents ? 1 / positive.sum : most / -negative.sum;
  const cSigma = (muEff + 2) / (n + muEff + 5);
  return {
    parents,
    weights,
    weightSum: 1 - most,
    muEff,
    c1,
    cMu,
    cSigma,
    damping: dampingOf(n, muEff, cSigma),
    cC: (4 + muEff / n) / (n + 4 + (2 * muEff) / n),
    gap: Math.max(1, Math.floor(1 / (10 * n * (c1 + cMu)))),
  };
}

/** @param population at least 4 */
export function diagonalConstants(n: number, population: number): CmaConstants {
  const parents = Math.floor(population / 2);
  const weights = Float64Array.from({ length: population }, (_, i) =>
    i < parents ? Math.log(parents + 1) - Math.log(i + 1) : 0,
  );
  const { sum, squares } = sums(weights, 0, parents);
  for (let i = 0; i < parents; i++) weights[i] /= sum;
  const muEff = sum ** 2 / squares;
  const c1 = 2 / ((n + 1.3) ** 2 + muEff);
  const learnt =
    2 / (muEff * (n + Math.SQRT2) ** 2) + (1 - 1 / muEff) * Math.min(1, (2 * muEff - 1) / ((n + 2) ** 2 + muEff));
  const cSigma = (muEff + 2) / (n + muEff + 3);
  return {
    parents,
    weights,
    weightSum: 1,
    muEff,
    c1,
    cMu: Math.min(1 - c1, ((n + 2) / 3) * learnt),
    cSigma,
    damping: dampingOf(n, muEff, cSigma),
    cC: 4 / (n + 4),
    gap: 1,
  };
}

function dampingOf(n: number, muEff: number, cSigma: number): number {
  return 1 + 2 * Math.max(0, Math.sqrt((muEff - 1) / (n + 1)) - 1) + cSigma;
}

function sums(weights: Float64Array, from: number, to: number): { sum: number; squares: number } {
  let sum = 0;
  let squares = 0;
  for (let i = from; i < to; i++) {
    sum += weights[i];
    squares += weights[i] * weights[i];
  }
  return { sum, squares };
}
