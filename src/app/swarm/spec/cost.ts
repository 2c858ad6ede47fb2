// What a run will cost, before it is started: memory from the plan, evaluations and the end from the stop conditions.
import { bbobFloats, isBbob } from '../../../models/swarm/bbob/bbob.ts';
import { planSwarm } from '../../../models/swarm/plan.ts';
import type { SwarmSpec } from '../../../models/swarm/schema.ts';
import { generationsWithin, memoryOf, moversOf } from '../../../models/swarm/evaluations.ts';
import { dimensionsOf } from '../../../models/swarm/schema.ts';
import { lengthOf } from './wgsl-draft.ts';

export interface Cost {
  readonly memoryBytes: number;
  /** Over all repeats, at most; null where only time ends the run. */
  readonly evaluations: number | null;
  readonly generations: number | null;
  readonly secondsAtMost: number | null;
}

export function costOf(spec: SwarmSpec): Cost {
  const { particles } = spec.algorithm;
  const dimensions = dimensionsOf(spec.problem);
  const memory = memoryOf(spec.algorithm, dimensions);
  const plan = planSwarm({
    memory,
    particles,
    dimensions,
    repeats: spec.repeats,
    problemFloats: problemFloats(spec, dimensions),
    // The tile decides only how far the count of members is rounded up.
    tile: 64,
    workgroupSize: 64,
  });
  const { generations: byGenerations = Number.POSITIVE_INFINITY, evaluations = Number.POSITIVE_INFINITY } = spec.stop;
  const generations = Math.min(byGenerations, generationsWithin(evaluations, spec.algorithm));
  const isCounted = Number.isFinite(generations) && generations >= 0;
  const secondsAtMost = spec.stop.seconds ?? null;
  const memoryBytes = plan.sizeBytes.total;
  if (memory) {
    // Generations may differ in size: what ends them is known, how many there are is not.
    const most = Number.isFinite(evaluations) ? evaluations * spec.repeats : null;
    return { memoryBytes, generations: spec.stop.generations ?? null, evaluations: most, secondsAtMost };
  }
  return {
    memoryBytes,
    generations: isCounted ? generations : null,
    evaluations: isCounted ? (particles + generations * moversOf(spec.algorithm)) * spec.repeats : null,
    secondsAtMost,
  };
}

function problemFloats({ problem }: SwarmSpec, dimensions: number): number {
  if (problem.name === 'fit') {
    if (typeof problem.data === 'string') return 0;
    return Object.values(problem.data.columns).reduce((total, column) => total + column.length, 0);
  }
  if (problem.name === 'wgsl') return Object.values(problem.data).reduce((total, entry) => total + lengthOf(entry), 0);
  if (!('dimensions' in problem)) return 0;
  if (isBbob(problem)) return bbobFloats(problem.name, dimensions);
  if (problem.rotationSeed !== undefined) return dimensions * (dimensions + 2);
  return problem.shiftSeed === undefined ? 0 : dimensions;
}
