import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawWords, toIndex, toUniform } from '../../../core/random.ts';
import { compileProblem } from '../compile-problem.ts';
import { createCpuPso } from '../cpu-pso.ts';
import { createMemberStepper } from '../member-stepper.reference.ts';
import { plainClock } from '../quality.contract.ts';
import { parseSwarmSpec, type StopSpec } from '../schema.ts';
import { createSwarmState, memberWord, type SwarmState } from '../swarm.reference.ts';
import { type SwarmSettings, swarmSettings } from '../swarm-settings.ts';
import type { Mover } from './mover.ts';
import { movers } from './movers.ts';

const key = [1, 2, 3] as const;
/** Where the swarm's words are: shaders/swarm/shade/shade.wgsl, after the head. */
const [nextCell, archived, bestMembers, history] = [2, 3, 4, 5];
const names = ['l-shade', 'jso'] as const;

function prepare(
  name: (typeof names)[number],
  algorithm: Record<string, unknown> = {},
  { dimensions = 6, stop = { evaluations: 10_000 } }: { dimensions?: number; stop?: StopSpec } = {},
) {
  const spec = parseSwarmSpec({
    kind: 'swarm',
    problem: { name: 'sphere', dimensions, bounds: [-10, 10] },
    algorithm: { name, particles: 12, ...algorithm },
    stop,
  });
  if (spec.problem.name === 'fit') throw new Error('No fits here.');
  const settings = swarmSettings(spec.algorithm, spec.stop, dimensions);
  const problem = compileProblem(spec.problem);
  const state = createSwarmState(key, settings.particles, dimensions, settings.memory);
  return { spec, settings, problem, state, mover: movers[name](settings, problem, 'pcg4d') };
}

/** A population with these values, as it is after its first generation was judged. */
function populate(state: SwarmState, { dimensions }: SwarmSettings, values: readonly number[]): void {
  values.forEach((value, member) => state.values.set([value, 0, value, 0], 4 * member));
  state.bestPositions.set(
    values.flatMap((_, i) => Array.from({ length: dimensions }, (_, d) => ((i * 7 + d * 3) % 19) - 9)),
  );
  state.memory[1] = values.length;
  state.counters.evaluated = 1;
}

/** A generation in which every member had these numbers and a parent of these values. */
function succeed(
  { memory, memoryFloats }: SwarmState,
  { memory: sizes, particles }: SwarmSettings,
  trials: readonly { scale: number; crossover: number; parent: number }[],
): void {
  if (!sizes) throw new Error('A memory is there.');
  trials.forEach(({ scale, crossover, parent }, member) => {
    [scale, crossover, parent, 0].forEach((number, word) => {
      memoryFloats[memberWord(sizes, particles, member, word)] = number;
    });
  });
  expect(memory[0]).toBeGreaterThanOrEqual(4);
}

function begin(mover: Mover, state: SwarmState): void {
  mover.prepare?.(state, 1);
  state.counters.evaluated = 2;
}

describe.each(names)('%s', (name) => {
  it('lets the population fall linearly to 4, keeps the best, and spends its evaluations to the last one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 60 }), fc.integer({ min: 61, max: 3_000 }), (particles, evaluations) => {
        const { settings, problem, state } = prepare(name, { particles }, { dimensions: 2, stop: { evaluations } });
        const stepper = createMemberStepper(settings, problem, 'pcg4d');
        let spent = 0;
        for (let member = 0; member < particles; member++) stepper.drawMember(state, member, 0, false);
        while (spent < evaluations) {
          const before = Array.from({ length: state.memory[0] }, (_, i) => state.values[4 * i]).sort((a, b) => a - b);
          spent += spent === 0 ? particles : Math.min(state.memory[0], evaluations - spent);
          state.memory[1] = spent;
          state.counters.evaluated++;
          stepper.prepare?.(state);
          // round(N0 + (4 - N0) spent / evaluations) in whole numbers.
          const twice = 2 * (particles * evaluations - (particles - 4) * spent) + evaluations;
          expect(state.memory[0]).toBe(Math.floor(twice / (2 * evaluations)));
          const kept = Array.from({ length: state.memory[0] }, (_, i) => state.values[4 * i]).sort((a, b) => a - b);
          expect(kept).toEqual(before.slice(0, kept.length));
          for (let member = 0; member < state.memory[0]; member++) {
            const place = state.bestPositions.subarray(2 * member, 2 * member + 2);
            expect(Math.fround(problem.evaluate(place).value)).toBe(state.values[4 * member]);
            state.values[4 * member] = state.values[4 * member + 2] = Math.fround(problem.evaluate(place).value);
          }
        }
        expect(spent).toBe(evaluations);
        expect(state.memory[0]).toBe(Math.min(particles, 4));
      }),
      { numRuns: 20, seed: 1 },
    );
  });

  it('is over after exactly as many evaluations as it was given, whatever the rest', async () => {
    const { spec, problem } = prepare(name, { particles: 30 }, { stop: { evaluations: 1_777 } });
    let calls = 0;
    const counted = {
      ...problem,
      evaluate: (place: ArrayLike<number>) => {
        calls++;
        return problem.evaluate(place);
      },
    };
    using machine = createCpuPso(spec, counted, plainClock, null);
    const { repeats } = await machine.advance(1_000);
    expect(repeats[0]).toMatchObject({ evaluations: 1_777, stopped: 'generations' });
    expect(calls).toBe(1_777);
  });

  it('makes trials by the formula of the paper, of members that are different', () => {
    const { settings, state, mover } = prepare(name, { archiveRate: 1 });
    const { particles, dimensions, memory: sizes } = settings;
    if (!sizes) throw new Error('A memory is there.');
    populate(
      state,
      settings,
      Array.from({ length: 12 }, (_, i) => (i * 5) % 12),
    );
    begin(mover, state);
    const archive = history + 2 * settings.knobs['cells'];
    state.memory[archived] = 3;
    for (let i = 0; i < 3 * dimensions; i++) state.memoryFloats[archive + i] = 0.5 * (i % 7) - 1;
    const x = (member: number, d: number): number =>
      member < 12
        ? state.bestPositions[dimensions * member + d]
        : state.memoryFloats[archive + dimensions * (member - 12) + d];
    const words = new Uint32Array(4);
    let taken = 0;
    for (let generation = 2; generation < 30; generation++)
      for (let member = 0; member < 12; member++) {
        mover.move(state, member, generation);
        const scale = state.memoryFloats[memberWord(sizes, particles, member, 0)];
        const crossover = state.memoryFloats[memberWord(sizes, particles, member, 1)];
        expect(scale).toBeGreaterThan(0);
        expect(scale).toBeLessThanOrEqual(name === 'jso' ? Math.fround(0.7) : 1);
        expect(crossover).toBeGreaterThanOrEqual(name === 'jso' ? Math.fround(0.7) : 0);
        expect(crossover).toBeLessThanOrEqual(1);
        drawWords('pcg4d', key, member, generation, 0, 'permutation', words);
        const others = [...Array(15).keys()].filter((other) => other !== member);
        const a = others[toIndex(words[0], 11)];
        const b = others.filter((other) => other !== a)[toIndex(words[1], 13)];
        const certain = toIndex(words[2], dimensions);
        drawWords('pcg4d', key, member, generation, 0, 'parameters', words);
        const byValue = [...Array(12).keys()].sort((one, other) => state.values[4 * one] - state.values[4 * other]);
        const best = byValue.slice(0, state.memory[bestMembers]).filter((one) => name === 'l-shade' || one !== member);
        const p = best[toIndex(words[3], best.length)];
        const pull = scale * (name === 'jso' ? 0.7 : 1);
        for (let d = 0; d < dimensions; d++) {
          drawWords('pcg4d', key, member, generation, d >> 2, 'crossover', words);
          const isTaken = d === certain || toUniform(words[d & 3]) < crossover;
          const y = x(member, d) + pull * (x(p, d) - x(member, d)) + scale * (x(a, d) - x(b, d));
          const edge = Math.min(10, Math.max(-10, y));
          const inside = edge === y ? y : 0.5 * (edge + x(member, d));
          expect(state.positions[dimensions * member + d]).toBeCloseTo(isTaken ? inside : x(member, d), 4);
          expect(state.velocities[dimensions * member + d]).toBe(x(member, d));
          if (isTaken) taken++;
        }
      }
    expect(taken).toBeGreaterThan(500);
  });

  it('draws F from Cauchy’s distribution until it is above 0, at most 1', () => {
    const { settings, state, mover } = prepare(name, {}, { dimensions: 1, stop: { evaluations: 1e9 } });
    populate(
      state,
      settings,
      Array.from({ length: 12 }, (_, i) => i),
    );
    begin(mover, state);
    // Late in the search, where jSO has no bound any more.
    state.memory[1] = 9e8;
    const { cells } = settings.knobs;
    state.memoryFloats.fill(Math.fround(0.2), history, history + cells);
    state.memoryFloats.fill(0.5, history + cells, history + 2 * cells);
    const draws = 20_000;
    const drawn: number[] = [];
    for (let generation = 2; drawn.length < draws; generation++) {
      mover.move(state, 3, generation);
      drawn.push(state.memoryFloats[memberWord(settings.memory ?? { swarmWords: 0, memberWords: 0 }, 12, 3, 0)]);
    }
    const cauchy = (f: number): number => 0.5 + Math.atan((f - 0.2) / 0.1) / Math.PI;
    for (const f of [0.05, 0.1, 0.2, 0.3, 0.5, 0.9]) {
      const p = (cauchy(f) - cauchy(0)) / (1 - cauchy(0));
      const below = drawn.filter((one) => one < f).length;
      expect(Math.abs(below - draws * p)).toBeLessThan(5 * Math.sqrt(draws * p * (1 - p)));
    }
    expect(Math.min(...drawn)).toBeGreaterThan(0);
    expect(Math.max(...drawn)).toBe(1);
  });

  it('learns the weighted Lehmer means of what succeeded, cell by cell', () => {
    const { settings, state, mover } = prepare(name, { cells: 3 });
    populate(
      state,
      settings,
      Array.from({ length: 12 }, () => 2),
    );
    begin(mover, state);
    const [first, last] = [0, 1].map((half) =>
      Array.from(state.memoryFloats.subarray(history + 3 * half, history + 3 * half + 3)),
    );
    expect(first).toEqual((name === 'jso' ? [0.3, 0.3, 0.9] : [0.5, 0.5, 0.5]).map(Math.fround));
    expect(last).toEqual((name === 'jso' ? [0.8, 0.8, 0.9] : [0.5, 0.5, 0.5]).map(Math.fround));
    const trials = Array.from({ length: 12 }, (_, i) => ({ scale: 0.9, crossover: 0.9, parent: 2 - (i % 2) }));
    trials[4] = { scale: 0.2, crossover: 0.1, parent: 3 };
    trials[8] = { scale: 0.6, crossover: 1, parent: 5 };
    succeed(state, settings, trials);
    mover.prepare?.(state, 2);
    const scale = (1 * 0.2 ** 2 + 3 * 0.6 ** 2) / (1 * 0.2 + 3 * 0.6);
    const crossover = (1 * 0.1 ** 2 + 3 * 1 ** 2) / (1 * 0.1 + 3 * 1);
    expect(state.memory[nextCell]).toBe(1);
    expect(state.memoryFloats[history]).toBeCloseTo(name === 'jso' ? (0.3 + scale) / 2 : scale, 6);
    expect(state.memoryFloats[history + 3]).toBeCloseTo(name === 'jso' ? (0.8 + crossover) / 2 : crossover, 6);
    // Nothing but a CR of 0 succeeds: 0 for good, in this cell.
    state.counters.evaluated = 3;
    succeed(
      state,
      settings,
      trials.map((trial) => ({ ...trial, crossover: 0 })),
    );
    mover.prepare?.(state, 3);
    expect(state.memoryFloats[history + 4]).toBe(-1);
    // Without a success nothing is learnt.
    state.counters.evaluated = 4;
    const before = state.memory.slice(0, history + 6);
    succeed(
      state,
      settings,
      trials.map((trial) => ({ ...trial, parent: 2 })),
    );
    mover.prepare?.(state, 4);
    expect(state.memory.slice(0, history + 6)).toEqual(before);
    // The turn of the last cell comes, which jSO keeps.
    succeed(state, settings, trials);
    mover.prepare?.(state, 5);
    expect(state.memory[nextCell]).toBe(0);
    expect(state.memoryFloats[history + 2]).toBeCloseTo(name === 'jso' ? 0.9 : scale, 6);
    expect(state.memoryFloats[history + 5]).toBeCloseTo(name === 'jso' ? 0.9 : crossover, 6);
  });

  it('keeps the beaten parents, as many as there is room for, and none of those that were not beaten', () => {
    const { settings, state, mover } = prepare(name, { archiveRate: 0.5, particles: 12 });
    populate(
      state,
      settings,
      Array.from({ length: 12 }, () => 1),
    );
    begin(mover, state);
    const archive = history + 2 * settings.knobs['cells'];
    for (let generation = 2; generation < 20; generation++) {
      state.velocities.forEach((_, i) => {
        state.velocities[i] = 100 * generation + Math.floor(i / 6);
      });
      succeed(
        state,
        settings,
        Array.from({ length: 12 }, (_, i) => ({ scale: 0.5, crossover: 0.5, parent: i % 4 === 0 ? 2 : 1 })),
      );
      mover.prepare?.(state, generation);
      const places = Math.floor(0.5 * state.memory[0] + 0.5);
      expect(state.memory[archived]).toBe(Math.min(places, 3 * (generation - 1)));
      const kept = Array.from({ length: state.memory[archived] }, (_, i) =>
        Array.from(state.memoryFloats.subarray(archive + 6 * i, archive + 6 * i + 6)),
      );
      for (const place of kept) {
        expect(new Set(place).size).toBe(1);
        expect((place[0] % 100) % 4).toBe(0);
      }
      state.counters.evaluated++;
    }
  });

  it('ranks by violation, then value, of equals the lower member first', () => {
    const { settings, state, mover } = prepare(name);
    populate(state, settings, [5, 3, 3, 9, 1, 7, 7, 2, 8, 6, 4, 0]);
    state.values[4 * 11 + 1] = 2;
    mover.prepare?.(state, 1);
    const at = memberWord(settings.memory ?? { swarmWords: 0, memberWords: 0 }, 12, 0, 5);
    expect(Array.from(state.memory.subarray(at, at + 12))).toEqual([4, 7, 1, 2, 10, 0, 9, 5, 6, 8, 3, 11]);
  });
});

it.each([
  ['l-shade', 10, 180],
  ['l-shade', 1, 18],
  ['l-shade', 2_048, 32_768],
  ['jso', 10, 182],
  ['jso', 30, 466],
  ['jso', 1, 25],
])('%s has for %i variables %i members, and 10,000 evaluations for each variable', (name, dimensions, particles) => {
  const spec = parseSwarmSpec({ kind: 'swarm', problem: { name: 'sphere', dimensions }, algorithm: { name } });
  expect(spec.algorithm.particles).toBe(particles);
  expect(spec.stop).toEqual({ evaluations: Math.max(10_000 * dimensions, 100 * particles) });
  const timed = parseSwarmSpec({
    kind: 'swarm',
    problem: { name: 'sphere', dimensions },
    algorithm: { name },
    stop: { seconds: 3 },
  });
  expect(timed.stop).toEqual({ ...spec.stop, seconds: 3 });
});
