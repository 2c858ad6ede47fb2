// Which of several optima with the same sum of squares is reported. Sums of like terms may be swapped, widths and periods
// mirrored, periods replaced by an alias where x is whole: all explain the data equally well, and one has to be chosen
// the same way every time. Fewest negative nonlinear parameters come first, then the flattest model, then the order of
// the parameters. The others are reported as alternatives.
import { type Optimum, relativeOffset } from './levenberg-marquardt.numeric.ts';
import type { Passes, Work } from './separable-model.numeric.ts';

/** Sums of squares within this share of the best (or within rounding noise) are equal. */
const equality = 1e-6;
/** Parameters that differ less than this share are the same. */
const sameness = 1e-5;
const mostOptima = 64;
const mostFlips = 4;
/** Sensitivities within this share are equal. */
const flatness = 1e-3;

export function isTied(sum: number, best: number, noise: number): boolean {
  return sum <= best * (1 + equality) + noise;
}

interface Candidate extends Optimum {
  readonly negatives: number;
  /** Sum over the parameters of |b_j J_j|²: how much the model answers to a relative change of its parameters. */
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
    let sensitivity = 0;
    for (const j of everything) sensitivity += (optimum.parameters[j] * triangle.columnNorm(j, 0)) ** 2;
    candidates.push({
      ...optimum,
      relativeOffset: relativeOffset(triangle, passes.data.rows),
      sensitivity: Number.isNaN(sensitivity) ? Number.POSITIVE_INFINITY : sensitivity,
      negatives: passes.model.nonlinear.filter((j) => optimum.parameters[j] < 0).length,
    });
  }
  return inOrder(candidates, passes.model.nonlinear);
}

/** Negates one nonlinear parameter after the other, solves for the linear ones anew, and keeps what ties. */
function* addMirrorImages(passes: Passes, optima: Optimum[], best: number): Work<void> {
  const { model, data } = passes;
  let first = 0;
  for (let depth = 0; depth < mostFlips; depth++) {
    const last = optima.length;
    for (let index = first; index < last; index++) {
      for (const j of model.nonlinear) {
        if (optima.length >= mostOptima) return;
        const parameters = optima[index].parameters.slice();
        parameters[j] = -parameters[j];
        if (parameters[j] === 0 || parameters[j] < model.lower[j] || parameters[j] > model.upper[j]) continue;
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
      .sort((a, b) => compareParameters(a.parameters, b.parameters, nonlinear));
    left.splice(left.indexOf(chosen), 1);
    const { negatives: _negatives, sensitivity: _sensitivity, ...optimum } = chosen;
    ordered.push(optimum);
  }
  return ordered;
}

function compareParameters(a: Float64Array, b: Float64Array, order: readonly number[]): number {
  for (const j of order) if (Math.abs(a[j] - b[j]) > sameness * (Math.abs(a[j]) + Math.abs(b[j]))) return a[j] - b[j];
  return 0;
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  return a.every((x, j) => Math.abs(x - b[j]) <= sameness * (Math.abs(x) + Math.abs(b[j])));
}
