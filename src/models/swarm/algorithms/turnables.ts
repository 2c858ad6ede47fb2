// Knobs that may be turned while a run goes on. Device-free.
import { badSpec } from '../spec-parts.ts';
import type { ClpsoKnobs, DeKnobs, FipsKnobs, Knobs, SpsoKnobs, VelocityKnobs } from './knobs.ts';
import type { AlgorithmName } from './registry.ts';

export interface Turnable {
  readonly label: string;
  readonly least: number;
  readonly most: number;
  /** The least value itself is not allowed. */
  readonly leastExcluded?: boolean;
  /** From where to where a slider goes. */
  readonly slider: readonly [number, number];
  read(knobs: Knobs): number;
  turn(value: number): Knobs;
}
type Turnables = Readonly<Record<string, Turnable>>;

const limit: Turnables = {
  velocityLimit: {
    label: 'Velocity limit',
    least: 0,
    leastExcluded: true,
    most: 1,
    slider: [0.01, 1],
    read: (knobs: { readonly velocityLimit: number }) => knobs.velocityLimit,
    turn: (value) => ({ velocityLimit: value }),
  },
};

const weight: Turnables = {
  inertia: {
    label: 'Inertia',
    least: 0,
    most: 10,
    slider: [0, 1.2],
    read: (knobs: VelocityKnobs) => knobs.inertiaFirst,
    turn: (value) => ({ inertiaFirst: value, inertiaLast: value, inertiaGenerations: 0 }),
  },
};

const pulls: Turnables = {
  ...weight,
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
  ...limit,
};

const constriction: Turnables = {
  constriction: {
    label: 'Constriction',
    least: 0,
    most: 10,
    slider: [0, 1.2],
    read: (knobs: FipsKnobs) => knobs.constriction,
    turn: (value) => ({ constriction: value }),
  },
  ...limit,
};

const differences: Turnables = {
  scale: {
    label: 'Scale F',
    least: 0,
    leastExcluded: true,
    most: 2,
    slider: [0.01, 1],
    read: (knobs: DeKnobs) => knobs.scale,
    turn: (value) => ({ scale: value }),
  },
  crossover: {
    label: 'Crossover CR',
    least: 0,
    most: 1,
    slider: [0, 1],
    read: (knobs: DeKnobs) => knobs.crossover,
    turn: (value) => ({ crossover: value }),
  },
};

const ball: Turnables = {
  inertia: {
    label: 'Inertia',
    least: 0,
    most: 10,
    slider: [0, 1.2],
    read: (knobs: SpsoKnobs) => knobs.inertia,
    turn: (value) => ({ inertia: value }),
  },
  pull: {
    label: 'Pull',
    least: 0,
    most: 10,
    slider: [0, 4],
    read: (knobs: SpsoKnobs) => knobs.pull,
    turn: (value) => ({ pull: value }),
  },
};

const examples: Turnables = {
  ...weight,
  pull: {
    label: 'Pull',
    least: 0,
    most: 10,
    slider: [0, 4],
    read: (knobs: ClpsoKnobs) => knobs.pull,
    turn: (value) => ({ pull: value }),
  },
  ...limit,
};

export const turnables: Readonly<Record<AlgorithmName, Turnables>> = {
  pso: pulls,
  'pso-constriction': pulls,
  'pso-ring': pulls,
  'pso-von-neumann': pulls,
  fips: constriction,
  'spso-2011': ball,
  clpso: examples,
  'sl-pso': {},
  'dms-pso': pulls,
  de: differences,
  'l-shade': {},
  jso: {},
  'cma-es': {},
  'sep-cma-es': {},
  cso: {},
  random: {},
  'quasi-random': {},
};

/** The settings after a turn. Throws `bad-spec` for an unknown knob or a value out of range. */
export function turnKnobs<Settings extends { readonly algorithm: AlgorithmName; readonly knobs: Knobs }>(
  settings: Settings,
  turns: Readonly<Record<string, number>>,
): Settings {
  const known = turnables[settings.algorithm];
  let knobs = settings.knobs;
  for (const [name, value] of Object.entries(turns)) {
    const knob = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!knob) {
      const names = Object.keys(known).join(', ');
      throw badSpec(name, names === '' ? 'this algorithm has no knobs' : `is not a knob; there are ${names}`);
    }
    const { least, most, leastExcluded } = knob;
    if (!Number.isFinite(value) || value < least || value > most || (leastExcluded && value === least))
      throw badSpec(
        name,
        `must be ${leastExcluded ? `above ${least} and at most` : `from ${least} to`} ${most}, got ${value}`,
      );
    knobs = { ...knobs, ...knob.turn(value) };
  }
  return { ...settings, knobs };
}
