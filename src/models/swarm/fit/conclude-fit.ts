// From what a fit's search found to the optimum that is reported: one of those that tie, polished on all rows, and the
// others beside it.
import { isTied, rankEqualOptima } from './canonical.numeric.ts';
import type { CompiledFit } from './compile-fit.ts';
import { type Optimum, polish } from './levenberg-marquardt.numeric.ts';
import { Passes, type Work } from './separable-model.numeric.ts';

export interface Conclusion {
  readonly best: Optimum;
  readonly alternatives: readonly Optimum[];
}

const mostAlternatives = 8;
/** Optima that differ on the rows of the search are judged on all rows: so many, if so close. */
const mostContenders = 3;
const contention = 1.1;
/** Passes over all rows that each contender, and each alternative, may take. */
const contenderPasses = 60;
const alternativePasses = 12;

/** @param found polished on the rows of the search, best first, at least one */
export function* concludeFit(fit: CompiledFit, found: readonly Optimum[]): Work<Conclusion> {
  const onSample = new Passes(fit, fit.sample);
  const ranked = yield* rankEqualOptima(onSample, found);
  const [chosen, ...ties] = ranked;
  if (!chosen) throw new RangeError('A fit was concluded without an optimum.');
  if (fit.sample === fit.data) {
    const best = yield* polish(onSample, chosen.parameters);
    return { best: better(best, chosen), alternatives: ties.slice(0, mostAlternatives) };
  }
  const onAll = new Passes(fit, fit.data);
  const leastSum = Math.min(...found.map(({ residualSumOfSquares }) => residualSumOfSquares));
  const contenders = [chosen];
  for (const optimum of found) {
    const last = contenders.at(-1) ?? chosen;
    if (contenders.length >= mostContenders || optimum.residualSumOfSquares > leastSum * contention) break;
    if (isTied(optimum.residualSumOfSquares, leastSum, fit.sample.noise)) continue;
    if (!isTied(optimum.residualSumOfSquares, last.residualSumOfSquares, fit.sample.noise)) contenders.push(optimum);
  }
  let best: Optimum | null = null;
  let bestIndex = 0;
  for (const [index, contender] of contenders.entries()) {
    const polished = yield* polish(onAll, contender.parameters, contenderPasses);
    if (best === null || polished.residualSumOfSquares < best.residualSumOfSquares) {
      best = polished;
      bestIndex = index;
    }
  }
  const alternatives: Optimum[] = [];
  for (const tie of bestIndex === 0 ? ties.slice(0, mostAlternatives / 2) : []) {
    const polished = yield* polish(onAll, tie.parameters, alternativePasses);
    if (best && isTied(polished.residualSumOfSquares, best.residualSumOfSquares, fit.data.noise))
      alternatives.push(polished);
  }
  return { best: best ?? chosen, alternatives };
}

/** A last polish never makes it worse. */
function better(a: Optimum, b: Optimum): Optimum {
  return a.residualSumOfSquares <= b.residualSumOfSquares * (1 + 1e-9) ? a : b;
}
