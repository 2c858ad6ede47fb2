// Quasi-random search: the baseline that covers the box more evenly than chance does.
import { fieldTexts, z } from '../../../core/schema.ts';
import { sobolWords } from '../sobol.numeric.ts';
import { finite } from '../spec-parts.ts';
import type { SwarmMemory } from './algorithm.ts';
import { common, particles } from './fields.ts';

export const quasiRandom = {
  name: 'quasi-random',
  title: 'Quasi-random search',
  help: 'Places are the points of a Sobol sequence, which leave no gaps: the baseline for few variables.',
  source: 'Sobol 1967',
  schema: z.strictObject({
    name: z.literal('quasi-random'),
    particles,
    ...common,
    initialisation: z
      ._default(
        z.union([z.enum(['sobol']), z.strictObject({ points: z.array(z.array(finite)).check(z.minLength(1)) })]),
        'sobol',
      )
      .register(fieldTexts, {
        label: 'Start',
        help: 'The sequence from its beginning. Given points, in the values of the variables, take the place of the first.',
        group: 'more',
      }),
  }),
  isDeferred: false,
  keepsEqual: false,
  movesHalf: false,
  memory: (_: unknown, dimensions: number): SwarmMemory => ({ swarmWords: sobolWords * dimensions, memberWords: 0 }),
};
