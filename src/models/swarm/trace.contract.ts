// A machine on the GPU against the reference, step by step from equal state: movement within a bound from an error analysis,
// the objective against its f64 twin at the kernel's own position, bookkeeping bit for bit.
import { expect } from 'vitest';
import { deriveKey } from '../../core/random.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { type AlgorithmName, algorithms } from './algorithms/registry.ts';
import { compileProblem } from './compile-problem.ts';
import { createGpuPso, type PsoVariant, psoVariants } from './gpu-pso.ts';
import { initialWords } from './initial-words.ts';
import { memoryOf } from './evaluations.ts';
import { createMemberStepper } from './member-stepper.reference.ts';
import { memoryHead, swarmRecordBytes } from './plan.ts';
import type { CompiledProblem } from './problem.ts';
import { parseSwarmSpec, type SwarmSpec } from './schema.ts';
import type { MachineState } from './swarm-machine.ts';
import { createSwarmState, endGeneration, memberWord, stepsOf, type SwarmState, worst } from './swarm.reference.ts';
import { type SwarmSettings, swarmSettings } from './swarm-settings.ts';

export interface Case {
  readonly problem: Record<string, unknown>;
  readonly algorithm?: Record<string, unknown>;
  readonly repeats?: number;
  readonly variant?: PsoVariant;
  readonly evaluations?: number;
  /** Generations advanced one by one, each compared with the reference, until the search stops. */
  readonly steps?: number;
}

export function prepare({ problem, algorithm = {}, repeats = 1, evaluations }: Case): {
  spec: SwarmSpec;
  problem: CompiledProblem;
} {
  const spec = parseSwarmSpec({
    kind: 'swarm',
    problem,
    algorithm: { name: 'pso', particles: 65, ...algorithm },
    stop: { generations: 1_000_000, ...(evaluations !== undefined && { evaluations }) },
    seed: 7,
    repeats,
  });
  if (spec.problem.name === 'fit') throw new Error('No fits here.');
  return { spec, problem: compileProblem(spec.problem) };
}

/** The repeats of a saved machine as the reference holds them. */
function toReference(saved: MachineState, spec: SwarmSpec, dimensions: number, variant: PsoVariant): SwarmState[] {
  const { tile } = psoVariants[variant];
  const { particles } = spec.algorithm;
  const padded = Math.ceil(particles / tile) * tile;
  const sizes = memoryOf(spec.algorithm, dimensions);
  const { positions, velocities, bestPositions, values, bests, swarms, memory } = saved.arrays;
  return Array.from({ length: spec.repeats }, (_, repeat) => {
    const state = createSwarmState(deriveKey(spec.seed, repeat), particles, dimensions, sizes);
    for (let member = 0; member < particles; member++) {
      const base = (repeat * padded + Math.floor(member / tile) * tile) * dimensions + (member % tile);
      for (let d = 0; d < dimensions; d++) {
        state.positions[member * dimensions + d] = positions[base + d * tile];
        state.velocities[member * dimensions + d] = velocities[base + d * tile];
        state.bestPositions[member * dimensions + d] = bestPositions[base + d * tile];
      }
      state.values.set(values.subarray((repeat * padded + member) * 4, (repeat * padded + member + 1) * 4), member * 4);
    }
    if (sizes) {
      const { swarmWords, memberWords } = sizes;
      const body = memoryHead * spec.repeats + repeat * (swarmWords + memberWords * padded);
      state.memory.set(memory.subarray(memoryHead * repeat, memoryHead * (repeat + 1)));
      state.memory.set(memory.subarray(body, body + swarmWords), memoryHead);
      for (let word = 0; word < memberWords; word++) {
        const from = body + swarmWords + word * padded;
        state.memory.set(memory.subarray(from, from + particles), memberWord(sizes, particles, 0, word));
      }
    }
    state.bests.set(bests.subarray(2 * repeat * dimensions, 2 * (repeat + 1) * dimensions));
    const words = swarmRecordBytes / 4;
    const record = swarms.subarray(words * repeat, words * (repeat + 1));
    const floats = new Float32Array(record.slice().buffer);
    expect(Array.from(record.subarray(0, 3))).toEqual(deriveKey(spec.seed, repeat));
    Object.assign(state.counters, {
      evaluated: record[3],
      stopped: record[4],
      attractorValue: floats[5],
      attractorViolation: floats[6],
      bestValue: floats[7],
      bestViolation: floats[8],
      stale: record[9],
      idle: record[10],
      restartAt: record[11],
      restarts: record[12],
      notFinite: record[13],
      bestGeneration: record[14],
      bestMember: record[15],
      unimproved: record[16],
      leewayFirst: floats[18],
      leeway: floats[19],
      passedOver: record[20],
    });
    return state;
  });
}

function copyOf(state: SwarmState): SwarmState {
  return structuredClone(state);
}

/**
 * Movement, f32 against f64 from equal state. About 20 roundings of numbers no larger than the box's width W (inertia and
 * two pulls of at most 3 W each), and one of the position itself: 20 W 2^-24 + |x| 2^-24, doubled. Where the step ends
 * this close to a bound, the two may decide differently about crossing it. Draws that stand in the velocities are normal numbers,
 * whose logarithm and sine are good to 1e-6. A step in a ball has the roundings of the widest
 * dimension in all of them.
 */
function compareMovement(
  own: SwarmState,
  expected: SwarmState,
  problem: CompiledProblem,
  { algorithm, boundary }: SwarmSettings,
  members: number,
): void {
  const leaves = boundary === 'invisible';
  const widest = Math.max(...problem.lower.map((low, d) => problem.upper[d] - low));
  let undecided = 0;
  const wrong: string[] = [];
  for (let i = 0; i < members * problem.dimensions; i++) {
    const d = i % problem.dimensions;
    const [low, high] = [problem.lower[d], problem.upper[d]];
    const width = algorithm === 'spso-2011' ? widest : high - low;
    const tolerance = 2 * 2 ** -24 * (20 * width + Math.max(Math.abs(low), Math.abs(high)));
    const [x, reference] = [own.positions[i], expected.positions[i]];
    if (!leaves && !(x >= low && x <= high)) wrong.push(`coordinate ${i}: ${x} outside the box`);
    const isDraw = algorithm === 'cma-es' || algorithm === 'sep-cma-es';
    const ofVelocity = isDraw ? Math.max(tolerance, 2e-6) : tolerance;
    if (Math.abs(x - reference) <= tolerance && Math.abs(own.velocities[i] - expected.velocities[i]) <= ofVelocity)
      continue;
    if ([x, reference].some((place) => place - low <= tolerance || high - place <= tolerance)) undecided++;
    else wrong.push(`coordinate ${i}: ${x}, reference ${reference}`);
  }
  expect(wrong).toEqual([]);
  expect(undecided).toBeLessThanOrEqual(Math.max(1, 0.002 * own.positions.length));
}

/** Words after the head, up to `end`: equal, or numbers that differ by 1e-5 of their size (sums over the swarm in f32, in f64). */
function compareMemory(own: SwarmState, expected: SwarmState, end: number): void {
  const wrong: string[] = [];
  for (let i = memoryHead; i < Math.min(end, own.memory.length); i++) {
    const [number, reference] = [own.memoryFloats[i], expected.memoryFloats[i]];
    // Counts and indices, read as numbers, are far below any that counts.
    const isNumber = Math.abs(number) > 1e-30 || Math.abs(reference) > 1e-30;
    if (
      own.memory[i] !== expected.memory[i] &&
      !(isNumber && Math.abs(number - reference) <= 1e-5 * (1 + Math.abs(reference)))
    )
      wrong.push(`word ${i}: ${number} (${own.memory[i]}), reference ${reference} (${expected.memory[i]})`);
  }
  expect(wrong).toEqual([]);
}

function takeMemory(state: SwarmState, from: SwarmState, end: number): void {
  for (let i = memoryHead; i < Math.min(end, from.memory.length); i++) state.memory[i] = from.memory[i];
}

/** Sizes of single terms, where a function's terms are larger than its value. */
const termSizes: Readonly<Record<string, number>> = {
  schwefel: 420,
  'styblinski-tang': 250,
  ackley: 22,
  michalewicz: 1,
  happycat: 4,
  formula: 60,
};

/**
 * How far an f32 objective may be from the f64 one: what it gives when every coordinate is off by 8 units in the last
 * place (shifts and rotations: of the box's size), times 4, and (D + 16) roundings of the sum.
 */
function objectiveTolerance(problem: CompiledProblem, place: Float64Array, value: number): number {
  const { dimensions } = problem;
  let most = 0;
  for (let round = 0; round < 8; round++) {
    const moved = place.map((x, d) => {
      const size =
        problem.shader.data.length > 0
          ? Math.max(Math.abs(problem.lower[d]), Math.abs(problem.upper[d])) * Math.sqrt(dimensions)
          : Math.abs(x);
      return x + (((d * 2654435761 + round * 40503) >>> (round + 3)) & 1 ? 1 : -1) * 2 ** -21 * size;
    });
    most = Math.max(most, Math.abs(problem.evaluate(moved).value - value));
  }
  return (
    4 * most + (dimensions + 16) * 2 ** -23 * (Math.abs(value) + (termSizes[problem.name] ?? 0) * dimensions) + 1e-30
  );
}

/** Generation by generation: the machine's new state against the reference's step from the machine's old state. */
export async function trace(gpu: Gpu, test: Case): Promise<SwarmState[]> {
  const { spec, problem } = prepare(test);
  const variant = test.variant ?? 'tile16-wg64';
  const settings = swarmSettings(spec.algorithm, spec.stop, problem.dimensions);
  const stepper = createMemberStepper(settings, problem, spec.algorithm.generator);
  using machine = await createGpuPso({ gpu, spec, problem, variant, saved: null });
  let before = Array.from({ length: spec.repeats }, (_, repeat): SwarmState => {
    const state = createSwarmState(
      deriveKey(spec.seed, repeat),
      spec.algorithm.particles,
      problem.dimensions,
      settings.memory,
    );
    state.memory.set(
      initialWords(spec.algorithm, problem.dimensions, spec.seed, repeat),
      settings.memory ? memoryHead : 0,
    );
    return state;
  });
  for (let step = 0; step < (test.steps ?? 3) && before.some(({ counters }) => counters.stopped === 0); step++) {
    await machine.advance(1);
    const after = toReference(await machine.save(), spec, problem.dimensions, variant);
    for (const [repeat, own] of after.entries()) {
      const old = before[repeat];
      const prepared = copyOf(old);
      if (step > 0) stepper.prepare?.(prepared);
      const isAfresh = step === 0 || prepared.counters.restartAt === prepared.counters.evaluated;
      const ofSwarm = memoryHead + (settings.memory?.swarmWords ?? 0);
      compareMemory(own, prepared, ofSwarm);
      // What was worked out differs in rounding: from here on from equal numbers again.
      takeMemory(prepared, own, ofSwarm);
      const moved = copyOf(prepared);
      const judged = new Set<number>();
      const steps = stepsOf(moved, settings);
      for (let index = 0; index < steps; index++) {
        if (isAfresh) stepper.drawMember(moved, index, step, false);
        const member = isAfresh ? index : stepper.stepMember(moved, index);
        if (member !== null) judged.add(member);
      }
      compareMovement(own, moved, problem, settings, steps);
      compareMemory(own, moved, moved.memory.length);

      let notFinite = 0;
      const wrong: string[] = [];
      for (const member of judged) {
        const place = Float64Array.from(
          own.positions.subarray(member * problem.dimensions, (member + 1) * problem.dimensions),
        );
        const exact = problem.evaluate(place);
        const [value, violation] = own.values.subarray(4 * member + 2, 4 * member + 4);
        if (value === worst) notFinite++;
        const isFinite = Number.isFinite(exact.value) && Number.isFinite(exact.violation);
        const isRight = isFinite
          ? Math.abs(value - exact.value) <= objectiveTolerance(problem, place, exact.value) &&
            Math.abs(violation - exact.violation) <= 1e-5 * (1 + exact.violation)
          : value === worst && violation === worst;
        if (!isRight)
          wrong.push(`member ${member}: ${value}, ${violation}, reference ${exact.value}, ${exact.violation}`);
      }
      expect(wrong).toEqual([]);

      // What follows from these positions and values has no arithmetic in it: the same bits.
      const kept = copyOf(prepared);
      takeMemory(kept, own, kept.memory.length);
      kept.positions.set(own.positions);
      kept.velocities.set(own.velocities);
      for (let member = 0; member < settings.particles; member++) {
        kept.values[4 * member + 2] = own.values[4 * member + 2];
        kept.values[4 * member + 3] = own.values[4 * member + 3];
        if (settings.memory === null || judged.has(member)) stepper.rememberMember(kept, member, isAfresh);
      }
      kept.counters.notFinite += notFinite;
      kept.counters.passedOver = steps - judged.size;
      endGeneration(kept, settings);
      expect(own.values).toEqual(kept.values);
      expect(own.bestPositions).toEqual(kept.bestPositions);
      expect(own.bests).toEqual(kept.bests);
      expect(own.memory).toEqual(kept.memory);
      // A power in f32, and in f64.
      expect(own.counters.leeway).toBeCloseTo(kept.counters.leeway, 4);
      expect(own.counters).toEqual({ ...kept.counters, leeway: own.counters.leeway });
    }
    before = after;
  }
  return before;
}

/** What the schema of an algorithm lets its boundary be; undefined where it has no such field. */
export function boundariesOf(name: AlgorithmName): readonly (string | undefined)[] {
  const field = algorithms[name].schema.shape['boundary'];
  const def: { innerType?: { options: readonly string[] } } | undefined = field && Reflect.get(field, 'def');
  return def?.innerType?.options ?? [undefined];
}
