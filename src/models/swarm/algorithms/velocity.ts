// Swarms whose members have a velocity and two pulls: the fields, numbers and knobs of inertia, constriction and
// neighbourhood PSO. The moves are in velocity.reference.ts and shaders/swarm/moves/velocity.wgsl.
import { fieldTexts, z } from '../../../core/schema.ts';
import { finite } from '../spec-parts.ts';
import type { Turnable } from './algorithm.ts';
import { boundary, common, particles } from './fields.ts';

export const acceleration = z.number().check(z.minimum(0), z.maximum(10));

const velocityLimit = z._default(z.number().check(z.positive(), z.maximum(1)), 0.5).register(fieldTexts, {
  label: 'Velocity limit',
  help: 'Longest step in a dimension, as a share of the box.',
  group: 'more',
});

/** After the fields of the moves. */
export const swarmFields = { particles, velocityLimit, boundary, ...common };

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

export type VelocityKnobs = {
  readonly inertiaFirst: number;
  readonly inertiaLast: number;
  /** Generations over which inertia falls from first to last; 0: constant. */
  readonly inertiaGenerations: number;
  readonly cognitive: number;
  readonly social: number;
  /** Share of the box. */
  readonly velocityLimit: number;
  /** How far neighbours are, in the topology's own sense; 0 where it has none. */
  readonly reach: number;
};

export function velocityKnobs(
  spec: {
    readonly inertia: number | readonly [number, number];
    readonly cognitive: number;
    readonly social: number;
    readonly velocityLimit: number;
  },
  generations: number,
  reach: number,
): VelocityKnobs {
  const { inertia, cognitive, social } = spec;
  const [first, last] = typeof inertia === 'number' ? [inertia, inertia] : inertia;
  return {
    inertiaFirst: first,
    inertiaLast: last,
    inertiaGenerations: first === last ? 0 : generations,
    cognitive,
    social,
    velocityLimit: spec.velocityLimit,
    reach,
  };
}

export const turnableLimit: Turnable = {
  label: 'Velocity limit',
  least: 0,
  leastExcluded: true,
  most: 1,
  slider: [0.01, 1],
  read: (knobs: { readonly velocityLimit: number }) => knobs.velocityLimit,
  turn: (value) => ({ velocityLimit: value }),
};

export const turnablePulls: Readonly<Record<string, Turnable>> = {
  inertia: {
    label: 'Inertia',
    least: 0,
    most: 10,
    slider: [0, 1.2],
    read: (knobs: VelocityKnobs) => knobs.inertiaFirst,
    turn: (value) => ({ inertiaFirst: value, inertiaLast: value, inertiaGenerations: 0 }),
  },
  cognitive: {
    label: 'Own best',
    least: 0,
    most: 10,
    slider: [0, 4],
    read: (knobs: VelocityKnobs) => knobs.cognitive,
    turn: (value) => ({ cognitive: value }),
  },
  social: {
    label: 'Swarm best',
    least: 0,
    most: 10,
    slider: [0, 4],
    read: (knobs: VelocityKnobs) => knobs.social,
    turn: (value) => ({ social: value }),
  },
  velocityLimit: turnableLimit,
};
