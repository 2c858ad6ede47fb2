// PSO with the constriction factor, which keeps velocities from growing without end.
import { fieldTexts, z } from '../../../core/schema.ts';
import { badSpec } from '../spec-parts.ts';
import { acceleration, swarmFields } from './velocity.ts';

const schema = z.strictObject({
  name: z.literal('pso-constriction'),
  phi1: z
    ._default(acceleration, 2.05)
    .register(fieldTexts, { label: 'φ1', help: 'Pull to the own best, before constriction.' }),
  phi2: z
    ._default(acceleration, 2.05)
    .register(fieldTexts, { label: 'φ2', help: 'Pull to the swarm best, before constriction.' }),
  ...swarmFields,
});

export const psoConstriction = {
  name: 'pso-constriction',
  title: 'PSO, constriction',
  help: 'Pulls with a factor that keeps it stable.',
  source: 'Clerc & Kennedy 2002',
  schema,
  isDeferred: false,
  keepsEqual: false,
  movesHalf: false,
  check({ phi1, phi2 }: z.output<typeof schema>): void {
    const phi = phi1 + phi2;
    if (phi <= 4) throw badSpec('algorithm.phi1', `φ1 + φ2 must be more than 4 for constriction, got ${phi}`);
  },
};
