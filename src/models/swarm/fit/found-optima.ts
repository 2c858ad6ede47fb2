// What a search's polishes led to: the best optimum, how often it was found again, and whether that is often enough to call
// it found. Pure.
import type { FitResult } from '../result.ts';
import { isTied } from './canonical.numeric.ts';
import type { Optimum } from './levenberg-marquardt.numeric.ts';
import type { Polish } from './search-state.ts';

/** Done: so many rounds, the best found by so many polishes, in two rounds at least, none better in the last two. */
const leastRounds = 3;
const leastHits = 3;
/** Done after two rounds already where each of them found the best so often; no third one found a better then. */
const clearHits = 6;

/** The first of the lowest; null before the first polish. */
export function bestOf(polishes: readonly Polish[]): Polish | null {
  const [first, ...others] = polishes;
  if (!first) return null;
  let best = first;
  for (const other of others) if (other.residualSumOfSquares < best.residualSumOfSquares) best = other;
  return best;
}

/** Best first. */
export function rankOptima(polishes: readonly Polish[]): readonly Optimum[] {
  return [...polishes]
    .sort((a, b) => a.residualSumOfSquares - b.residualSumOfSquares)
    .map((found) => ({ ...found, parameters: Float64Array.from(found.parameters) }));
}

/** Optima of distinct sums of squares, best first, so many at most. */
export function distinctOptima(polishes: readonly Polish[], noise: number, most: number): readonly Optimum[] {
  const distinct: Optimum[] = [];
  for (const optimum of rankOptima(polishes)) {
    const last = distinct.at(-1);
    if (last && isTied(optimum.residualSumOfSquares, last.residualSumOfSquares, noise)) continue;
    distinct.push(optimum);
    if (distinct.length === most) break;
  }
  return distinct;
}

/** Rounds of the polishes that reached the best. */
function hitRounds(polishes: readonly Polish[], noise: number): readonly number[] {
  const best = Math.min(...polishes.map(({ residualSumOfSquares }) => residualSumOfSquares));
  return polishes
    .filter(({ residualSumOfSquares }) => isTied(residualSumOfSquares, best, noise))
    .map(({ round }) => round);
}

export function countFound(polishes: readonly Polish[], noise: number): FitResult['found'] {
  const rounds = hitRounds(polishes, noise);
  return { times: rounds.length, polishes: polishes.length, rounds: new Set(rounds).size };
}

/** @param round the one that is over, from 0 */
export function isSettled(polishes: readonly Polish[], round: number, noise: number): boolean {
  const rounds = hitRounds(polishes, noise);
  const hitsOf = (one: number): number => rounds.filter((other) => other === one).length;
  if (round === 1 && hitsOf(0) >= clearHits && hitsOf(1) >= clearHits) return true;
  return (
    round + 1 >= leastRounds &&
    rounds.length >= leastHits &&
    new Set(rounds).size >= 2 &&
    Math.min(...rounds) <= round + 1 - leastRounds
  );
}
