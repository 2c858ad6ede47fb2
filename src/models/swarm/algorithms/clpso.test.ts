import { describe, expect, it } from 'vitest';
import { nodeClock } from '../../../../cli/open-engine.ts';
import { drawWords, toUniform } from '../../../core/random.ts';
import { compileProblem } from '../compile-problem.ts';
import { createCpuPso } from '../cpu-pso.ts';
import { createMemberStepper } from '../member-stepper.reference.ts';
import { parseSwarmSpec } from '../schema.ts';
import { createSwarmState, memberWord, type SwarmState } from '../swarm.reference.ts';
import { swarmSettings } from '../swarm-settings.ts';
import { createClpsoMover } from './clpso.reference.ts';

const key = [1, 2, 3] as const;

function prepare(dimensions: number, algorithm: Record<string, unknown> = {}, stop: Record<string, unknown> = {}) {
  const spec = parseSwarmSpec({
    kind: 'swarm',
    problem: { name: 'sphere', dimensions, bounds: [-100, 100] },
    algorithm: { name: 'clpso', ...algorithm },
    stop: { generations: 101, ...stop },
  });
  if (spec.problem.name === 'fit' || spec.problem.name === 'external') throw new Error('Only functions here.');
  const problem = compileProblem(spec.problem);
  const settings = swarmSettings(spec.algorithm, spec.stop, dimensions);
  const { particles } = settings;
  const createState = (): SwarmState => createSwarmState(key, particles, dimensions, settings.memory);
  const followedBy = ({ memory }: SwarmState, member: number): number[] =>
    Array.from({ length: dimensions }, (_, d) => {
      if (!settings.memory) throw new Error('There is no memory.');
      return memory[memberWord(settings.memory, particles, member, d)];
    });
  return { spec, problem, settings, createState, followedBy, ...createClpsoMover(settings, problem, 'pcg4d') };
}

describe('comprehensive learning', () => {
  it('takes the numbers of the paper, or of its authors’ code, unless told otherwise', () => {
    const paper = prepare(2).settings.knobs;
    expect(paper).toMatchObject({
      inertiaFirst: 0.9,
      inertiaLast: 0.4,
      inertiaGenerations: 101,
      gap: 7,
      pull: 1.49445,
    });
    const code = prepare(2, { preset: 'code' }).settings.knobs;
    expect(code).toMatchObject({ inertiaLast: 0.2, gap: 5, learningFirst: 0, learningSpan: 0.5, learningSteepness: 5 });
    expect(prepare(2, { preset: 'code', inertia: 0.7, gap: 3 }).settings.knobs).toMatchObject({
      inertiaFirst: 0.7,
      inertiaLast: 0.7,
      gap: 3,
    });
    // 4,000 evaluations: the initial generation and 99 more of 40.
    expect(prepare(2, {}, { evaluations: 4_000 }).settings.knobs['inertiaGenerations']).toBe(99);
  });

  it('lets the first follow others in one variable of twenty, the last in every second', () => {
    const { createState, followedBy, move } = prepare(400);
    const state = createState();
    for (const [member, chance] of [
      [0, 0.05],
      [30, 0.05 + (0.45 * (Math.exp((10 * 30) / 39) - 1)) / (Math.exp(10) - 1)],
      [39, 0.5],
    ]) {
      let others = 0;
      for (let generation = 1; generation <= 20; generation++) {
        // As after a restart: chosen anew.
        state.counters.restartAt = generation - 1;
        move(state, member, generation);
        others += followedBy(state, member).filter((followed) => followed !== member).length;
      }
      expect(Math.abs(others - 8_000 * chance)).toBeLessThan(5 * Math.sqrt(8_000 * chance * (1 - chance)));
    }
  });

  it('follows the better of two others, and always another in one variable at least', () => {
    const { createState, followedBy, move } = prepare(1);
    const state = createState();
    // The lower the member, the better: of two drawn from 39 others the better one is in the better half 3 times of 4.
    for (let member = 0; member < 40; member++) state.values.set([member, 0], 4 * member);
    let better = 0;
    const rounds = 4_000;
    let others = 0;
    for (let generation = 1; generation <= rounds; generation++) {
      state.counters.restartAt = generation - 1;
      move(state, 39, generation);
      const [followed] = followedBy(state, 39);
      expect(followed).not.toBe(39);
      if (followed < 13) better++;
      others++;
    }
    // Half of the rounds hold a tournament, 1 - (26/39)(25/38) of which are won by the best third; the others draw one.
    const share = 0.5 * (1 - (26 / 39) * (25 / 38)) + 0.5 * (13 / 39);
    expect(Math.abs(better / others - share)).toBeLessThan(5 * Math.sqrt((share * (1 - share)) / others));
  });

  it('chooses anew after seven evaluations without a better own best, not counting what lies outside', () => {
    const { createState, followedBy, settings, problem } = prepare(3);
    const { drawMember, stepMember, rememberMember } = createMemberStepper(settings, problem, 'pcg4d');
    const state = createState();
    for (let member = 0; member < 40; member++) drawMember(state, member, 0, false);
    const member = 39;
    const changes: number[] = [];
    let before = '';
    let unbettered = 0;
    const counts: number[] = [];
    for (let generation = 1; generation < 80; generation++) {
      state.counters.evaluated = generation;
      // A value that nothing beats, from generation 5 on.
      if (generation === 5) state.values.set([-1, 0], 4 * member);
      const judged = stepMember(state, member) !== null;
      const now = followedBy(state, member).join();
      if (now !== before && generation > 5) {
        changes.push(generation);
        counts.push(unbettered);
        unbettered = 0;
      }
      before = now;
      if (judged) {
        unbettered++;
        rememberMember(state, member, false);
      }
    }
    expect(changes.length).toBeGreaterThan(3);
    // Where the same choice was drawn again by chance the count goes on.
    for (const count of counts.slice(1)) expect(count % 7).toBe(0);
  });

  it('moves by the formula of the paper, variable by variable after another member', () => {
    const { createState, followedBy, move } = prepare(3, { inertia: 0.7 });
    const state = createState();
    state.positions.set([1, -2, 3], 0);
    state.velocities.set([0.5, 0.25, -0.125], 0);
    for (let i = 0; i < 120; i++) state.bestPositions[i] = (i * 7) % 23;
    move(state, 0, 1);
    const words = new Uint32Array(4);
    drawWords('pcg4d', key, 0, 1, 0, 'velocity', words);
    followedBy(state, 0).forEach((followed, d) => {
      const [x, v] = [[1, -2, 3][d], [0.5, 0.25, -0.125][d]];
      const own = 0.7 * v + 1.49445 * toUniform(words[d]) * ((((3 * followed + d) * 7) % 23) - x);
      expect(state.velocities[d]).toBeCloseTo(own, 5);
      expect(state.positions[d]).toBeCloseTo(x + own, 5);
    });
  });

  it('evaluates nobody outside of the box, and counts what it evaluates', async () => {
    const { spec, problem } = prepare(8, {}, { generations: undefined, evaluations: 2_000 });
    let calls = 0;
    let outside = 0;
    const evaluate = (place: ArrayLike<number>) => {
      calls++;
      if (Array.from(place).some((x) => Math.abs(x) > 100)) outside++;
      return problem.evaluate(place);
    };
    using machine = createCpuPso(spec, { ...problem, evaluate }, nodeClock, null);
    let flown = 0;
    for (;;) {
      const { repeats } = await machine.advance(1);
      const { positions } = await machine.sample(0, 40);
      if (positions.some((x) => Math.abs(x) > 100)) flown++;
      expect(repeats[0].evaluations).toBe(calls);
      if (repeats[0].stopped !== null) break;
    }
    expect([calls, outside]).toEqual([2_000, 0]);
    expect(flown).toBeGreaterThan(0);
  });
});
