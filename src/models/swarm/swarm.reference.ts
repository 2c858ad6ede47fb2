// The state of a swarm in TypeScript and the end of its generations: the oracle of shaders/swarm/generation.wgsl, and the
// CPU path. State is f32, as on the GPU; between loads and stores the arithmetic is f64. Particle-major, no tiles.
import type { Key } from '../../core/random.ts';
import type { SwarmMemory } from './algorithms/algorithm.ts';
import { evaluationsOf } from './evaluations.ts';
import { memoryHead } from './plan.ts';
import { createOwnBestOrder, createPreference, firstLeeway, isBetter, worst } from './ranking.reference.ts';
import type { CompiledProblem } from './problem.ts';
import type { SwarmSettings } from './swarm-settings.ts';

export { worst } from './ranking.reference.ts';

/** One repeat. Arrays: positions [member][dimension]; values [member][own best, its violation, present, its violation]; bests [attractor, best ever][dimension]. */
export interface SwarmState {
  readonly key: Key;
  readonly positions: Float32Array;
  readonly velocities: Float32Array;
  readonly bestPositions: Float32Array;
  readonly values: Float32Array;
  readonly bests: Float32Array;
  /**
   * Of an algorithm with a memory, else empty: members that take part, evaluations so far, the swarm's own words, and
   * those of the members by word (`memberWord`). The second array are the same words as floats.
   */
  readonly memory: Uint32Array;
  readonly memoryFloats: Float32Array;
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
  passedOver: number;
  leewayFirst: number;
  leeway: number;
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
    passedOver: 0,
    leewayFirst: 0,
    leeway: 0,
  };
}

export function createSwarmState(
  key: Key,
  particles: number,
  dimensions: number,
  memory: SwarmMemory | null = null,
): SwarmState {
  const words = new Uint32Array(memoryBytes(memory, particles) / 4);
  if (memory) words[0] = memory.active ?? particles;
  return {
    key,
    positions: new Float32Array(particles * dimensions),
    velocities: new Float32Array(particles * dimensions),
    bestPositions: new Float32Array(particles * dimensions),
    values: new Float32Array(4 * particles),
    bests: new Float32Array(2 * dimensions),
    memory: words,
    memoryFloats: new Float32Array(words.buffer, words.byteOffset, words.length),
    counters: createCounters(),
  };
}

/** Of one repeat. */
export function memoryBytes(memory: SwarmMemory | null, particles: number): number {
  return memory ? 4 * (memoryHead + memory.swarmWords + memory.memberWords * particles) : 0;
}

/** Where a word of a member stands in `memory`. */
export function memberWord({ swarmWords }: SwarmMemory, particles: number, member: number, word: number): number {
  return memoryHead + swarmWords + word * particles + member;
}

/** Members that take part: those below this number. */
export function activeOf({ memory }: SwarmState, { particles }: SwarmSettings): number {
  return memory.length > 0 ? memory[0] : particles;
}

/** Evaluations so far. */
export function evaluationsSoFar({ memory, counters }: SwarmState, settings: SwarmSettings): number {
  return memory.length > 0 ? memory[1] : evaluationsOf(settings, counters);
}

/** Steps in the next generation: of members that take part, as many as there are evaluations left for. */
export function stepsOf({ memory, counters }: SwarmState, settings: SwarmSettings): number {
  const isAfresh = counters.evaluated === 0 || counters.evaluated === counters.restartAt;
  const most = isAfresh ? settings.particles : settings.movers;
  return memory.length > 0 ? Math.min(most, memory[0], settings.evaluationLimit - memory[1]) : most;
}

/** Finds the best member, keeps attractor and best ever, counts, and decides on restart and stop: `end_generation` of generation.wgsl. */
export function endGeneration(state: SwarmState, settings: SwarmSettings): void {
  const { counters, values, bests, bestPositions } = state;
  const { dimensions } = settings;
  if (counters.stopped !== 0) return;
  const active = activeOf(state, settings);
  const prefers = createPreference(settings);
  const isAhead = createOwnBestOrder(settings);
  if (settings.constraints.kind === 'epsilon' && counters.evaluated === 0)
    counters.leewayFirst = firstLeeway(state, active);
  let best = 0;
  for (let member = 1; member < active; member++) {
    if (isAhead(state, member, best)) best = member;
  }
  const value = values[4 * best];
  const violation = values[4 * best + 1];
  const generation = counters.evaluated;
  const place = bestPositions.subarray(best * dimensions, (best + 1) * dimensions);
  const isFirst = generation === 0;
  if (prefers(state, value, violation, counters.attractorValue, counters.attractorViolation)) {
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
  const steps = stepsOf(state, settings);
  counters.evaluated = generation + 1;
  const restarts = settings.restartAfter > 0 && counters.idle >= settings.restartAfter;
  const isSpent = countEvaluations(state, settings, steps, restarts);
  lowerLeeway(state, settings);
  if (settings.target !== null && counters.bestViolation === 0 && counters.bestValue <= Math.fround(settings.target))
    counters.stopped = 2;
  else if (generation >= settings.generationLimit || isSpent) counters.stopped = 1;
  else if (settings.stagnationLimit > 0 && counters.stale >= settings.stagnationLimit) counters.stopped = 3;
  else if (restarts) {
    counters.restartAt = generation + 1;
    counters.restarts++;
    counters.idle = 0;
    counters.attractorValue = worst;
    counters.attractorViolation = worst;
  }
}

function lowerLeeway({ counters, memory }: SwarmState, { constraints }: SwarmSettings): void {
  if (constraints.kind !== 'epsilon') return;
  const { perGeneration, perEvaluation } = constraints;
  const share = Math.max(counters.evaluated * perGeneration, memory.length > 0 ? memory[1] * perEvaluation : 0);
  counters.leeway = Math.fround(counters.leewayFirst * Math.max(0, 1 - share) ** 5);
}

/** Whether there are no evaluations left for another generation, once this one is concluded. */
function countEvaluations(state: SwarmState, settings: SwarmSettings, steps: number, restarts: boolean): boolean {
  const { memory, counters } = state;
  if (memory.length > 0) {
    const left = settings.evaluationLimit - memory[1];
    memory[1] += steps - counters.passedOver;
    counters.passedOver = 0;
    // Also where a member was passed over: those that are left might be for members that never take theirs.
    return steps >= left;
  }
  const draw = settings.particles / settings.movers;
  const spent = counters.evaluated + (draw - 1) * (1 + counters.restarts);
  return spent + (restarts ? draw : 1) > settings.evaluationLimit;
}

/** Whether the member is outside of the box. */
export function isOutside(
  { positions }: SwarmState,
  member: number,
  { lower, upper }: Pick<CompiledProblem, 'lower' | 'upper'>,
): boolean {
  for (let d = 0, at = member * lower.length; d < lower.length; d++, at++)
    if (positions[at] < lower[d] || positions[at] > upper[d]) return true;
  return false;
}

export function keepBetween(x: number, low: number, high: number): number {
  return x < low ? low : x > high ? high : x;
}
