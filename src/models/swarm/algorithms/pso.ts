// PSO with inertia and one attractor, the best of the swarm.
import { z } from '../../../core/schema.ts';
import { pulls, swarmFields } from './velocity.ts';

const schema = z.strictObject({ name: z.literal('pso'), ...pulls, ...swarmFields });

export const pso = {
  name: 'pso',
  title: 'PSO, global best',
  help: 'All follow the best of the swarm.',
  source: 'Shi & Eberhart 1998',
  schema,
  isDeferred: false,
  keepsEqual: false,
  movesHalf: false,
};
