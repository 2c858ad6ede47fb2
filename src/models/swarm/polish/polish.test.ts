// The polish of a run: what it makes of what a search found, what it may not do, and which problems take it.
import { describe, expect, it } from 'vitest';
import { createRunControl } from '../../../core/run-control.ts';
import { createWorkQueue } from '../../../core/work-queue.ts';
import { leastEnergy } from '../clusters/clusters.ts';
import { compileProblem } from '../compile-problem.ts';
import { createCpuPso } from '../cpu-pso.ts';
import { plainClock } from '../quality.contract.ts';
import type { SwarmProgress } from '../result.ts';
import { parseSwarmSpec } from '../schema.ts';
import { startSwarmRun } from '../swarm-run.ts';
import type { CompiledProblem } from '../problem.ts';
import type { Box, LocalMinimum, ValueAndGradient } from './minimise-in-box.numeric.ts';
import { minimiseInBox } from './minimise-in-box.numeric.ts';
import { withDifferences } from './slopes.numeric.ts';

function start(input: Record<string, unknown>, change: (problem: CompiledProblem) => CompiledProblem = (same) => same) {
  const spec = parseSwarmSpec({ kind: 'swarm', ...input });
  const problem = change(compileProblem(spec.problem));
  const control = createRunControl(false);
  const records: SwarmProgress[] = [];
  const { outcome } = startSwarmRun({
    ...{ spec, problem, control, queue: createWorkQueue(2), clock: plainClock, depth: 1, saved: null, knobTurns: [] },
    createMachine: async (state) => createCpuPso(spec, problem, plainClock, state),
    checkpointMs: 1e9,
    saveCheckpoint: () => Promise.resolve(),
    onProgress: (progress) => void records.push(progress),
  });
  return { outcome, problem, control, records };
}

function minimumOf(evaluate: ValueAndGradient, box: Box, from: readonly number[]): LocalMinimum {
  const steps = minimiseInBox(evaluate, box, from);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const short = { algorithm: { name: 'pso', particles: 20 }, stop: { generations: 30 } };

describe('a local minimisation in a box', () => {
  const square = (size: number): Box => ({
    lower: new Float64Array(size).fill(-2),
    upper: new Float64Array(size).fill(3),
  });

  it('ends in the minimum of Rosenbrock’s valley, with gradients by differences too', () => {
    const problem = compileProblem({ name: 'rosenbrock', dimensions: 10 });
    const byDifferences = withDifferences((x) => problem.evaluate(x).value, problem);
    const { value, position } = minimumOf(byDifferences, problem, new Array(10).fill(-1.2));
    // The valley has a second, local end; from here it leads to one of the two.
    expect(Math.min(value, Math.abs(value - 3.98))).toBeLessThan(0.01);
    expect(Math.max(...position)).toBeLessThanOrEqual(problem.upper[0] ?? 0);
    const near = minimumOf(byDifferences, problem, new Array(10).fill(0.9));
    // Differences err by the third root of f64's precision, squared, which the valley's condition of 1e3 amplifies.
    expect(near.value).toBeLessThan(1e-15);
  });

  it('stays in the box and ends at the bound that downhill leads through', () => {
    // Least at (5, 1): outside.
    const { value, position } = minimumOf(
      (x, gradient) => {
        gradient[0] = 2 * ((x[0] ?? 0) - 5);
        gradient[1] = 20 * ((x[1] ?? 0) - 1);
        return ((x[0] ?? 0) - 5) ** 2 + 10 * ((x[1] ?? 0) - 1) ** 2;
      },
      square(2),
      [-1, -1],
    );
    expect(position[0]).toBe(3);
    expect(position[1]).toBeCloseTo(1, 10);
    expect(value).toBeCloseTo(4, 10);
  });

  it('gives back the start where nothing is finite around it', () => {
    const nowhere: ValueAndGradient = (x, gradient) => {
      gradient.fill(Number.NaN);
      return x[0] === 1 ? 7 : Number.NaN;
    };
    expect(minimumOf(nowhere, square(1), [1])).toEqual({ position: Float64Array.of(1), value: 7 });
  });
});

describe('the polish of a run', () => {
  it('of a typed objective is local and goes below what f32 saw, and says from where', async () => {
    const { outcome, problem } = start({
      ...short,
      problem: {
        name: 'formula',
        variables: { x: [-5, 5], y: [-5, 5], z: [0.5, 2] },
        minimize: '(x - 1/3)^2 + 100*(y - x^2)^2 + z',
      },
    });
    const { best, polish, evaluations } = (await outcome).repeats[0]!;
    expect(polish).toMatchObject({ method: 'local' });
    expect(polish!.valueBefore).toBeGreaterThan(best.value);
    expect(best.value).toBeCloseTo(0.5, 14);
    expect(best.position[2]).toBe(0.5);
    expect(best.position[0]).toBeCloseTo(1 / 3, 6);
    expect(problem.evaluateValues(best.position).value).toBe(best.value);
    expect(Math.abs(best.valueF32 / polish!.valueBefore - 1)).toBeLessThan(1e-4);
    // Its own evaluations stand beside the search's.
    expect(evaluations).toBe(20 * 31);
    expect(polish!.evaluations).toBeGreaterThan(5);
  });

  it('is never worse than what the search found, where slopes lead astray too', async () => {
    const { outcome } = start({ ...short, problem: { name: 'sphere', dimensions: 3 }, polish: 'local' }, (problem) => ({
      ...problem,
      gradient: (x, gradient) => {
        gradient.fill(1).set([-1], 1);
        return problem.evaluate(x).value;
      },
    }));
    const { best, polish } = (await outcome).repeats[0]!;
    expect(best.value).toBeLessThanOrEqual(polish!.valueBefore);
  });

  it('finds the least shape of eight atoms by hopping, for every repeat, the same in every run', async () => {
    const spec = {
      ...short,
      problem: { name: 'lennard-jones', atoms: 8 },
      repeats: 3,
      stop: { generations: 5, target: -19.8214 },
    };
    const [first, second] = await Promise.all([start(spec).outcome, start(spec).outcome]);
    for (const { best, polish } of first.repeats) {
      expect(polish).toMatchObject({ method: 'basin-hopping' });
      expect(best.value).toBeCloseTo(leastEnergy(8) ?? 0, 8);
      expect(best.valueF32).toBeGreaterThan(best.value);
    }
    expect(second.repeats).toEqual(first.repeats);
  });

  it('ends at once when it is cancelled, with what it has, and stands still when told to', async () => {
    const { outcome, control, records } = start({ ...short, problem: { name: 'lennard-jones', atoms: 30 } });
    while (records.at(-1)?.phase !== 'polishing') await plainClock.yield();
    await control.pause();
    expect(records.at(-1)).toMatchObject({ status: 'paused', phase: 'polishing' });
    control.resume();
    control.cancel();
    const { best, polish } = (await outcome).repeats[0]!;
    expect(best.value).toBeLessThan(polish!.valueBefore);
  });
});

describe('a spec', () => {
  const polishOf = (spec: Record<string, unknown>): string | undefined =>
    parseSwarmSpec({ kind: 'swarm', ...spec }).polish;
  const formula = { name: 'formula', variables: { x: [0, 1] }, minimize: 'x' };

  it('has a polish by its problem, and the one it asks for', () => {
    expect(polishOf({ problem: { name: 'lennard-jones' } })).toBe('basin-hopping');
    expect(polishOf({ problem: formula })).toBe('local');
    expect(polishOf({ problem: formula, polish: 'none' })).toBe('none');
    expect(polishOf({ problem: { ...formula, subjectTo: ['x >= 0.5'] } })).toBeUndefined();
    expect(polishOf({ problem: { name: 'rastrigin' } })).toBeUndefined();
    expect(polishOf({ problem: { name: 'bbob-f1' }, polish: 'local' })).toBe('local');
  });

  it('is refused where it asks for one that cannot be', () => {
    for (const problem of [
      { ...formula, subjectTo: ['x >= 0.5'] },
      { ...formula, variables: { x: { integer: [0, 4] } } },
      { name: 'gear-train' },
      { name: 'sphere', dimensions: 300 },
    ])
      expect(() => polishOf({ problem, polish: 'local' })).toThrow('polish:');
  });
});
