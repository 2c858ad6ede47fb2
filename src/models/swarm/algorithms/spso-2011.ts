// Standard PSO 2011.
import { fieldTexts, z } from '../../../core/schema.ts';
import { boundaries, boundaryHelp, common } from './fields.ts';
import { acceleration } from './velocity.ts';

/** Each looks at the links from all others in every generation: work that grows with the square of the members. */
const mostParticles = 4_096;

const schema = z.strictObject({
  name: z.literal('spso-2011'),
  inertia: z._default(z.number().check(z.minimum(0), z.maximum(2)), 0.7213475204444817).register(fieldTexts, {
    label: 'Inertia',
    help: 'Share of the velocity that is kept: 1 / (2 ln 2) in the standard.',
  }),
  pull: z._default(acceleration, 1.1931471805599454).register(fieldTexts, {
    label: 'Pull',
    help: 'How strongly own and told best draw the centre of the ball: 1/2 + ln 2 in the standard.',
  }),
  informants: z._default(z.int().check(z.minimum(1), z.maximum(64)), 3).register(fieldTexts, {
    label: 'Informants',
    help: 'To how many a member tells its best, with repetitions; drawn anew when the best stood still.',
    group: 'more',
  }),
  particles: z._default(z.int().check(z.minimum(1), z.maximum(mostParticles)), 40).register(fieldTexts, {
    label: 'Particles',
    help: 'Members of the swarm, 40 in the standard.',
    scale: 'log',
  }),
  boundary: z._default(z.enum(['bounce', ...boundaries]), 'bounce').register(fieldTexts, {
    label: 'At the bounds',
    help: `bounce stops there and turns half of the velocity back, as in the standard; ${boundaryHelp}`,
    group: 'more',
  }),
  ...common,
});

export const spso2011 = {
  name: 'spso-2011',
  title: 'Standard PSO 2011',
  help: 'Draws each place in a ball, so that turning the axes changes nothing; members tell a few others of their best.',
  source: 'Clerc 2012',
  schema,
  isDeferred: true,
  keepsEqual: false,
  movesHalf: false,
};
