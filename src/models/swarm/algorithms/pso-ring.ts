// PSO in a ring, where news of a good place goes from neighbour to neighbour.
import { z } from '../../../core/schema.ts';
import { neighbours, pulls, swarmFields } from './velocity.ts';

const schema = z.strictObject({
  name: z.literal('pso-ring'),
  ...pulls,
  neighbours,
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
