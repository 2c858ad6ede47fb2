// L-SHADE and jSO in TypeScript: the oracle of shaders/swarm/shade/, and the CPU path. What is kept where is written there.
import { drawWords, multiplyHigh, toIndex, toNormal, toUniform } from '../../../core/random.ts';
import { createConfine } from '../confine.reference.ts';
import { createOwnBestOrder, createPreference, sortMembers } from '../ranking.reference.ts';
import { activeOf, evaluationsSoFar, keepBetween, memberWord, type SwarmState, worst } from '../swarm.reference.ts';
import { archivePlaces, leastShadeMembers } from './shade.ts';
import type { CreateMover } from './mover.ts';

/** Where the swarm's words are, after the head. */
const nextCell = 2;
const archived = 3;
const bestMembers = 4;
const history = 5;
/** The members' words. */
const [scaleWord, crossoverWord, parentValue, parentViolation, rankWord, byRank] = [0, 1, 2, 3, 4, 5];

const mostDraws = 16;
const archiveDraw = 0xffffffff;
const leastGain = 2 ** -126;
/** Stands for: CR is 0 for good. */
const terminal = -1;

/** What sets one of the two apart; `progress` is the share of the evaluations that are spent. */
interface Rules {
  readonly firstScale: number;
  readonly firstCrossover: number;
  /** Cells at the end of the history that keep 0.9 for both, though their turn comes. */
  readonly fixedCells: number;
  bestShareAt(bestShare: number, progress: number): number;
  limitScale(scale: number, progress: number): number;
  limitCrossover(crossover: number, progress: number): number;
  /** How strongly a trial is drawn to one of the best. */
  pullOf(scale: number, progress: number): number;
  avoidsItself(progress: number): boolean;
  renewCell(old: number, mean: number): number;
}

const lShadeRules: Rules = {
  firstScale: 0.5,
  firstCrossover: 0.5,
  fixedCells: 0,
  bestShareAt: (bestShare) => bestShare,
  limitScale: (scale) => scale,
  limitCrossover: (crossover) => crossover,
  pullOf: (scale) => scale,
  avoidsItself: () => false,
  renewCell: (_, mean) => mean,
};

const createShadeMover =
  (rules: Rules): CreateMover =>
  (settings, problem, generator) => {
    const { particles, dimensions, boundary, knobs, memory: sizes } = settings;
    const prefers = createPreference(settings);
    const isAhead = createOwnBestOrder(settings);
    if (!sizes) throw new RangeError('L-SHADE has a memory.');
    const { lower, upper } = problem;
    const { shrinkage, cells } = knobs;
    // As the kernels take them.
    const perEvaluation = Math.fround(knobs['progress']);
    const bestShare = Math.fround(knobs['bestShare']);
    const archive = history + 2 * cells;
    const confine = createConfine(boundary, generator);
    const words = new Uint32Array(4);
    const at = (member: number, word: number): number => memberWord(sizes, particles, member, word);
    const [scales, crossovers, values0, violations0, ranks, order] = [
      at(0, scaleWord),
      at(0, crossoverWord),
      at(0, parentValue),
      at(0, parentViolation),
      at(0, rankWord),
      at(0, byRank),
    ];
    const placesFor = (members: number): number => archivePlaces(knobs['archiveRate'], members);
    const progressOf = (state: SwarmState): number =>
      Math.fround(Math.fround(evaluationsSoFar(state, settings)) * perEvaluation);

    function drawScale({ key }: SwarmState, member: number, generation: number, centre: number): number {
      for (let draw = 1; draw <= mostDraws; draw++) {
        drawWords(generator, key, member, generation, draw, 'parameters', words);
        for (let i = 0; i < 4; i++) {
          const z = toUniform(words[i]) - 0.5;
          const sine = 0.1 * Math.sin(Math.PI * z);
          const cosine = Math.sin(Math.PI * (0.5 - Math.abs(z)));
          if (sine >= (1 - centre) * cosine) return 1;
          if (centre * cosine + sine > 0) return centre + sine / cosine;
        }
      }
      return centre;
    }

    /** By how much a member beat its parent: 0 where it did not, below 0 where the parent had no finite value. */
    function gainOf(state: SwarmState, member: number): number {
      const { values, memoryFloats } = state;
      const value = memoryFloats[values0 + member];
      const violation = memoryFloats[violations0 + member];
      const now = values[4 * member];
      const nowViolation = values[4 * member + 1];
      if (!prefers(state, now, nowViolation, value, violation)) return 0;
      if (violation >= worst) return -1;
      return Math.fround(nowViolation < violation ? violation - nowViolation : value - now);
    }

    function rankMembers(state: SwarmState, active: number): void {
      const { memory } = state;
      const members = memory.subarray(order, order + active);
      sortMembers(members, (a, b) => isAhead(state, a, b));
      for (let rank = 0; rank < active; rank++) memory[ranks + members[rank]] = rank;
    }

    /** Takes what succeeded into archive and history. */
    function learn(state: SwarmState, generation: number, active: number): void {
      const { key, memory, memoryFloats, velocities } = state;
      const places = placesFor(active);
      let largest = 0;
      for (let member = 0; member < active; member++) {
        const gain = gainOf(state, member);
        if (gain === 0) continue;
        largest = Math.max(largest, gain);
        if (places === 0) continue;
        let place = memory[archived];
        if (place < places) memory[archived] = place + 1;
        else {
          drawWords(generator, key, member, generation, archiveDraw, 'parameters', words);
          place = toIndex(words[0], places);
        }
        const from = member * dimensions;
        const to = archive + place * dimensions;
        for (let d = 0; d < dimensions; d++) memoryFloats[to + d] = velocities[from + d];
      }
      if (largest < leastGain) return;
      let [scaleSum, crossoverSum, scaleSquares, crossoverSquares] = [0, 0, 0, 0];
      for (let member = 0; member < active; member++) {
        const weight = Math.max(gainOf(state, member), 0) / largest;
        const scale = memoryFloats[scales + member];
        const crossover = memoryFloats[crossovers + member];
        scaleSum += weight * scale;
        crossoverSum += weight * crossover;
        scaleSquares += weight * scale * scale;
        crossoverSquares += weight * crossover * crossover;
      }
      const turn = memory[nextCell];
      memory[nextCell] = (turn + 1) % cells;
      if (turn >= cells - rules.fixedCells) return;
      const cell = history + turn;
      memoryFloats[cell] = rules.renewCell(memoryFloats[cell], scaleSquares / scaleSum);
      const old = memoryFloats[cell + cells];
      memoryFloats[cell + cells] =
        old < 0 || crossoverSum <= 0 ? terminal : rules.renewCell(old, crossoverSquares / crossoverSum);
    }

    /** The worst go, as the schedule says; members that stay move to the places of those that go. */
    function shrink(state: SwarmState, active: number): void {
      const { memory, values, bestPositions } = state;
      const spent = evaluationsSoFar(state, settings);
      const gone = multiplyHigh(spent, shrinkage) + (Math.imul(spent, shrinkage) >>> 31);
      const left = Math.min(active, Math.max(leastShadeMembers, particles - Math.min(gone, particles)));
      let hole = left;
      for (let member = left; member < active; member++) {
        const rank = memory[ranks + member];
        if (rank >= left) continue;
        while (memory[order + hole] >= left) hole++;
        const place = memory[order + hole++];
        values[4 * place] = values[4 * member];
        values[4 * place + 1] = values[4 * member + 1];
        bestPositions.copyWithin(place * dimensions, member * dimensions, (member + 1) * dimensions);
        memory[ranks + place] = rank;
        memory[order + rank] = place;
      }
      memory[0] = left;
      memory[archived] = Math.min(memory[archived], placesFor(left));
      const share = Math.fround(rules.bestShareAt(bestShare, progressOf(state)));
      memory[bestMembers] = Math.min(left, Math.max(2, Math.floor(Math.fround(share * left) + 0.5)));
    }

    function reset({ memory, memoryFloats }: SwarmState): void {
      memory[nextCell] = 0;
      memory[archived] = 0;
      memoryFloats.fill(rules.firstScale, history, history + cells);
      memoryFloats.fill(rules.firstCrossover, history + cells, history + 2 * cells);
      for (let cell = cells - rules.fixedCells; cell < cells; cell++)
        memoryFloats[history + cell] = memoryFloats[history + cells + cell] = 0.9;
    }

    return {
      prepare(state, generation) {
        const { restartAt } = state.counters;
        const active = activeOf(state, settings);
        rankMembers(state, active);
        if (generation === restartAt) {
          // All are drawn afresh; the schedule keeps the best of them.
          state.memory[0] = particles;
          return;
        }
        if (generation === 1 || generation - 1 === restartAt) reset(state);
        else learn(state, generation, active);
        shrink(state, active);
      },
      move(state, member, generation) {
        const { key, positions, velocities, bestPositions, values, memory, memoryFloats } = state;
        const active = memory[0];
        const progress = progressOf(state);
        drawWords(generator, key, member, generation, 0, 'parameters', words);
        const cell = history + toIndex(words[0], cells);
        const centre = memoryFloats[cell + cells];
        const crossover = Math.fround(
          rules.limitCrossover(
            centre < 0 ? 0 : keepBetween(centre + 0.1 * toNormal(words[1], words[2]), 0, 1),
            progress,
          ),
        );
        const chosen = words[3];
        const scale = Math.fround(rules.limitScale(drawScale(state, member, generation, memoryFloats[cell]), progress));
        const toBest = rules.pullOf(scale, progress);

        const ownRank = memory[ranks + member];
        const skips = rules.avoidsItself(progress) && ownRank < memory[bestMembers];
        let rank = toIndex(chosen, memory[bestMembers] - (skips ? 1 : 0));
        if (skips && rank >= ownRank) rank++;
        const best = memory[order + rank] * dimensions;

        drawWords(generator, key, member, generation, 0, 'permutation', words);
        let first = toIndex(words[0], active - 1);
        if (first >= member) first++;
        let second = toIndex(words[1], active + memory[archived] - 2);
        if (second >= Math.min(first, member)) second++;
        if (second >= Math.max(first, member)) second++;
        const certain = toIndex(words[2], dimensions);
        const a = first * dimensions;
        const others = second < active ? bestPositions : memoryFloats;
        const b = second < active ? second * dimensions : archive + (second - active) * dimensions;

        const base = member * dimensions;
        for (let d = 0; d < dimensions; d++) {
          if ((d & 3) === 0) drawWords(generator, key, member, generation, d >> 2, 'crossover', words);
          const parent = bestPositions[base + d];
          let x = parent;
          if (d === certain || toUniform(words[d & 3]) < crossover) {
            const y =
              parent + toBest * (bestPositions[best + d] - parent) + scale * (bestPositions[a + d] - others[b + d]);
            x =
              y < lower[d] || y > upper[d]
                ? confine(y, y - parent, lower[d], upper[d], key, member, generation, d).position
                : y;
          }
          positions[base + d] = x;
          velocities[base + d] = parent;
        }
        memoryFloats[scales + member] = scale;
        memoryFloats[crossovers + member] = crossover;
        memoryFloats[values0 + member] = values[4 * member];
        memoryFloats[violations0 + member] = values[4 * member + 1];
      },
    };
  };

const jsoRules: Rules = {
  firstScale: 0.3,
  firstCrossover: 0.8,
  fixedCells: 1,
  bestShareAt: (bestShare, progress) => bestShare * (1 - 0.5 * progress),
  limitScale: (scale, progress) => (progress < 0.6 ? Math.min(scale, 0.7) : scale),
  limitCrossover: (crossover, progress) => Math.max(crossover, progress < 0.25 ? 0.7 : progress < 0.5 ? 0.6 : 0),
  pullOf: (scale, progress) => scale * (progress < 0.2 ? 0.7 : progress < 0.4 ? 0.8 : 1.2),
  avoidsItself: (progress) => progress < 0.5,
  renewCell: (old, mean) => (old + mean) / 2,
};

export const createJsoMover = createShadeMover(jsoRules);
export const createLShadeMover = createShadeMover(lShadeRules);
