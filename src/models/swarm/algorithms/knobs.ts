// The numbers that an algorithm's kernel and reference take, from its spec. Device-free.
import { leastShadeMembers } from './shade.ts';
import { restartModes } from './cma/layout.ts';
import { clpsoPresets } from './clpso.ts';
import { pullToMeanOf } from './cso.ts';
import type { AlgorithmName, AlgorithmSpec } from './registry.ts';

/** By the names that the kernel's struct has for them, in camel case. */
export type Knobs = Readonly<Record<string, number>>;

type SpecOf<Name extends AlgorithmName> = Extract<AlgorithmSpec, { readonly name: Name }>;

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
  /** Generations after which they change; 0 where they do not. */
  readonly period: number;
};

function inertiaKnobs(
  inertia: number | readonly [number, number],
  generations: number,
): Pick<VelocityKnobs, 'inertiaFirst' | 'inertiaLast' | 'inertiaGenerations'> {
  const [first, last] = typeof inertia === 'number' ? [inertia, inertia] : inertia;
  return { inertiaFirst: first, inertiaLast: last, inertiaGenerations: first === last ? 0 : generations };
}

/** Generations over which numbers go from first to last where members may go without an evaluation: those without such. */
function plannedGenerations(particles: number, generations: number, evaluations: number): number {
  return Math.min(generations, Math.max(1, Math.floor(evaluations / particles) - 1));
}

export function velocityKnobs(
  spec: {
    readonly inertia: number | readonly [number, number];
    readonly cognitive: number;
    readonly social: number;
    readonly velocityLimit: number;
  },
  generations: number,
  reach: number,
  period = 0,
): VelocityKnobs {
  const { inertia, cognitive, social, velocityLimit } = spec;
  return { ...inertiaKnobs(inertia, generations), cognitive, social, velocityLimit, reach, period };
}

/** Length of a row of the torus nearest to a square that holds so many members without a gap. */
export function columnsOf(particles: number): number {
  let rows = Math.floor(Math.sqrt(particles));
  while (particles % rows !== 0) rows--;
  return particles / rows;
}

/** Clerc & Kennedy 2002, equation 4 with kappa = 1: chi = 2 / |2 - phi - sqrt(phi² - 4 phi)|, for phi above 4. */
function constrictionOf(phi: number): number {
  return 2 / Math.abs(2 - phi - Math.sqrt(phi * phi - 4 * phi));
}

export type FipsKnobs = {
  readonly constriction: number;
  /** Of one neighbour. */
  readonly pull: number;
  /** Share of the box. */
  readonly velocityLimit: number;
  readonly reach: number;
};

export type DeKnobs = { readonly scale: number; readonly crossover: number };

export type SpsoKnobs = {
  readonly inertia: number;
  readonly pull: number;
  /** Another member informs this one where a word is below it. */
  readonly linkBelow: number;
};

export type ShadeKnobs = {
  /** Members that go with every evaluation, times 2^32. */
  readonly shrinkage: number;
  /** 1 / evaluations that may be spent. */
  readonly progress: number;
  readonly bestShare: number;
  readonly cells: number;
  readonly archiveRate: number;
};

function shadeKnobs(
  { particles, bestShare, cells, archiveRate }: Omit<ShadeKnobs, 'shrinkage' | 'progress'> & { particles: number },
  evaluations: number,
): ShadeKnobs {
  const shrinkage = Math.floor(((particles - leastShadeMembers) * 2 ** 32) / evaluations);
  return { shrinkage, progress: 1 / evaluations, bestShare, cells, archiveRate };
}

export type CmaKnobs = {
  /** Share of the box. */
  readonly sigma: number;
  /** Index among the ways to restart. */
  readonly restarts: number;
};

function cmaKnobs({ sigma, restarts }: SpecOf<'cma-es' | 'sep-cma-es'>): CmaKnobs {
  return { sigma, restarts: restartModes.indexOf(restarts) };
}

export type ClpsoKnobs = Pick<
  VelocityKnobs,
  'inertiaFirst' | 'inertiaLast' | 'inertiaGenerations' | 'velocityLimit'
> & {
  readonly pull: number;
  readonly learningFirst: number;
  readonly learningSpan: number;
  readonly learningSteepness: number;
  readonly gap: number;
};

interface KnobMaker {
  /**
   * @param generations the last generation that the stop allows
   * @param evaluations that the stop allows: of algorithms with a memory, else in those of the movers
   */
  make(spec: AlgorithmSpec, generations: number, evaluations: number, dimensions: number): Knobs;
}

const makers: Readonly<Record<AlgorithmName, KnobMaker>> = {
  pso: { make: (spec: SpecOf<'pso'>, generations) => velocityKnobs(spec, generations, 0) },
  'pso-constriction': {
    make({ phi1, phi2, velocityLimit }: SpecOf<'pso-constriction'>) {
      const chi = constrictionOf(phi1 + phi2);
      return velocityKnobs({ inertia: chi, cognitive: chi * phi1, social: chi * phi2, velocityLimit }, 0, 0);
    },
  },
  'pso-ring': { make: (spec: SpecOf<'pso-ring'>, generations) => velocityKnobs(spec, generations, spec.neighbours) },
  'pso-von-neumann': {
    make: (spec: SpecOf<'pso-von-neumann'>, generations) => velocityKnobs(spec, generations, columnsOf(spec.particles)),
  },
  fips: {
    make: ({ phi, neighbours, velocityLimit }: SpecOf<'fips'>): FipsKnobs => ({
      constriction: constrictionOf(phi),
      pull: phi / (2 * neighbours),
      velocityLimit,
      reach: neighbours,
    }),
  },
  'spso-2011': {
    make: ({ inertia, pull, informants, particles }: SpecOf<'spso-2011'>): SpsoKnobs => ({
      inertia,
      pull,
      linkBelow: Math.floor((1 - (1 - 1 / particles) ** informants) * 0xffffffff),
    }),
  },
  clpso: {
    make(spec: SpecOf<'clpso'>, generations, evaluations): ClpsoKnobs {
      const preset = clpsoPresets[spec.preset];
      const { inertia = preset.inertia, gap = preset.gap, pull, velocityLimit, particles } = spec;
      return {
        ...inertiaKnobs(inertia, plannedGenerations(particles, generations, evaluations)),
        pull,
        velocityLimit,
        learningFirst: preset.first,
        learningSpan: preset.span,
        learningSteepness: preset.steepness,
        gap,
      };
    },
  },
  'sl-pso': {
    make: ({ alpha, beta }: SpecOf<'sl-pso'>, _generations, _evaluations, dimensions) => ({
      pullToMean: (beta * dimensions) / 100,
      power: alpha * Math.log(Math.ceil(dimensions / 100)),
    }),
  },
  'dms-pso': {
    make: (spec: SpecOf<'dms-pso'>, generations, evaluations) =>
      velocityKnobs(spec, plannedGenerations(spec.particles, generations, evaluations), spec.groupSize, spec.regroup),
  },
  de: { make: ({ scale, crossover }: SpecOf<'de'>): DeKnobs => ({ scale, crossover }) },
  'l-shade': { make: (spec: SpecOf<'l-shade'>, _, evaluations) => shadeKnobs(spec, evaluations) },
  jso: { make: (spec: SpecOf<'jso'>, _, evaluations) => shadeKnobs(spec, evaluations) },
  'cma-es': { make: (spec: SpecOf<'cma-es'>) => cmaKnobs(spec) },
  'sep-cma-es': { make: (spec: SpecOf<'sep-cma-es'>) => cmaKnobs(spec) },
  cso: { make: (spec: SpecOf<'cso'>) => ({ pullToMean: pullToMeanOf(spec) }) },
  random: { make: () => ({}) },
  'quasi-random': { make: () => ({}) },
};

export function knobsOf(spec: AlgorithmSpec, generations: number, evaluations: number, dimensions: number): Knobs {
  return makers[spec.name].make(spec, generations, evaluations, dimensions);
}
