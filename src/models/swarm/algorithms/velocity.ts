// Swarms whose members have a velocity and two pulls: the fields of inertia, constriction and
// neighbourhood PSO. The moves are in velocity.reference.ts and shaders/swarm/moves/velocity.wgsl.
import { fieldTexts, z } from '../../../core/schema.ts';
import { finite } from '../spec-parts.ts';
import { boundary, common, particles } from './fields.ts';

export const acceleration = z.number().check(z.minimum(0), z.maximum(10));

export const limitOf = (share: number) =>
  z._default(z.number().check(z.positive(), z.maximum(1)), share).register(fieldTexts, {
    label: 'Velocity limit',
    help: 'Longest step in a dimension, as a share of the box.',
    group: 'more',
  });

/** After the fields of the moves. */
export const swarmFields = { particles, velocityLimit: limitOf(0.5), boundary, ...common };

/** Of rings. */
export const neighbours = z
  ._default(z.int().check(z.minimum(1), z.maximum(64)), 1)
  .register(fieldTexts, { label: 'Neighbours', help: 'On each side of a member in the ring.', group: 'more' });

const weight = finite.check(z.minimum(0), z.maximum(2));
export const inertia = z.union([weight, z.tuple([weight, weight])]);

export const pullsOf = (defaults: { inertia: z.output<typeof inertia>; pull: number }) => ({
  inertia: z._default(inertia, defaults.inertia).register(fieldTexts, {
    label: 'Inertia',
    help: 'Share of the velocity that is kept; two numbers fall linearly from the first to the second generation limit.',
    note: 'stable while c1 + c2 < 24(1-w²)/(7-5w)',
  }),
  cognitive: z
    ._default(acceleration, defaults.pull)
    .register(fieldTexts, { label: 'Cognitive pull', help: 'How strongly a member returns to its own best place.' }),
  social: z
    ._default(acceleration, defaults.pull)
    .register(fieldTexts, { label: 'Social pull', help: 'How strongly it follows the best of those it knows.' }),
});
export const pulls = pullsOf({ inertia: 0.7298, pull: 1.49618 });
