// The spec of a swarm search: schema, defaults, ranges and the words that forms and the reference show. Device-free. The
// algorithms' own parts are in algorithms/.
import { fieldTexts, parseWith, z } from '../../core/schema.ts';
import { firstMembersOf } from './evaluations.ts';
import { defaultAlgorithm } from './algorithms/default-algorithm.ts';
import { algorithms, algorithmSchema, type AlgorithmSpec, type WrittenAlgorithm } from './algorithms/registry.ts';
import { bbobNames, mostBbobDimensions } from './bbob/bbob.ts';
import { catalogueNames } from './catalogue.ts';
import { atomsInCluster, clusterDimensions, clusterName, isCluster } from './clusters/clusters.ts';
import { designDimensions, designNames, isDesign } from './designs/design-names.ts';
import { polishOf, polishSchema, type Polish } from './polish/polish.ts';
import { badSpec, count, finite, limits, name, range, searchedRange, variableSchema } from './spec-parts.ts';
import { checkWgslBox, wgslProblemSchema } from './wgsl/schema.ts';

const seed = z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER));
export const catalogueProblemSchema = z.strictObject({
  name: z
    .enum(catalogueNames)
    .register(fieldTexts, { label: 'Function', help: 'A function of the catalogue. Most have a known minimum.' }),
  dimensions: z
    ._default(count(limits.dimensions), 10)
    .register(fieldTexts, { label: 'Dimensions', help: 'How many variables the function has.', scale: 'log' }),
  bounds: z.optional(searchedRange).register(fieldTexts, {
    label: 'Bounds',
    help: 'The box, the same in every dimension. Default: the published one.',
    group: 'more',
  }),
  shiftSeed: z.optional(seed).register(fieldTexts, {
    label: 'Shift seed',
    help: 'Moves the optimum to a random place inside the box.',
    group: 'more',
  }),
  rotationSeed: z.optional(seed).register(fieldTexts, {
    label: 'Rotation seed',
    help: 'Turns the function by a random rotation, so that variables depend on each other; above 256 dimensions, within random blocks of 256.',
    group: 'more',
  }),
});

export const bbobProblemSchema = z.strictObject({
  name: z
    .enum(bbobNames)
    .register(fieldTexts, { label: 'Function', help: 'One of the 24 noiseless functions of COCO’s BBOB suite.' }),
  dimensions: z
    ._default(z.int().check(z.minimum(2), z.maximum(mostBbobDimensions)), 10)
    .register(fieldTexts, { label: 'Dimensions', help: 'How many variables the function has, 2 to 40.' }),
  instance: z._default(count(limits.bbobInstances), 1).register(fieldTexts, {
    label: 'Instance',
    help: 'Which shift, rotation and offset: the suite’s own, 1 to 15 in most studies.',
  }),
});

/** Columns by name. The spec of a started run holds them, so that the spec is all that the run needs. */
export const inlineDataSchema = z.strictObject({ name: z.string(), columns: z.record(z.string(), z.array(finite)) });

export const fitProblemSchema = z.strictObject({
  name: z.literal('fit'),
  data: z
    .union([z.string().check(z.minLength(1)), inlineDataSchema])
    .register(fieldTexts, { label: 'Data', help: 'A CSV or NIST .dat file, or its columns.' }),
  response: z
    ._default(z.string(), 'y')
    .register(fieldTexts, { label: 'Response', help: 'The column to explain, or an expression such as log(y).' }),
  model: z
    .string()
    .check(z.minLength(1))
    .register(fieldTexts, { label: 'Model', help: 'A formula of columns and parameters: b1*(1-exp(-b2*x)).' }),
  parameters: z
    .record(name, range)
    .register(fieldTexts, { label: 'Parameters', help: 'Each with the box to search. No starting guess is needed.' }),
});

export const formulaProblemSchema = z.strictObject({
  name: z.literal('formula'),
  variables: z
    .record(name, variableSchema)
    .register(fieldTexts, { label: 'Variables', help: 'Each a range, {"integer":[1,9]} or {"oneOf":[2,3,5]}.' }),
  minimize: z
    .string()
    .check(z.minLength(1))
    .register(fieldTexts, { label: 'Minimise', help: 'A formula of the variables.' }),
  subjectTo: z._default(z.array(z.string()).check(z.maxLength(limits.constraints)), []).register(fieldTexts, {
    label: 'Subject to',
    help: 'Up to 64 constraints such as x^2 + n <= 4 or x = y (equal within 1e-4).',
  }),
});

export const designProblemSchema = z.strictObject({
  name: z
    .enum(designNames)
    .register(fieldTexts, { label: 'Design', help: 'An engineering design with constraints and a published optimum.' }),
});

export const externalProblemSchema = z.strictObject({
  name: z.literal('external'),
  variables: z.record(name, variableSchema).register(fieldTexts, {
    label: 'Variables',
    help: 'Each a range, {"integer":[1,9]} or {"oneOf":[2,3,5]}. Values are told from outside.',
  }),
  constraints: z._default(z.int().check(z.minimum(0), z.maximum(limits.constraints)), 0).register(fieldTexts, {
    label: 'Constraints',
    help: 'How many violations are told with each value: by how much a constraint is broken, 0 or less where it holds.',
  }),
});

export const clusterProblemSchema = z.strictObject({
  name: z.literal(clusterName),
  atoms: z
    ._default(z.int().check(z.minimum(atomsInCluster.least), z.maximum(atomsInCluster.most)), 13)
    .register(fieldTexts, { label: 'Atoms', help: 'How many atoms the cluster has, 2 to 38.' }),
});

export const problemSchema = z.union([
  catalogueProblemSchema,
  bbobProblemSchema,
  designProblemSchema,
  clusterProblemSchema,
  fitProblemSchema,
  formulaProblemSchema,
  externalProblemSchema,
  wgslProblemSchema,
]);

export const stopSchema = z.strictObject({
  generations: z
    .optional(count(1_000_000_000))
    .register(fieldTexts, { label: 'Generations', help: 'Ends after so many steps of the swarm.', scale: 'log' }),
  evaluations: z.optional(z.int().check(z.minimum(1))).register(fieldTexts, {
    label: 'Evaluations',
    help: 'Ends each repeat before its next generation would pass this many calls of the objective. At least one generation.',
    scale: 'log',
    group: 'more',
  }),
  target: z.optional(finite).register(fieldTexts, {
    label: 'Target',
    help: 'Ends when a feasible value at or below it is found.',
    group: 'more',
  }),
  stagnation: z.optional(count(1_000_000_000)).register(fieldTexts, {
    label: 'Stagnation',
    help: 'Ends after so many generations without a better best.',
    group: 'more',
    unit: 'generations',
  }),
  seconds: z
    .optional(z.number().check(z.positive()))
    .register(fieldTexts, { label: 'Time', help: 'Ends after so many seconds of search.', unit: 's', group: 'more' }),
});

export const swarmSpecSchema = z.strictObject({
  kind: z.literal('swarm'),
  problem: problemSchema,
  algorithm: z.optional(algorithmSchema),
  stop: z.optional(stopSchema),
  seed: z._default(seed, 1).register(fieldTexts, { label: 'Seed', help: 'The same seed gives the same search.' }),
  repeats: z._default(count(limits.repeats), 1).register(fieldTexts, {
    label: 'Repeats',
    help: 'Independent searches with seeds of their own, side by side.',
    group: 'more',
  }),
  polish: z.optional(polishSchema).register(fieldTexts, {
    label: 'Polish',
    help: 'After the search, on the CPU in f64: down to the local minimum, or from there on by basin hopping. Without it: local for typed objectives without constraints, hopping for clusters, none for all others.',
    group: 'more',
  }),
});

export type CatalogueProblem = z.output<typeof catalogueProblemSchema>;
export type BbobProblem = z.output<typeof bbobProblemSchema>;
export type DesignProblem = z.output<typeof designProblemSchema>;
export type ClusterProblem = z.output<typeof clusterProblemSchema>;
export type FitProblem = z.output<typeof fitProblemSchema>;
export type InlineData = z.output<typeof inlineDataSchema>;
export type FormulaProblem = z.output<typeof formulaProblemSchema>;
export type ExternalProblem = z.output<typeof externalProblemSchema>;
export type ProblemSpec = z.output<typeof problemSchema>;
export type StopSpec = z.output<typeof stopSchema>;
/** What a person may write: defaults left out. */
export type SwarmSpecInput = z.input<typeof swarmSpecSchema>;
/** Normalised: algorithm and stop are there. */
export interface SwarmSpec {
  readonly kind: 'swarm';
  readonly problem: ProblemSpec;
  readonly algorithm: AlgorithmSpec;
  readonly stop: StopSpec;
  readonly seed: number;
  readonly repeats: number;
  /** Absent: none. */
  readonly polish?: Polish;
}

/** Checks a spec and fills in every default. Throws `bad-spec` naming the field. Data files are not read here. */
export function parseSwarmSpec(input: unknown): SwarmSpec {
  refuseLostNames(input);
  const spec = parseWith(swarmSpecSchema, input, 'The spec of this swarm run');
  const isFit = spec.problem.name === 'fit';
  if (spec.problem.name === 'wgsl') checkWgslBox(spec.problem);
  const dimensions = dimensionsOf(spec.problem);
  const algorithm = withPopulation(
    spec.problem.name === 'external'
      ? externalAlgorithm(childOf(input, 'algorithm'), dimensions)
      : (spec.algorithm ??
          algorithmSchema.parse({
            name: defaultAlgorithm(spec.problem, spec.stop ?? {}, dimensions).name,
            ...(isFit && fitDefaults),
          })),
    dimensions,
  );
  if (dimensions === 0) throw badSpec('problem', 'there is nothing to search: give at least one variable or parameter');
  if (typeof algorithm.initialisation === 'object') {
    const wrong = algorithm.initialisation.points.findIndex((point) => point.length !== dimensions);
    if (wrong >= 0)
      throw badSpec(
        `algorithm.initialisation.points.${wrong}`,
        `has ${algorithm.initialisation.points[wrong]?.length} numbers, the problem has ${dimensions} dimensions`,
      );
  }
  algorithms[algorithm.name].check?.(algorithm, dimensions);
  const evaluations = spec.stop?.evaluations;
  const first = firstMembersOf(algorithm, dimensions);
  if (evaluations !== undefined && evaluations < first)
    throw badSpec(
      'stop.evaluations',
      `${evaluations} evaluations do not suffice for one generation of ${first} particles`,
    );
  if (spec.problem.name === 'fit') checkFitAlgorithm(algorithm, spec.problem);
  if (spec.problem.name === 'external') checkExternal(spec.problem, algorithm, spec.stop ?? {}, spec.repeats);
  const polish = polishOf(spec.polish, spec.problem, dimensions);
  const stop = defaultStop(spec.problem, spec.stop ?? {}, algorithm);
  checkConstraints(algorithm, stop);
  return {
    kind: 'swarm',
    problem: spec.problem,
    algorithm,
    stop,
    seed: spec.seed,
    repeats: spec.repeats,
    ...(polish && { polish }),
  };
}

/** Why a spec that names no algorithm gets the one it has; null where it names it, or takes no other. */
export function algorithmReason(input: unknown, { problem, stop }: SwarmSpec): string | null {
  if (childOf(input, 'algorithm') !== undefined || problem.name === 'fit' || problem.name === 'external') return null;
  const given = stopSchema.safeParse(childOf(input, 'stop') ?? {}).data ?? stop;
  return defaultAlgorithm(problem, given, dimensionsOf(problem)).because;
}

/** With the population that goes by the dimensions, where it was left out. */
export function withPopulation(algorithm: WrittenAlgorithm, dimensions: number): AlgorithmSpec {
  const { defaultParticles, schedule } = algorithms[algorithm.name];
  const { particles = defaultParticles?.(algorithm, dimensions) ?? schedule?.particles(dimensions) } = algorithm;
  if (particles === undefined) throw badSpec('algorithm.particles', 'how many members the swarm has is missing');
  return { ...algorithm, particles };
}

/** A leeway that falls over a share of the run needs to know how long that is. */
function checkConstraints({ constraints }: AlgorithmSpec, { generations, evaluations }: StopSpec): void {
  const isEpsilon = typeof constraints === 'string' ? constraints === 'epsilon' : 'epsilon' in constraints;
  if (isEpsilon && generations === undefined && evaluations === undefined)
    throw badSpec(
      'algorithm.constraints',
      'epsilon falls over the generations or evaluations of the run, and there is no limit of them',
      'Set stop.generations or stop.evaluations.',
    );
}

/** The one name that objects made by schemas drop, so that what it names would be gone when the spec is read again. */
export const lostName = '__proto__';

function refuseLostNames(input: unknown): void {
  const problem = childOf(input, 'problem');
  const records = {
    'problem.parameters': childOf(problem, 'parameters'),
    'problem.variables': childOf(problem, 'variables'),
    'problem.data': childOf(problem, 'data'),
    'problem.data.columns': childOf(childOf(problem, 'data'), 'columns'),
  };
  for (const [field, record] of Object.entries(records))
    if (isObject(record) && Object.hasOwn(record, lostName))
      throw badSpec(`${field}.${lostName}`, 'cannot be used as a name', 'Choose another name.');
}

function childOf(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** A fit searches in niches, where long steps only leave the niche. */
export const fitDefaults = { particles: 256, velocityLimit: 0.25 };

/**
 * A fit is a PSO in niches of eight, anew in each round, whatever the spec says; of `pso` it takes particles (in a
 * round), pulls, velocity limit, boundary, generator, and given points as starts of its polish.
 */
function checkFitAlgorithm(algorithm: AlgorithmSpec, { parameters }: FitProblem): void {
  const hint = 'A fit searches in niches and starts anew by itself. Leave algorithm out, or give it as pso.';
  if (algorithm.name !== 'pso') throw badSpec('algorithm.name', `a fit knows pso only, got ${algorithm.name}`, hint);
  if (algorithm.restartAfter !== undefined)
    throw badSpec('algorithm.restartAfter', 'a fit starts its rounds by itself', hint);
  if (algorithm.constraints !== 'deb') throw badSpec('algorithm.constraints', 'a fit has no constraints', hint);
  if (typeof algorithm.initialisation === 'string' && algorithm.initialisation !== 'uniform')
    throw badSpec('algorithm.initialisation', `a fit knows uniform or points, got ${algorithm.initialisation}`, hint);
  if (typeof algorithm.initialisation === 'object') checkStarts(algorithm.initialisation.points, parameters);
}

function checkStarts(points: readonly (readonly number[])[], parameters: FitProblem['parameters']): void {
  const boxes = Object.entries(parameters);
  points.forEach((point, row) =>
    point.forEach((value, d) => {
      const [parameter, [low, high]] = boxes[d] ?? ['', [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]];
      if (value < low || value > high)
        throw badSpec(
          `algorithm.initialisation.points.${row}.${d}`,
          `${value} lies outside the bounds of ${parameter}, ${low} to ${high}`,
        );
    }),
  );
}

/**
 * Evaluations outside are dear, so a swarm is small unless it is told otherwise: 10 + 2 √D members, as Standard PSO 2006 has
 * it (Clerc), rounded to an even number.
 */
export function externalParticles(dimensions: number): number {
  return 10 + 2 * Math.floor(Math.sqrt(dimensions));
}

function externalAlgorithm(algorithm: unknown, dimensions: number): WrittenAlgorithm {
  return algorithmSchema.parse({
    name: 'pso',
    particles: externalParticles(dimensions),
    ...(isObject(algorithm) && algorithm),
  });
}

/** A generation is asked for whole; nobody tells more values than this at a time. */
const mostAsked = 100_000;
const tableColumn = /^(id|value|violation\d+)$/;

function checkExternal(
  { variables }: ExternalProblem,
  algorithm: AlgorithmSpec,
  stop: StopSpec,
  repeats: number,
): void {
  const column = Object.keys(variables).find((variable) => tableColumn.test(variable));
  if (column !== undefined)
    throw badSpec(`problem.variables.${column}`, 'is a column of the table of values already', 'Choose another name.');
  if (algorithm.particles > mostAsked)
    throw badSpec(
      'algorithm.particles',
      `values from outside are told one by one: ${mostAsked.toLocaleString('en')} particles at most`,
    );
  if (repeats > 1)
    throw badSpec('repeats', 'values from outside are told to one search at a time', 'Start a run for each seed.');
  if (stop.seconds !== undefined)
    throw badSpec(
      'stop.seconds',
      'a search for values from outside waits for them as long as it takes',
      'Give generations or evaluations.',
    );
}

function defaultStop(problem: ProblemSpec, stop: StopSpec, algorithm: AlgorithmSpec): StopSpec {
  if (problem.name === 'fit') return withDefaultFitStop(stop);
  // The swarm finds atoms a place each; the hops of the polish do the rest.
  if (isCluster(problem) && Object.keys(stop).length === 0 && !algorithms[algorithm.name].schedule)
    return { generations: 200, seconds: 10 };
  if (problem.name !== 'external') return withDefaultStop(stop, algorithm, dimensionsOf(problem));
  const { name } = algorithm;
  const dimensions = dimensionsOf(problem);
  const isEnding = stop.generations !== undefined && !algorithms[name].schedule;
  if (isEnding || stop.evaluations !== undefined) return stop;
  // Ten generations at least; else a budget as it is common where evaluations are dear.
  return { ...stop, evaluations: Math.max(10 * firstMembersOf(algorithm, dimensions), 100 * dimensions) };
}

/** A fit ends by itself when the best was found again and again; this is for those that do not. */
function withDefaultFitStop(stop: StopSpec): StopSpec {
  const isEnding = stop.generations !== undefined || stop.evaluations !== undefined || stop.seconds !== undefined;
  return isEnding ? stop : { ...stop, seconds: 8 };
}

export function dimensionsOf(problem: ProblemSpec): number {
  if (problem.name === 'wgsl') return problem.dimensions ?? Object.keys(problem.variables ?? {}).length;
  if ('dimensions' in problem) return problem.dimensions;
  if (isDesign(problem)) return designDimensions[problem.name];
  if (isCluster(problem)) return clusterDimensions(problem.atoms);
  return Object.keys(problem.name === 'fit' ? problem.parameters : problem.variables).length;
}

/**
 * A search without an end gets one: generations for about 2e8 particle-dimensions (some seconds on a software adapter),
 * and 10 s, whichever comes first. Where the population shrinks as evaluations are spent, there have to be some: 10,000
 * for every variable, and 100 for every member.
 */
function withDefaultStop(stop: StopSpec, algorithm: AlgorithmSpec, dimensions: number): StopSpec {
  const particles = firstMembersOf(algorithm, dimensions);
  if (algorithms[algorithm.name].schedule && stop.evaluations === undefined)
    return { ...stop, evaluations: Math.max(10_000 * dimensions, 100 * particles) };
  if (stop.generations !== undefined || stop.evaluations !== undefined || stop.seconds !== undefined) return stop;
  const generations = Math.max(50, Math.min(5_000, Math.floor(2e8 / (particles * dimensions))));
  return { ...stop, generations, seconds: 10 };
}
