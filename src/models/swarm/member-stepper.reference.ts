// What one member does in TypeScript, whatever the algorithm: the oracle of shaders/swarm/frame.wgsl.
import { drawWords, type Generator, toUniform } from '../../core/random.ts';
import { movers } from './algorithms/movers.ts';
import { algorithms } from './algorithms/registry.ts';
import type { CompiledProblem } from './problem.ts';
import { createPreference } from './ranking.reference.ts';
import { isOutside, keepBetween, type SwarmState, worst } from './swarm.reference.ts';
import type { SwarmSettings } from './swarm-settings.ts';

export function createMemberStepper(settings: SwarmSettings, problem: CompiledProblem, generator: Generator) {
  const { dimensions } = settings;
  const { lower, upper } = problem;
  const { isDeferred, keepsEqual, keepsLatest = false } = algorithms[settings.algorithm];
  const mover = movers[settings.algorithm](settings, problem, generator);
  /** Members fly on beyond the box, where they are not evaluated. */
  const leaves = settings.boundary === 'invisible';
  const prefers = createPreference(settings);
  const words = new Uint32Array(4);
  const place = new Float64Array(dimensions);

  /** Draws a place and evaluates it; `keep` leaves the position that is there. */
  function drawMember(state: SwarmState, member: number, generation: number, keep: boolean): void {
    const base = member * dimensions;
    for (let d = 0; d < dimensions; d++) {
      drawWords(generator, state.key, member, generation, d, 'initialPosition', words);
      if (!keep)
        state.positions[base + d] =
          mover.placeIn?.(state, member, generation, d) ??
          keepBetween(lower[d] + toUniform(words[0]) * (upper[d] - lower[d]), lower[d], upper[d]);
      state.velocities[base + d] = mover.startVelocity?.(state.positions[base + d], words[1], d) ?? 0;
    }
    settle(state, member, true);
    if (isDeferred) rememberMember(state, member, true);
  }

  /**
   * One step of a generation. Where own bests change later, that is left to `rememberMember`.
   * @returns the member that was evaluated: the one of that index where all are; null: none was
   */
  function stepMember(state: SwarmState, index: number): number | null {
    const generation = state.counters.evaluated;
    if (state.counters.restartAt === generation) {
      drawMember(state, index, generation, false);
      return index;
    }
    const member = mover.choose ? mover.choose(state, index, generation) : index;
    if (member !== null) mover.move(state, member, generation);
    if (member === null || (leaves && isOutside(state, member, problem))) {
      state.counters.passedOver++;
      return null;
    }
    settle(state, member, false);
    return member;
  }

  function settle(state: SwarmState, member: number, afresh: boolean): void {
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
    if (!isDeferred) rememberMember(state, member, afresh);
  }

  function rememberMember(state: SwarmState, member: number, afresh: boolean): void {
    const { values } = state;
    const slot = 4 * member;
    const isKept =
      keepsLatest ||
      (keepsEqual
        ? !prefers(state, values[slot], values[slot + 1], values[slot + 2], values[slot + 3])
        : prefers(state, values[slot + 2], values[slot + 3], values[slot], values[slot + 1]));
    if (!afresh && !isKept) return;
    values[slot] = values[slot + 2];
    values[slot + 1] = values[slot + 3];
    const base = member * dimensions;
    for (let d = 0; d < dimensions; d++) state.bestPositions[base + d] = state.positions[base + d];
  }

  return {
    drawMember,
    stepMember,
    rememberMember,
    /** What the algorithm works out before a generation that is not the initial one; null where it does not. */
    prepare: mover.prepare ? (state: SwarmState) => mover.prepare?.(state, state.counters.evaluated) : null,
  };
}
