// Social learning PSO.
import { fieldTexts, z } from '../../../core/schema.ts';
import type { SwarmMemory } from './algorithm.ts';
import { boundaries, boundaryHelp, common } from './fields.ts';
import { meansWords } from './means.ts';

/** Each looks at all others to know its place in the order: work that grows with the square of the members. */
const mostParticles = 16_384;

const schema = z.strictObject({
  name: z.literal('sl-pso'),
  alpha: z._default(z.number().check(z.minimum(0), z.maximum(10)), 0.5).register(fieldTexts, {
    label: 'α',
    help: 'How fast the chance to learn falls with the rank where there are more than 100 variables.',
    group: 'more',
  }),
  beta: z._default(z.number().check(z.minimum(0), z.maximum(1)), 0.01).register(fieldTexts, {
    label: 'β',
    help: 'Pull to the mean of the swarm for every 100 variables.',
    group: 'more',
  }),
  particles: z.optional(z.int().check(z.minimum(2), z.maximum(mostParticles))).register(fieldTexts, {
    label: 'Particles',
    help: 'Members of the swarm. Default: 100 and one for every 10 variables.',
    scale: 'log',
  }),
  boundary: z
    ._default(z.enum(boundaries), 'clamp')
    .register(fieldTexts, { label: 'At the bounds', help: boundaryHelp, group: 'more' }),
  ...common,
});

export const slPso = {
  name: 'sl-pso',
  title: 'PSO, social learning',
  help: 'Each learns from any that is better, in each variable from another; there are no own bests.',
  source: 'Cheng & Jin 2015',
  schema,
  isDeferred: true,
  keepsEqual: false,
  keepsLatest: true,
  mayStay: true,
  movesHalf: false,
  memory: ({ particles: members }: { particles: number }, dimensions: number): SwarmMemory => ({
    swarmWords: meansWords(members, dimensions),
    memberWords: 2,
  }),
  defaultParticles: (_: unknown, dimensions: number) => 100 + Math.floor(dimensions / 10),
};
