// The competitive swarm optimiser.
import { fieldTexts, z } from '../../../core/schema.ts';
import { meansWords } from './means.ts';
import { limits } from '../spec-parts.ts';
import type { SwarmMemory } from './algorithm.ts';
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
  phi: z.optional(z.number().check(z.minimum(0), z.maximum(1))).register(fieldTexts, {
    label: 'φ',
    help: 'Pull to the mean of the swarm. Default, by the paper: 0 for up to 100 members, above that the middle of its range, 0.205 log10 m - 0.405.',
    group: 'more',
  }),
  boundary: z
    ._default(z.enum(boundaries), 'clamp')
    .register(fieldTexts, { label: 'At the bounds', help: boundaryHelp, group: 'more' }),
  ...common,
});

/** φ: as given, or by the paper's rule: between 0.14 log10 m - 0.30 and 0.27 log10 m - 0.51 for more than 100 members. */
export function pullToMeanOf({
  particles,
  phi,
}: {
  readonly particles: number;
  readonly phi?: number | undefined;
}): number {
  return phi ?? (particles <= 100 ? 0 : 0.205 * Math.log10(particles) - 0.405);
}

export const cso = {
  name: 'cso',
  title: 'Competitive swarm',
  help: 'Members meet in pairs; the loser learns from the winner. Keeps apart for long, for many variables.',
  source: 'Cheng & Jin 2015',
  schema,
  isDeferred: false,
  keepsEqual: false,
  movesHalf: true,
  memory: (spec: z.output<typeof schema>, dimensions: number): SwarmMemory | null =>
    pullToMeanOf(spec) > 0 ? { swarmWords: meansWords(spec.particles, dimensions), memberWords: 0 } : null,
};
