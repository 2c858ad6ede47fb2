// The PSO family in one set of numbers, as reference and kernel take them; made from a spec. Knobs that may be turned
// while a run goes on are the fields that `turnKnobs` accepts.
import { badSpec, type AlgorithmSpec, type Boundary, type StopSpec } from './schema.ts';

export interface PsoSettings {
  readonly particles: number;
  readonly dimensions: number;
  readonly inertiaFirst: number;
  readonly inertiaLast: number;
  /** Generations over which inertia falls from first to last; 0: constant. */
  readonly inertiaGenerations: number;
  readonly cognitive: number;
  readonly social: number;
  /** Share of the box. */
  readonly velocityLimit: number;
  readonly boundary: Boundary;
  readonly isRing: boolean;
  /** Neighbours on each side. */
  readonly reach: number;
  /** The last generation; the initial one is 0. */
  readonly generationLimit: number;
  /** 0: never. */
  readonly stagnationLimit: number;
  readonly restartAfter: number;
  readonly target: number | null;
}

/** As good as endless for a u32 counter; time or the user ends such a run. */
const endless = 0xfffffff0;

export function psoSettings(algorithm: AlgorithmSpec, stop: StopSpec, dimensions: number): PsoSettings {
  const { particles } = algorithm;
  const byEvaluations = stop.evaluations === undefined ? endless : Math.floor(stop.evaluations / particles) - 1;
  const generationLimit = Math.min(stop.generations ?? endless, byEvaluations);
  const pull = pullOf(algorithm);
  return {
    particles,
    dimensions,
    ...pull,
    inertiaGenerations: pull.inertiaFirst === pull.inertiaLast ? 0 : generationLimit,
    velocityLimit: algorithm.velocityLimit,
    boundary: algorithm.boundary,
    isRing: algorithm.name === 'pso-ring',
    reach: algorithm.name === 'pso-ring' ? algorithm.neighbours : 0,
    generationLimit,
    stagnationLimit: stop.stagnation ?? 0,
    restartAfter: algorithm.restartAfter ?? 0,
    target: stop.target ?? null,
  };
}

function pullOf(algorithm: AlgorithmSpec): {
  inertiaFirst: number;
  inertiaLast: number;
  cognitive: number;
  social: number;
} {
  switch (algorithm.name) {
    case 'pso-constriction': {
      // Clerc & Kennedy 2002, equation 4 with kappa = 1: chi = 2 / |2 - phi - sqrt(phi² - 4 phi)|.
      const phi = algorithm.phi1 + algorithm.phi2;
      if (phi <= 4) throw badSpec('algorithm.phi1', `φ1 + φ2 must be more than 4 for constriction, got ${phi}`);
      const chi = 2 / Math.abs(2 - phi - Math.sqrt(phi * phi - 4 * phi));
      return { inertiaFirst: chi, inertiaLast: chi, cognitive: chi * algorithm.phi1, social: chi * algorithm.phi2 };
    }
    case 'pso':
    case 'pso-ring': {
      const [first, last] =
        typeof algorithm.inertia === 'number' ? [algorithm.inertia, algorithm.inertia] : algorithm.inertia;
      return { inertiaFirst: first, inertiaLast: last, cognitive: algorithm.cognitive, social: algorithm.social };
    }
    default:
      return algorithm satisfies never;
  }
}

const knobNames = ['inertia', 'cognitive', 'social', 'velocityLimit'] as const;

/** The settings with knobs turned. Throws `bad-spec` for an unknown knob or a value out of range. */
export function turnKnobs(settings: PsoSettings, knobs: Readonly<Record<string, number>>): PsoSettings {
  let turned = settings;
  for (const [knob, value] of Object.entries(knobs)) {
    if (!Number.isFinite(value) || value < 0 || value > 10) throw badSpec(knob, `must be from 0 to 10, got ${value}`);
    switch (knob) {
      case 'inertia':
        turned = { ...turned, inertiaFirst: value, inertiaLast: value, inertiaGenerations: 0 };
        break;
      case 'cognitive':
      case 'social':
        turned = { ...turned, [knob]: value };
        break;
      case 'velocityLimit':
        if (value <= 0 || value > 1) throw badSpec(knob, `must be above 0 and at most 1, got ${value}`);
        turned = { ...turned, velocityLimit: value };
        break;
      default:
        throw badSpec(knob, `is not a knob; there are ${knobNames.join(', ')}`);
    }
  }
  return turned;
}
