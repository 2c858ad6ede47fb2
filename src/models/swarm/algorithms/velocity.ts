// Swarms whose members have a velocity and two pulls: the fields of inertia, constriction and
// neighbourhood PSO. The moves are in velocity.reference.ts and shaders/swarm/moves/velocity.wgsl.
import { fieldTexts, z } from '../../../core/schema.ts';
import { finite } from '../spec-parts.ts';
import { boundary, common, particles } from './fields.ts';

export const acceleration = z.number().check(z.minimum(0), z.maximum(10));

const velocityLimit = z._default(z.number().check(z.positive(), z.maximum(1)), 0.5).register(fieldTexts, {
  label: 'Velocity limit',
  help: 'Longest step in a dimension, as a share of the box.',
  group: 'more',
});

/** After the fields of the moves. */
export const swarmFields = { particles, velocityLimit, boundary, ...common };

/** Of rings. */
export const neighbours = z
  ._default(z.int().check(z.minimum(1), z.maximum(64)), 1)
  .register(fieldTexts, { label: 'Neighbours', help: 'On each side of a member in the ring.', group: 'more' });

export const pulls = {
  inertia: z
    ._default(
      z.union([
        finite.check(z.minimum(0), z.maximum(2)),
        z.tuple([z.number().check(z.minimum(0), z.maximum(2)), z.number().check(z.minimum(0), z.maximum(2))]),
      ]),
      0.7298,
    )
    .register(fieldTexts, {
      label: 'Inertia',
      help: 'Share of the velocity that is kept; two numbers fall linearly from the first to the second generation limit.',
      note: 'stable while c1 + c2 < 24(1-w²)/(7-5w)',
    }),
  cognitive: z
    ._default(acceleration, 1.49618)
    .register(fieldTexts, { label: 'Cognitive pull', help: 'How strongly a member returns to its own best place.' }),
  social: z
    ._default(acceleration, 1.49618)
    .register(fieldTexts, { label: 'Social pull', help: 'How strongly it follows the best of those it knows.' }),
};
