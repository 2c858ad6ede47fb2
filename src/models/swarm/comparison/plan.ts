// What a comparison consists of, before anything runs: its problems with their trials and budgets, and what to call its
// algorithms. Device-free.
import type { WrittenAlgorithm } from '../algorithms/registry.ts';
import { bbobNames } from '../bbob/bbob.ts';
import { knownMinimum } from '../known-functions.ts';
import { dimensionsOf, type ProblemSpec } from '../schema.ts';
import type { ComparedProblem } from './result.ts';
import type { BbobSuite, ComparisonSpec } from './schema.ts';

/** Points of a curve a decade of evaluations, where targets are hit while it is drawn: COCO's. */
const pointsPerDecade = 20;
/** The same where hits are found on the curve itself, once the best value of all is known: 2.3 % from point to point. */
const finePointsPerDecade = 100;

/** In the order of the spec; a suite's functions by dimension, then by number. */
export function comparedProblems(spec: Omit<ComparisonSpec, 'algorithms' | 'targets' | 'kind'>): ComparedProblem[] {
  return spec.problems.flatMap((problem) => ('suite' in problem ? ofSuite(problem, spec) : [ofOne(problem, spec)]));
}

function ofSuite(
  { functions, dimensions, instances }: BbobSuite,
  spec: Parameters<typeof comparedProblems>[0],
): ComparedProblem[] {
  return dimensions.flatMap((d) =>
    functions.flatMap((id) => {
      const name = bbobNames[id - 1];
      if (name === undefined) return [];
      const trialInstances = instances.flatMap((instance) => Array.from({ length: spec.repeats }, () => instance));
      return [describe({ name, dimensions: d, instance: instances[0] ?? 1 }, `${name} ${d}-D`, trialInstances, spec)];
    }),
  );
}

function ofOne(problem: ProblemSpec, spec: Parameters<typeof comparedProblems>[0]): ComparedProblem {
  const instance = 'instance' in problem ? problem.instance : null;
  return describe(
    problem,
    labelOf(problem),
    Array.from({ length: spec.repeats }, () => instance),
    spec,
  );
}

function describe(
  problem: ProblemSpec,
  label: string,
  instances: readonly (number | null)[],
  { seed, budget }: Parameters<typeof comparedProblems>[0],
): ComparedProblem {
  const dimensions = dimensionsOf(problem);
  const evaluations = 'evaluations' in budget ? budget.evaluations : budget.evaluationsPerDimension * dimensions;
  const isKnown = knownMinimum(problem) !== null;
  return {
    label,
    problem,
    dimensions,
    trials: instances.map((instance, t) => ({ instance, seed: seed + t })),
    budget: evaluations,
    reference: isKnown ? 'known' : 'best-found',
    grid: evaluationGrid(evaluations, isKnown ? pointsPerDecade : finePointsPerDecade),
  };
}

function labelOf(problem: ProblemSpec): string {
  if (problem.name === 'formula') return problem.minimize;
  const more = { ...problem };
  const parts = Object.entries(more).flatMap(([key, value]): string[] => {
    if (key === 'name' || value === undefined) return [];
    return [key === 'dimensions' ? `${String(value)}-D` : `${key} ${JSON.stringify(value)}`];
  });
  return [problem.name, ...parts].join(' ');
}

/** Evaluations at which the best so far is kept: evenly spread by their logarithm, 1 and the budget among them. */
export function evaluationGrid(budget: number, perDecade: number): number[] {
  const grid = new Set<number>();
  for (let i = 0; ; i++) {
    const evaluations = Math.floor(10 ** (i / perDecade) * (1 + 1e-12));
    if (evaluations >= budget) break;
    grid.add(evaluations);
  }
  return [...grid, budget];
}

/** The problem of one trial, as a swarm run takes it. */
export function problemOfTrial({ problem, trials }: ComparedProblem, trial: number): ProblemSpec {
  const instance = trials[trial]?.instance ?? null;
  return instance !== null && 'instance' in problem ? { ...problem, instance } : problem;
}

/** The algorithms' names, with the fields in which those of one name differ: "pso inertia 0.4". */
export function algorithmLabels(algorithms: readonly WrittenAlgorithm[]): string[] {
  const fieldsOf = (algorithm: WrittenAlgorithm): Readonly<Record<string, unknown>> => ({ ...algorithm });
  const labels = algorithms.map((algorithm) => {
    const alike = algorithms.filter(({ name }) => name === algorithm.name).map(fieldsOf);
    const own = fieldsOf(algorithm);
    const differing = Object.keys(own).filter(
      (key) => new Set(alike.map((other) => JSON.stringify(other[key]))).size > 1,
    );
    return [algorithm.name, ...differing.map((key) => `${key} ${JSON.stringify(own[key])}`)].join(' ');
  });
  return labels.map((label, i) => {
    const before = labels.slice(0, i).filter((other) => other === label).length;
    return before === 0 ? label : `${label} (${before + 1})`;
  });
}
