// Inertia, constriction and ring PSO in TypeScript: the oracle of shaders/swarm/pso.wgsl and generation.wgsl, and the CPU
// path. State is f32, as on the GPU; between loads and stores the arithmetic is f64. Particle-major, no tiles.
import { drawWords, type Generator, type Key, toUniform } from '../../core/random.ts';
import type { CompiledProblem } from './problem.ts';
import type { PsoSettings } from './pso-settings.ts';

/** The value of what is not finite, and of nothing; as in state.wgsl. */
export const worst = Math.fround(3e38);

/** One repeat. Arrays: positions [member][dimension]; values [member][own best, its violation, present, its violation]; bests [attractor, best ever][dimension]. */
export interface PsoState {
  readonly key: Key;
  readonly positions: Float32Array;
  readonly velocities: Float32Array;
  readonly bestPositions: Float32Array;
  readonly values: Float32Array;
  readonly bests: Float32Array;
  readonly counters: PsoCounters;
}

/** Field by field the record `Swarm` of state.wgsl, without its key. */
export interface PsoCounters {
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
}

export const neverRestart = 0xffffffff;

export function createCounters(): PsoCounters {
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
  };
}

export function createPsoState(key: Key, particles: number, dimensions: number): PsoState {
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
function isBetter(value: number, violation: number, thanValue: number, thanViolation: number): boolean {
  return violation < thanViolation || (violation === thanViolation && value < thanValue);
}

const words = new Uint32Array(4);

export function createMemberStepper(settings: PsoSettings, problem: CompiledProblem, generator: Generator) {
  const { particles, dimensions } = settings;
  const { lower, upper } = problem;
  const place = new Float64Array(dimensions);

  /** Draws a place and evaluates it; `keep` leaves the position that is there. */
  function drawMember(state: PsoState, member: number, generation: number, keep: boolean): void {
    const base = member * dimensions;
    for (let d = 0; d < dimensions; d++) {
      if (!keep) {
        drawWords(generator, state.key, member, generation, d, 'initialPosition', words);
        state.positions[base + d] = clamp(lower[d] + toUniform(words[0]) * (upper[d] - lower[d]), lower[d], upper[d]);
      }
      state.velocities[base + d] = 0;
    }
    settle(state, member, true);
    if (settings.isRing) rememberMember(state, member, true);
  }

  /** One generation of one member, except that in a ring its own best changes only by `rememberMember`. */
  function stepMember(state: PsoState, member: number): void {
    const generation = state.counters.evaluated;
    if (state.counters.restartAt === generation) return drawMember(state, member, generation, false);
    const base = member * dimensions;
    const share =
      settings.inertiaGenerations > 0
        ? Math.min(1, (generation - 1) / Math.max(1, settings.inertiaGenerations - 1))
        : 0;
    const inertia = settings.inertiaFirst + share * (settings.inertiaLast - settings.inertiaFirst);
    const neighbour = settings.isRing ? bestNeighbour(state, member) * dimensions : -1;
    for (let d = 0; d < dimensions; d++) {
      if ((d & 1) === 0) drawWords(generator, state.key, member, generation, d >> 1, 'velocity', words);
      const r1 = toUniform(words[(d & 1) * 2]);
      const r2 = toUniform(words[(d & 1) * 2 + 1]);
      const x = state.positions[base + d];
      const g = neighbour < 0 ? state.bests[d] : state.bestPositions[neighbour + d];
      const width = upper[d] - lower[d];
      const limit = settings.velocityLimit * width;
      let v =
        inertia * state.velocities[base + d] +
        settings.cognitive * r1 * (state.bestPositions[base + d] - x) +
        settings.social * r2 * (g - x);
      v = clamp(v, -limit, limit);
      let y = x + v;
      if (y < lower[d] || y > upper[d]) {
        const edge = clamp(y, lower[d], upper[d]);
        switch (settings.boundary) {
          case 'reflect':
            y = clamp(edge + (edge - y), lower[d], upper[d]);
            v = -v;
            break;
          case 'periodic':
            y = clamp(y > upper[d] ? y - width : y + width, lower[d], upper[d]);
            break;
          case 'random': {
            const kept = words.slice();
            drawWords(generator, state.key, member, generation, d, 'boundary', words);
            y = clamp(lower[d] + toUniform(words[0]) * width, lower[d], upper[d]);
            words.set(kept);
            break;
          }
          case 'absorb':
            y = edge;
            v = 0;
            break;
          case 'clamp':
            y = edge;
            break;
          default:
            settings.boundary satisfies never;
        }
      }
      state.velocities[base + d] = v;
      state.positions[base + d] = y;
    }
    settle(state, member, false);
  }

  function settle(state: PsoState, member: number, afresh: boolean): void {
    const base = member * dimensions;
    for (let d = 0; d < dimensions; d++) place[d] = state.positions[base + d];
    const answer = problem.evaluate(place);
    let value = Math.fround(answer.value);
    let violation = Math.fround(answer.violation);
    // Negated comparisons, so that NaN falls in.
    if (!(Math.abs(value) < worst) || !(Math.abs(violation) < worst)) {
      value = worst;
      violation = worst;
      state.counters.notFinite++;
    }
    state.values[4 * member + 2] = value;
    state.values[4 * member + 3] = violation;
    if (afresh) {
      state.values[4 * member] = worst;
      state.values[4 * member + 1] = worst;
    }
    if (!settings.isRing) rememberMember(state, member, afresh);
  }

  function rememberMember(state: PsoState, member: number, afresh: boolean): void {
    const { values } = state;
    const slot = 4 * member;
    if (!afresh && !isBetter(values[slot + 2], values[slot + 3], values[slot], values[slot + 1])) return;
    values[slot] = values[slot + 2];
    values[slot + 1] = values[slot + 3];
    const base = member * dimensions;
    for (let d = 0; d < dimensions; d++) state.bestPositions[base + d] = state.positions[base + d];
  }

  function bestNeighbour(state: PsoState, member: number): number {
    const { values } = state;
    let best = member;
    for (let k = 1; k <= settings.reach; k++) {
      for (const other of [(member + particles - (k % particles)) % particles, (member + k) % particles]) {
        if (isBetter(values[4 * other], values[4 * other + 1], values[4 * best], values[4 * best + 1])) best = other;
      }
    }
    return best;
  }

  return { drawMember, stepMember, rememberMember };
}

/** Finds the best member, keeps attractor and best ever, counts, and decides on restart and stop: `end_generation` of generation.wgsl. */
export function endGeneration(state: PsoState, settings: PsoSettings): void {
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
  if (settings.target !== null && counters.bestViolation === 0 && counters.bestValue <= Math.fround(settings.target))
    counters.stopped = 2;
  else if (generation >= settings.generationLimit) counters.stopped = 1;
  else if (settings.stagnationLimit > 0 && counters.stale >= settings.stagnationLimit) counters.stopped = 3;
  else if (settings.restartAfter > 0 && counters.idle >= settings.restartAfter) {
    counters.restartAt = generation + 1;
    counters.restarts++;
    counters.idle = 0;
    counters.attractorValue = worst;
    counters.attractorViolation = worst;
  }
}

function clamp(x: number, low: number, high: number): number {
  return x < low ? low : x > high ? high : x;
}
