// The fully informed particle swarm on a ring.
import { fieldTexts, z } from '../../../core/schema.ts';
import { badSpec } from '../spec-parts.ts';
import type { Turnable } from './algorithm.ts';
import { constrictionOf } from './pso-constriction.ts';
import { acceleration, swarmFields, turnableLimit } from './velocity.ts';

const schema = z.strictObject({
  name: z.literal('fips'),
  phi: z._default(acceleration, 4.1).register(fieldTexts, {
    label: 'φ',
    help: 'Pull to all neighbours together, before constriction.',
    note: 'must be more than 4',
  }),
  neighbours: z
    ._default(z.int().check(z.minimum(1), z.maximum(64)), 1)
    .register(fieldTexts, { label: 'Neighbours', help: 'On each side of a member in the ring.', group: 'more' }),
  ...swarmFields,
});

type FipsKnobs = {
  readonly constriction: number;
  /** Of one neighbour. */
  readonly pull: number;
  /** Share of the box. */
  readonly velocityLimit: number;
  readonly reach: number;
};

const turnable: Readonly<Record<string, Turnable>> = {
  constriction: {
    label: 'Constriction',
    least: 0,
    most: 10,
    slider: [0, 1.2],
    read: (knobs: FipsKnobs) => knobs.constriction,
    turn: (value) => ({ constriction: value }),
  },
  velocityLimit: turnableLimit,
};

export const fips = {
  name: 'fips',
  title: 'PSO, fully informed',
  help: 'Each is pulled by all of its neighbours on a ring, not only the best.',
  source: 'Mendes, Kennedy & Neves 2004',
  schema,
  isDeferred: true,
  keepsEqual: false,
  movesHalf: false,
  knobs({ phi, neighbours, velocityLimit }: z.output<typeof schema>): FipsKnobs {
    if (phi <= 4) throw badSpec('algorithm.phi', `must be more than 4 for constriction, got ${phi}`);
    return { constriction: constrictionOf(phi), pull: phi / (2 * neighbours), velocityLimit, reach: neighbours };
  },
  turnable,
};
