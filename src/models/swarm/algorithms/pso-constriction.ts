// PSO with the constriction factor, which keeps velocities from growing without end.
import { fieldTexts, z } from '../../../core/schema.ts';
import { badSpec } from '../spec-parts.ts';
import { acceleration, swarmFields, turnablePulls, type VelocityKnobs } from './velocity.ts';

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

/** Clerc & Kennedy 2002, equation 4 with kappa = 1: chi = 2 / |2 - phi - sqrt(phi² - 4 phi)|, for phi above 4. */
export function constrictionOf(phi: number): number {
  return 2 / Math.abs(2 - phi - Math.sqrt(phi * phi - 4 * phi));
}

export const psoConstriction = {
  name: 'pso-constriction',
  title: 'PSO, constriction',
  help: 'Pulls with a factor that keeps it stable.',
  source: 'Clerc & Kennedy 2002',
  schema,
  isDeferred: false,
  keepsEqual: false,
  movesHalf: false,
  knobs({ phi1, phi2, velocityLimit }: z.output<typeof schema>): VelocityKnobs {
    const phi = phi1 + phi2;
    if (phi <= 4) throw badSpec('algorithm.phi1', `φ1 + φ2 must be more than 4 for constriction, got ${phi}`);
    const chi = constrictionOf(phi);
    return {
      inertiaFirst: chi,
      inertiaLast: chi,
      inertiaGenerations: 0,
      cognitive: chi * phi1,
      social: chi * phi2,
      velocityLimit,
      reach: 0,
    };
  },
  turnable: turnablePulls,
};
