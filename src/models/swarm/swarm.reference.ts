// The state of a swarm in TypeScript and the end of its generations: the oracle of shaders/swarm/generation.wgsl, and the
// CPU path. State is f32, as on the GPU; between loads and stores the arithmetic is f64. Particle-major, no tiles.
import type { Key } from '../../core/random.ts';
import type { SwarmSettings } from './swarm-settings.ts';

/** The value of what is not finite, and of nothing; as in state.wgsl. */
export const worst = Math.fround(3e38);

/** One repeat. Arrays: positions [member][dimension]; values [member][own best, its violation, present, its violation]; bests [attractor, best ever][dimension]. */
export interface SwarmState {
  readonly key: Key;
  readonly positions: Float32Array;
  readonly velocities: Float32Array;
  readonly bestPositions: Float32Array;
  readonly values: Float32Array;
  readonly bests: Float32Array;
  readonly counters: SwarmCounters;
}

/** Field by field the record `Swarm` of state.wgsl, without its key. */
export interface SwarmCounters {
  evaluated: number;
  stopped: number;
  attractorValue: number;
  attractorViolation: number;
  bestValue: number;
  bestViolation: number;
  stale: number;
  idle: number;
  restartAt: number;
  restarts: number;
  notFinite: number;
  bestGeneration: number;
  bestMember: number;
  unimproved: number;
}

export const neverRestart = 0xffffffff;

export function createCounters(): SwarmCounters {
  return {
    evaluated: 0,
    stopped: 0,
    attractorValue: worst,
    attractorViolation: worst,
    bestValue: worst,
    bestViolation: worst,
    stale: 0,
    idle: 0,
    restartAt: neverRestart,
    restarts: 0,
    notFinite: 0,
    bestGeneration: 0,
    bestMember: 0,
    unimproved: 0,
  };
}

export function createSwarmState(key: Key, particles: number, dimensions: number): SwarmState {
  return {
    key,
    positions: new Float32Array(particles * dimensions),
    velocities: new Float32Array(particles * dimensions),
    bestPositions: new Float32Array(particles * dimensions),
    values: new Float32Array(4 * particles),
    bests: new Float32Array(2 * dimensions),
    counters: createCounters(),
  };
}

/** Deb's rules (2000): less violation first, then the lower value. */
export function isBetter(value: number, violation: number, thanValue: number, thanViolation: number): boolean {
  return violation < thanViolation || (violation === thanViolation && value < thanValue);
}

/** Finds the best member, keeps attractor and best ever, counts, and decides on restart and stop: `end_generation` of generation.wgsl. */
export function endGeneration(state: SwarmState, settings: SwarmSettings): void {
  const { counters, values, bests, bestPositions } = state;
  const { dimensions } = settings;
  if (counters.stopped !== 0) return;
  let best = 0;
  for (let member = 1; member < settings.particles; member++) {
    if (isBetter(values[4 * member], values[4 * member + 1], values[4 * best], values[4 * best + 1])) best = member;
  }
  const value = values[4 * best];
  const violation = values[4 * best + 1];
  const generation = counters.evaluated;
  const place = bestPositions.subarray(best * dimensions, (best + 1) * dimensions);
  const isFirst = generation === 0;
  if (isBetter(value, violation, counters.attractorValue, counters.attractorViolation)) {
    counters.attractorValue = value;
    counters.attractorViolation = violation;
    counters.idle = 0;
    bests.set(place, 0);
  } else {
    // A generation that was drawn afresh has nothing to be better than.
    counters.idle = isFirst || generation === counters.restartAt ? 0 : counters.idle + 1;
    counters.unimproved = generation;
    if (isFirst) bests.set(place, 0);
  }
  if (isBetter(value, violation, counters.bestValue, counters.bestViolation)) {
    counters.bestValue = value;
    counters.bestViolation = violation;
    counters.bestGeneration = generation;
    counters.bestMember = best;
    counters.stale = 0;
    bests.set(place, dimensions);
  } else {
    counters.stale = isFirst ? 0 : counters.stale + 1;
    if (isFirst) bests.set(place, dimensions);
  }
  counters.evaluated = generation + 1;
  const restarts = settings.restartAfter > 0 && counters.idle >= settings.restartAfter;
  const draw = settings.particles / settings.movers;
  const spent = generation + 1 + (draw - 1) * (1 + counters.restarts);
  if (settings.target !== null && counters.bestViolation === 0 && counters.bestValue <= Math.fround(settings.target))
    counters.stopped = 2;
  else if (generation >= settings.generationLimit || spent + (restarts ? draw : 1) > settings.evaluationLimit)
    counters.stopped = 1;
  else if (settings.stagnationLimit > 0 && counters.stale >= settings.stagnationLimit) counters.stopped = 3;
  else if (restarts) {
    counters.restartAt = generation + 1;
    counters.restarts++;
    counters.idle = 0;
    counters.attractorValue = worst;
    counters.attractorViolation = worst;
  }
}

export function keepBetween(x: number, low: number, high: number): number {
  return x < low ? low : x > high ? high : x;
}
