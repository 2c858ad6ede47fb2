// The competitive swarm optimiser.
import { fieldTexts, z } from '../../../core/schema.ts';
import { limits } from '../spec-parts.ts';
import { boundaries, boundaryHelp, common } from './fields.ts';

const schema = z.strictObject({
  name: z.literal('cso'),
  particles: z
    ._default(
      z.int().check(
        z.minimum(2),
        z.maximum(limits.particles),
        z.refine((value: number) => value % 2 === 0, 'must be even, since members meet in pairs'),
      ),
      100,
    )
    .register(fieldTexts, {
      label: 'Particles',
      help: 'Members of the swarm, an even number. Half of them are evaluated in a generation.',
      scale: 'log',
    }),
  boundary: z
    ._default(z.enum(boundaries), 'clamp')
    .register(fieldTexts, { label: 'At the bounds', help: boundaryHelp, group: 'more' }),
  ...common,
});

export const cso = {
  name: 'cso',
  title: 'Competitive swarm',
  help: 'Members meet in pairs; the loser learns from the winner. Keeps apart for long, for many variables.',
  source: 'Cheng & Jin 2015',
  schema,
  isDeferred: false,
  keepsEqual: false,
  movesHalf: true,
};
