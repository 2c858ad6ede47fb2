// PSO on a torus, where every member has four neighbours.
import { z } from '../../../core/schema.ts';
import { pulls, swarmFields, turnablePulls, velocityKnobs, type VelocityKnobs } from './velocity.ts';

const schema = z.strictObject({ name: z.literal('pso-von-neumann'), ...pulls, ...swarmFields });

/** Length of a row of the torus nearest to a square that holds so many members without a gap. */
export function columnsOf(particles: number): number {
  let rows = Math.floor(Math.sqrt(particles));
  while (particles % rows !== 0) rows--;
  return particles / rows;
}

export const psoVonNeumann = {
  name: 'pso-von-neumann',
  title: 'PSO, von Neumann',
  help: 'Each follows the best of four neighbours on a torus: between ring and global best.',
  source: 'Kennedy & Mendes 2002',
  schema,
  isDeferred: true,
  keepsEqual: false,
  movesHalf: false,
  knobs: (spec: z.output<typeof schema>, generations: number): VelocityKnobs =>
    velocityKnobs(spec, generations, columnsOf(spec.particles)),
  turnable: turnablePulls,
};
