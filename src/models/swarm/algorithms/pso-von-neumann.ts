// PSO on a torus, where every member has four neighbours.
import { z } from '../../../core/schema.ts';
import { pulls, swarmFields } from './velocity.ts';

const schema = z.strictObject({ name: z.literal('pso-von-neumann'), ...pulls, ...swarmFields });

export const psoVonNeumann = {
  name: 'pso-von-neumann',
  title: 'PSO, von Neumann',
  help: 'Each follows the best of four neighbours on a torus: between ring and global best.',
  source: 'Kennedy & Mendes 2002',
  schema,
  isDeferred: true,
  keepsEqual: false,
  movesHalf: false,
};
