// The evolution strategy with covariance matrix adaptation: full and separable.
import { fieldTexts, z } from '../../../core/schema.ts';
import { badSpec } from '../spec-parts.ts';
import type { SwarmMemory } from './algorithm.ts';
import { defaultPopulation } from './cma/constants.numeric.ts';
import { memoryWords, restartModes, swarmWords } from './cma/layout.ts';
import { common } from './fields.ts';

/** Of the matrix: its renewal is the work of one workgroup and grows with the cube. */
const mostFullDimensions = 256;
/** Ranks are found by comparing each with each. */
const mostMembers = 32_768;
/** Doublings from the first population to the largest, where that was left out. */
const doublings = 7;

const population = z.int().check(z.minimum(4), z.maximum(mostMembers));
const fields = {
  population: z.optional(population).register(fieldTexts, {
    label: 'Population',
    help: 'Samples of a generation in the first run. Default: 4 + 3 ln(variables), rounded down.',
    scale: 'log',
  }),
  sigma: z._default(z.number().check(z.positive(), z.maximum(10)), 0.3).register(fieldTexts, {
    label: 'First step size',
    help: 'Standard deviation of the first samples around their mean, a share of the box.',
  }),
  restarts: z._default(z.enum(restartModes), 'bipop').register(fieldTexts, {
    label: 'Restarts',
    help: 'When a run has nothing left to gain: none ends; ipop starts anew with twice the population; bipop does so in turns with small populations and small steps, so that both spend as many evaluations.',
  }),
  particles: z.optional(population).register(fieldTexts, {
    label: 'Largest population',
    help: `Restarts double the population up to this. Default: ${2 ** doublings} times the first; without restarts, the first.`,
    scale: 'log',
    group: 'more',
  }),
  ...common,
};

interface CmaSpec {
  readonly name: string;
  readonly population?: number | undefined;
  readonly restarts: (typeof restartModes)[number];
}

interface Sizes extends CmaSpec {
  readonly particles: number;
}

const describe = (isFull: boolean) => ({
  isDeferred: false,
  keepsEqual: false,
  movesHalf: false,
  memory: ({ population: first, particles }: Sizes, dimensions: number): SwarmMemory => ({
    swarmWords: swarmWords(dimensions, isFull),
    memberWords: memoryWords,
    active: Math.min(first ?? defaultPopulation(dimensions), particles),
  }),
  defaultParticles({ population: first = 0, restarts }: CmaSpec, dimensions: number): number {
    const samples = first || defaultPopulation(dimensions);
    return restarts === 'none' ? samples : Math.min(mostMembers, samples * 2 ** doublings);
  },
  check({ population: first, particles }: Sizes, dimensions: number): void {
    if (first !== undefined && first > particles)
      throw badSpec('algorithm.population', `${first} samples are more than the largest population, ${particles}`);
    if (isFull && dimensions > mostFullDimensions)
      throw badSpec(
        'algorithm.name',
        `cma-es keeps a matrix of the variables and takes up to ${mostFullDimensions} of them, the problem has ${dimensions}`,
        'Take sep-cma-es, which keeps one number a variable.',
      );
  },
});

export const cmaEs = {
  name: 'cma-es',
  title: 'CMA-ES',
  help: 'Samples a normal distribution and learns its shape from the best of them: for variables that depend on each other.',
  source: 'Hansen & Ostermeier 2001; Hansen 2016',
  schema: z.strictObject({ name: z.literal('cma-es'), ...fields }),
  ...describe(true),
};

export const sepCmaEs = {
  name: 'sep-cma-es',
  title: 'Separable CMA-ES',
  help: 'CMA-ES that learns a scale for every variable and no more: for many variables that depend little on each other.',
  source: 'Ros & Hansen 2008',
  schema: z.strictObject({ name: z.literal('sep-cma-es'), ...fields }),
  ...describe(false),
};
