// PSO in a ring, where news of a good place goes from neighbour to neighbour.
import { fieldTexts, z } from '../../../core/schema.ts';
import { pulls, swarmFields } from './velocity.ts';

const schema = z.strictObject({
  name: z.literal('pso-ring'),
  ...pulls,
  neighbours: z
    ._default(z.int().check(z.minimum(1), z.maximum(64)), 1)
    .register(fieldTexts, { label: 'Neighbours', help: 'On each side of a member in the ring.', group: 'more' }),
  ...swarmFields,
});

export const psoRing = {
  name: 'pso-ring',
  title: 'PSO, ring',
  help: 'Each follows the best of its neighbours: slower, harder to trap.',
  source: 'Eberhart & Kennedy 1995',
  schema,
  isDeferred: true,
  keepsEqual: false,
  movesHalf: false,
};
