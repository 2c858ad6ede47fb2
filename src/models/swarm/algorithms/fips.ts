// The fully informed particle swarm on a ring.
import { fieldTexts, z } from '../../../core/schema.ts';
import { badSpec } from '../spec-parts.ts';
import { acceleration, neighbours, swarmFields } from './velocity.ts';

const schema = z.strictObject({
  name: z.literal('fips'),
  phi: z._default(acceleration, 4.1).register(fieldTexts, {
    label: 'φ',
    help: 'Pull to all neighbours together, before constriction.',
    note: 'must be more than 4',
  }),
  neighbours,
  ...swarmFields,
});

export const fips = {
  name: 'fips',
  title: 'PSO, fully informed',
  help: 'Each is pulled by all of its neighbours on a ring, not only the best.',
  source: 'Mendes, Kennedy & Neves 2004',
  schema,
  isDeferred: true,
  keepsEqual: false,
  movesHalf: false,
  check({ phi }: z.output<typeof schema>): void {
    if (phi <= 4) throw badSpec('algorithm.phi', `must be more than 4 for constriction, got ${phi}`);
  },
};
