// Fields of the spec that algorithms share. Device-free.
import type { SwarmMemory } from './algorithm.ts';
import { generators } from '../../../core/random.ts';
import { fieldTexts, z } from '../../../core/schema.ts';
import { count, finite, limits } from '../spec-parts.ts';

export const boundaries = ['clamp', 'reflect', 'periodic', 'random', 'absorb'] as const;
export type Boundary = (typeof boundaries)[number];
/** Those of single algorithms among them. */
export type AnyBoundary = Boundary | 'midpoint' | 'bounce' | 'invisible';
const initialisations = ['uniform', 'latin-hypercube', 'sobol'] as const;

export const particles = z._default(count(limits.particles), 1024).register(fieldTexts, {
  label: 'Particles',
  help: 'Members of the swarm. More see more, fewer move sooner.',
  scale: 'log',
});

export const boundaryHelp =
  'clamp stops there and keeps the velocity; absorb stops and loses it; reflect mirrors both; periodic comes in at the other side; random draws a new place.';
export const boundary = z
  ._default(z.enum(boundaries), 'absorb')
  .register(fieldTexts, { label: 'At the bounds', help: boundaryHelp, group: 'more' });

export const flyingBoundary = z._default(z.enum(['invisible', ...boundaries]), 'invisible').register(fieldTexts, {
  label: 'At the bounds',
  help: `invisible lets a member fly on, and does not evaluate it outside; ${boundaryHelp}`,
  group: 'more',
});

/** Which evaluations are made is not known beforehand where members may fly on: they are counted. */
export const memoryOfFlying = ({ boundary: at }: { readonly boundary: AnyBoundary }): SwarmMemory | null =>
  at === 'invisible' ? { swarmWords: 0, memberWords: 0 } : null;

/** What a violation weighs, and until which share of the run small ones count as none, where a spec does not say. */
export const defaultPenalty = 1_000;
export const defaultUntil = 0.5;

/** Of every algorithm. */
export const common = {
  initialisation: z
    ._default(
      z.union([z.enum(initialisations), z.strictObject({ points: z.array(z.array(finite)).check(z.minLength(1)) })]),
      'uniform',
    )
    .register(fieldTexts, {
      label: 'Start',
      help: 'How the first places are drawn. Given points, in the values of the variables, come first, the rest is uniform.',
      group: 'more',
    }),
  constraints: z
    ._default(
      z.union([
        z.enum(['deb', 'epsilon', 'penalty']),
        z.strictObject({ epsilon: z.strictObject({ until: z.number().check(z.positive(), z.maximum(1)) }) }),
        z.strictObject({ penalty: z.number().check(z.positive(), z.maximum(1e12)) }),
      ]),
      'deb',
    )
    .register(fieldTexts, {
      label: 'Constraints',
      help: `deb: less violation first, then the value. epsilon: small violations count as none at first, until ${100 * defaultUntil} % of the generations or evaluations; for equalities. penalty: the value and ${defaultPenalty.toLocaleString('en')} times the violation.`,
      group: 'more',
    }),
  restartAfter: z.optional(count(1_000_000_000)).register(fieldTexts, {
    label: 'Restart after',
    help: 'Generations without a better best after which the swarm starts anew; the best so far is kept.',
    group: 'more',
    unit: 'generations',
  }),
  generator: z._default(z.enum(generators), 'pcg4d').register(fieldTexts, {
    label: 'Random generator',
    help: 'pcg4d is fast; Philox is slower and beyond doubt.',
    group: 'more',
  }),
};
