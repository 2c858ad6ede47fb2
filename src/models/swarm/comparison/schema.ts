// The spec of a comparison: algorithms on problems over seeds, with one budget and one set of targets for all.
// Device-free.
import { fieldTexts, parseWith, z } from '../../../core/schema.ts';
import { algorithms as known, algorithmNames, algorithmSchema, type WrittenAlgorithm } from '../algorithms/registry.ts';
import { bbobNames, mostBbobDimensions } from '../bbob/bbob.ts';
import { firstMembersOf } from '../evaluations.ts';
import { type ProblemSpec, problemSchema, withPopulation } from '../schema.ts';
import { badSpec, count, finite, limits } from '../spec-parts.ts';
import { comparedProblems } from './plan.ts';

/** Trials of a comparison, at most: what is kept of them must fit a record. */
const mostTrials = 100_000;
const mostAlgorithms = 256;

const distinct = <Item>(items: readonly Item[]): boolean => new Set(items).size === items.length;
const listOf = (item: z.ZodMiniType<number, number>) =>
  z.array(item).check(z.minLength(1), z.refine(distinct, 'each may be there once'));
const firstOf = (most: number): number[] => Array.from({ length: most }, (_, i) => i + 1);

export const bbobSuiteSchema = z.strictObject({
  suite: z.literal('bbob').register(fieldTexts, { label: 'Suite', help: 'COCO’s 24 noiseless functions.' }),
  functions: z
    ._default(listOf(count(bbobNames.length)), firstOf(bbobNames.length))
    .register(fieldTexts, { label: 'Functions', help: 'Numbers of the functions, 1 to 24. Default: all.' }),
  dimensions: z
    ._default(listOf(z.int().check(z.minimum(2), z.maximum(mostBbobDimensions))), [5, 10])
    .register(fieldTexts, { label: 'Dimensions', help: 'Each function in each of these.' }),
  instances: z._default(listOf(count(limits.bbobInstances)), firstOf(15)).register(fieldTexts, {
    label: 'Instances',
    help: 'Each is a trial of its function. Default: 1 to 15, as in most studies.',
  }),
});

const sweptAlgorithmSchema = z.looseObject({
  name: z
    .enum(algorithmNames)
    .register(fieldTexts, { label: 'Algorithm', help: 'Its other fields stand beside it, as in a swarm run.' }),
  sweep: z
    .record(z.string(), z.array(z.union([finite, z.string()])).check(z.minLength(1), z.maxLength(64)))
    .check(
      z.refine((sweep: object) => Object.keys(sweep).length >= 1, 'name a field to sweep'),
      z.refine((sweep: object) => Object.keys(sweep).length <= 2, 'sweep one field or two'),
    )
    .register(fieldTexts, {
      label: 'Sweep',
      help: 'One field or two with the values to try, such as {"inertia":[0.4,0.6,0.8]}: each combination is an algorithm of the comparison.',
    }),
});

export const budgetSchema = z.union([
  z.strictObject({
    evaluations: count(1e12).register(fieldTexts, {
      label: 'Evaluations',
      help: 'Calls of the objective that each trial may take.',
      scale: 'log',
    }),
  }),
  z.strictObject({
    evaluationsPerDimension: count(1e12).register(fieldTexts, {
      label: 'Evaluations per dimension',
      help: 'Calls of the objective that each trial may take, times the dimensions of its problem.',
      scale: 'log',
    }),
  }),
]);

/** COCO's: 10^2 to 10^-8, five a decade. */
export const defaultTargets: readonly number[] = Array.from({ length: 51 }, (_, k) =>
  // Decades as they are written.
  Number((10 ** (2 - k / 5)).toPrecision(15)),
);

const descending = (targets: readonly number[]): boolean =>
  targets.every((target, i) => i === 0 || target < (targets[i - 1] ?? 0));

export const comparisonSpecSchema = z.strictObject({
  kind: z.literal('comparison'),
  algorithms: z
    .array(z.union([algorithmSchema, sweptAlgorithmSchema]))
    .check(z.minLength(1), z.maxLength(mostAlgorithms))
    .register(fieldTexts, { label: 'Algorithms', help: 'As in a swarm run, or with a sweep.' }),
  problems: z
    .array(z.union([problemSchema, bbobSuiteSchema]))
    .check(z.minLength(1), z.maxLength(1_000))
    .register(fieldTexts, {
      label: 'Problems',
      help: 'As in a swarm run (no fits, values from outside or WGSL), or the BBOB suite in short.',
    }),
  repeats: z.optional(count(limits.repeats)).register(fieldTexts, {
    label: 'Repeats',
    help: 'Trials of each problem, and of each instance of a suite. Default: 15; 1 where all problems are suites.',
  }),
  seed: z
    ._default(z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER - mostTrials)), 1)
    .register(fieldTexts, {
      label: 'Seed',
      help: 'Trial t of a problem, from 0, has the seed of this plus t, the same for all algorithms.',
    }),
  budget: z._default(budgetSchema, { evaluationsPerDimension: 10_000 }).register(fieldTexts, {
    label: 'Budget',
    help: 'The same for all algorithms. A trial ends earlier at its last target.',
  }),
  targets: z
    ._default(
      z
        .array(z.number().check(z.positive()))
        .check(z.minLength(1), z.maxLength(1_000), z.refine(descending, 'the targets must fall')),
      [...defaultTargets],
    )
    .register(fieldTexts, {
      label: 'Targets',
      help: 'Distances above the least value, falling. Default: COCO’s 51 from 1e2 to 1e-8.',
    }),
});

export type BbobSuite = z.output<typeof bbobSuiteSchema>;
export type Budget = z.output<typeof budgetSchema>;
/** Normalised: sweeps are algorithms, every default is there. */
export interface ComparisonSpec {
  readonly kind: 'comparison';
  readonly algorithms: readonly WrittenAlgorithm[];
  readonly problems: readonly (ProblemSpec | BbobSuite)[];
  readonly repeats: number;
  readonly seed: number;
  readonly budget: Budget;
  readonly targets: readonly number[];
}

const whyNot: Partial<Record<ProblemSpec['name'], string>> = {
  fit: 'a fit has a search of its own',
  external: 'values from outside are not computed here',
  wgsl: 'trials run on the CPU, where an objective in WGSL has no form',
};

/** Checks a spec and fills in every default. Throws `bad-spec` naming the field. */
export function parseComparisonSpec(input: unknown): ComparisonSpec {
  const parsed = parseWith(comparisonSpecSchema, input, 'The spec of this comparison');
  // Counted before anything is laid out: a few lines may ask for more than memory holds.
  const expanded = parsed.algorithms.reduce((n, one) => n + ('sweep' in one ? combinationsOf(one) : 1), 0);
  if (expanded > mostAlgorithms)
    throw badSpec('algorithms', `the sweeps give ${expanded} algorithms, ${mostAlgorithms} are the most`);
  const algorithms = parsed.algorithms.flatMap((algorithm, i) =>
    'sweep' in algorithm ? expand(algorithm, i) : [algorithm],
  );
  const spec: ComparisonSpec = {
    ...parsed,
    algorithms,
    repeats: parsed.repeats ?? (parsed.problems.every((problem) => 'suite' in problem) ? 1 : 15),
  };
  spec.problems.forEach((problem, i) => {
    if ('suite' in problem) return;
    const why = whyNot[problem.name];
    if (why !== undefined) throw badSpec(`problems.${i}.name`, `cannot be compared: ${why}`);
  });
  const trials =
    algorithms.length * spec.repeats * spec.problems.reduce((total, problem) => total + placesOf(problem), 0);
  if (trials > mostTrials)
    throw badSpec(
      'repeats',
      `the comparison has ${trials.toLocaleString('en')} trials, ${mostTrials.toLocaleString('en')} are the most`,
    );
  const problems = comparedProblems(spec);
  const labels = new Set<string>();
  for (const { label } of problems) {
    if (labels.has(label)) throw badSpec('problems', `${label} is there twice`);
    labels.add(label);
  }
  algorithms.forEach((algorithm, i) => {
    for (const { label, budget, dimensions } of problems) {
      const sized = withPopulation(algorithm, dimensions);
      known[algorithm.name].check?.(sized, dimensions);
      const particles = firstMembersOf(sized, dimensions);
      if (budget < particles)
        throw badSpec(
          'budget',
          `${budget} evaluations on ${label} do not suffice for one generation of ${particles} particles of ${algorithm.name}`,
        );
      if (typeof algorithm.initialisation !== 'object') continue;
      if (algorithm.initialisation.points.some((point) => point.length !== dimensions))
        throw badSpec(
          `algorithms.${i}.initialisation`,
          `${label} has ${dimensions} dimensions, the points have others`,
        );
    }
  });
  return spec;
}

function combinationsOf({ sweep }: z.output<typeof sweptAlgorithmSchema>): number {
  return Object.values(sweep).reduce((product, { length }) => product * length, 1);
}

/** Problems and instances that each repeat is a trial of. */
function placesOf(problem: ProblemSpec | BbobSuite): number {
  if (!('suite' in problem)) return 1;
  return problem.functions.length * problem.dimensions.length * problem.instances.length;
}

function expand({ sweep, ...rest }: z.output<typeof sweptAlgorithmSchema>, at: number): WrittenAlgorithm[] {
  const combinations = Object.entries(sweep).reduce<Record<string, unknown>[]>(
    (sofar, [field, values]) => sofar.flatMap((chosen) => values.map((value) => ({ ...chosen, [field]: value }))),
    [{}],
  );
  return combinations.map((chosen) =>
    parseWith(
      algorithmSchema,
      { ...rest, ...chosen },
      `The spec of this comparison, algorithms.${at} with ${JSON.stringify(chosen)}`,
    ),
  );
}
