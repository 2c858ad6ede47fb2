// Which of several optima with the same sum of squares is reported. Sums of like terms may be swapped, widths and periods
// mirrored, periods replaced by an alias where x is whole: all explain the data equally well, and one has to be chosen
// the same way every time. Fewest negative nonlinear parameters come first, then the flattest model, then, of like terms,
// the flattest term. The others are reported as alternatives.
import { type Optimum, relativeOffset } from './levenberg-marquardt.numeric.ts';
import type { Passes, Work } from './separable-model.numeric.ts';

/** Sums of squares within this share of the best (or within rounding noise) are equal. */
const equality = 1e-6;
/** Parameters that differ less than this share are the same. */
const sameness = 1e-5;
const mostOptima = 256;
/** Steps from an optimum that was found to an image of it. */
const mostSteps = 4;
/** Nonlinear parameters up to which two pairs, and one pair, are exchanged. */
const mostForDoubles = 8;
const mostForPairs = 16;
/** Sensitivities within this share are equal. */
const flatness = 1e-3;

export function isTied(sum: number, best: number, noise: number): boolean {
  return sum <= best * (1 + equality) + noise;
}

interface Candidate extends Optimum {
  readonly negatives: number;
  /** |b_j J_j| by parameter: how much the model answers to a relative change of it. */
  readonly sensitivities: readonly number[];
  /** Sum of their squares. */
  readonly sensitivity: number;
}

/** The optima that tie with the best of those given, mirror images included, best choice first. */
export function* rankEqualOptima(passes: Passes, found: readonly Optimum[], mirrored = true): Work<readonly Optimum[]> {
  const best = Math.min(...found.map(({ residualSumOfSquares }) => residualSumOfSquares));
  const { noise } = passes.data;
  const distinct: Optimum[] = [];
  for (const optimum of found) {
    if (!isTied(optimum.residualSumOfSquares, best, noise)) continue;
    const twin = distinct.findIndex((other) => isSame(other.parameters, optimum.parameters));
    if (twin < 0) {
      if (distinct.length < mostOptima) distinct.push(optimum);
    } else if (optimum.relativeOffset < distinct[twin].relativeOffset) distinct[twin] = optimum;
  }
  if (mirrored) yield* addMirrorImages(passes, distinct, best);

  const candidates: Candidate[] = [];
  const everything = Array.from({ length: passes.model.parameters }, (_, j) => j);
  for (const optimum of distinct) {
    const { triangle } = yield* passes.measure(optimum.parameters, everything);
    const sensitivities = everything.map((j) => Math.abs(optimum.parameters[j]) * triangle.columnNorm(j, 0));
    const sensitivity = sensitivities.reduce((sum, own) => sum + own * own, 0);
    candidates.push({
      ...optimum,
      relativeOffset: relativeOffset(triangle, passes.data.rows),
      sensitivities,
      sensitivity: Number.isNaN(sensitivity) ? Number.POSITIVE_INFINITY : sensitivity,
      negatives: passes.model.nonlinear.filter((j) => optimum.parameters[j] < 0).length,
    });
  }
  return inOrder(candidates, passes.model.nonlinear);
}

/**
 * Negates one nonlinear parameter, or exchanges two, or two pairs (position and width of two peaks), solves for the linear
 * ones anew, and keeps what ties; then the same from what was kept.
 */
function* addMirrorImages(passes: Passes, optima: Optimum[], best: number): Work<void> {
  const { model, data } = passes;
  const images = imagesOf(model.nonlinear);
  let first = 0;
  for (let depth = 0; depth < mostSteps; depth++) {
    const last = optima.length;
    for (let index = first; index < last; index++) {
      for (const toImage of images) {
        if (optima.length >= mostOptima) return;
        const parameters = optima[index].parameters.slice();
        toImage(parameters);
        if (model.nonlinear.some((j) => !(parameters[j] >= model.lower[j] && parameters[j] <= model.upper[j])))
          continue;
        yield* passes.solveLinear(parameters);
        if (optima.some((other) => isSame(other.parameters, parameters))) continue;
        const residualSumOfSquares = yield* passes.sumOfSquares(parameters);
        if (isTied(residualSumOfSquares, best, data.noise))
          optima.push({ parameters, residualSumOfSquares, relativeOffset: Number.POSITIVE_INFINITY });
      }
    }
    first = last;
  }
}

type Image = (parameters: Float64Array) => void;

function imagesOf(nonlinear: readonly number[]): readonly Image[] {
  const exchange = (parameters: Float64Array, a: number, b: number): void => {
    const kept = parameters[a];
    parameters[a] = parameters[b];
    parameters[b] = kept;
  };
  const pairs = nonlinear.flatMap((a, index) => nonlinear.slice(index + 1).map((b) => [a, b] as const));
  const doubles =
    nonlinear.length > mostForDoubles
      ? []
      : pairs.flatMap(([a, b], index) =>
          pairs
            .slice(index + 1)
            .filter(([c, d]) => c !== a && c !== b && d !== a && d !== b)
            .map((other) => [a, b, ...other] as const),
        );
  return [
    ...nonlinear.map((j): Image => (parameters) => {
      parameters[j] = -parameters[j];
    }),
    ...(nonlinear.length > mostForPairs ? [] : pairs).map(
      ([a, b]): Image =>
        (parameters) =>
          exchange(parameters, a, b),
    ),
    ...doubles.map(([a, b, c, d]): Image => (parameters) => {
      exchange(parameters, a, b);
      exchange(parameters, c, d);
    }),
  ];
}

/** Selection by repeated choice, as closeness of sensitivities is no order. */
function inOrder(candidates: readonly Candidate[], nonlinear: readonly number[]): readonly Optimum[] {
  const left = [...candidates];
  const ordered: Optimum[] = [];
  while (left.length > 0) {
    const negatives = Math.min(...left.map((candidate) => candidate.negatives));
    const eligible = left.filter((candidate) => candidate.negatives === negatives);
    const flattest = Math.min(...eligible.map(({ sensitivity }) => sensitivity));
    const [chosen] = eligible
      .filter(({ sensitivity }) => sensitivity <= flattest * (1 + flatness))
      .sort((a, b) => compareTerms(a, b, nonlinear));
    left.splice(left.indexOf(chosen), 1);
    const { parameters, residualSumOfSquares, relativeOffset: offset } = chosen;
    ordered.push({ parameters, residualSumOfSquares, relativeOffset: offset });
  }
  return ordered;
}

/** Of like terms in another order, the one whose first parameters move the model least; of mirror images any, but always the same. */
function compareTerms(a: Candidate, b: Candidate, order: readonly number[]): number {
  for (const j of order) {
    const difference = a.sensitivities[j] - b.sensitivities[j];
    if (Math.abs(difference) > flatness * (a.sensitivities[j] + b.sensitivities[j])) return difference;
  }
  for (const j of order) {
    const difference = a.parameters[j] - b.parameters[j];
    if (Math.abs(difference) > sameness * (Math.abs(a.parameters[j]) + Math.abs(b.parameters[j]))) return difference;
  }
  return 0;
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  return a.every((x, j) => Math.abs(x - b[j]) <= sameness * (Math.abs(x) + Math.abs(b[j])));
}
