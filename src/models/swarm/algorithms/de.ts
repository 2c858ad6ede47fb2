// Differential evolution, rand/1/bin.
import { fieldTexts, z } from '../../../core/schema.ts';
import { limits } from '../spec-parts.ts';
import { common } from './fields.ts';

const boundaries = ['midpoint', 'clamp', 'reflect', 'periodic', 'random'] as const;

export const deBoundary = z._default(z.enum(boundaries), 'midpoint').register(fieldTexts, {
  label: 'At the bounds',
  help: 'midpoint stops half-way from the old place to the bound; clamp stops there; reflect mirrors; periodic comes in at the other side; random draws a new place.',
  group: 'more',
});

const schema = z.strictObject({
  name: z.literal('de'),
  scale: z
    ._default(z.number().check(z.positive(), z.maximum(2)), 0.5)
    .register(fieldTexts, { label: 'Scale F', help: 'How far a trial follows the difference of two members.' }),
  crossover: z._default(z.number().check(z.minimum(0), z.maximum(1)), 0.9).register(fieldTexts, {
    label: 'Crossover CR',
    help: 'Share of the variables that a trial takes from the others; near 1 where variables depend on each other.',
  }),
  particles: z._default(z.int().check(z.minimum(4), z.maximum(limits.particles)), 100).register(fieldTexts, {
    label: 'Particles',
    help: 'Members of the population, 4 at least; 5 to 10 for every variable are usual.',
    scale: 'log',
  }),
  boundary: deBoundary,
  ...common,
});

export const de = {
  name: 'de',
  title: 'Differential evolution',
  help: 'Steps along differences of members, which take the shape of the valley.',
  source: 'Storn & Price 1997',
  schema,
  isDeferred: true,
  keepsEqual: true,
  movesHalf: false,
};
