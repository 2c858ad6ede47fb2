// Ready problems: one for the first visit, some that run in one click. Each shows something that the others do not.
import type { PathChoice } from '../../engine/api.ts';
import { blankExternal, emptyFit, type Draft } from './spec/draft.ts';
import { emptyWgsl } from './spec/wgsl-draft.ts';

/** Two dimensions, few members and a hundred generations: at the watching pace it moves for about ten seconds. */
const welcomeSpec = {
  kind: 'swarm',
  problem: { name: 'rastrigin', dimensions: 2 },
  algorithm: { name: 'pso', particles: 400 },
  stop: { generations: 120 },
  seed: 1,
} as const;

const noPath: PathChoice = 'auto';

export const welcomeDraft: Draft = {
  kind: 'catalogue',
  catalogue: welcomeSpec.problem,
  fit: emptyFit,
  formula: {
    variables: [
      { name: 'x', kind: 'range', low: -5, high: 5, choices: '' },
      { name: 'y', kind: 'range', low: -5, high: 5, choices: '' },
    ],
    minimize: '2*x^2 - 1.05*x^4 + x^6/6 + x*y + y^2',
    subjectTo: [],
  },
  wgsl: emptyWgsl,
  external: blankExternal,
  algorithm: 'pso',
  knobs: { particles: welcomeSpec.algorithm.particles },
  stop: welcomeSpec.stop,
  seed: welcomeSpec.seed,
  repeats: 1,
  polish: 'auto',
  path: noPath,
};

export interface Example {
  readonly title: string;
  readonly note: string;
  readonly spec: unknown;
  /** A data file under /samples that the spec names. */
  readonly sample?: string;
}

/** For the empty stage: three, one of each kind. */
export const stageExamples: readonly Example[] = [
  {
    title: 'Watch a swarm',
    note: 'Rastrigin in two dimensions: a grid of local minima, one of them the best.',
    spec: welcomeSpec,
  },
  {
    title: 'Fit a curve',
    note: 'Dental research data with certified results by NIST: Misra1a, 14 rows.',
    spec: fitSpec('misra1a.csv', 'b1*(1 - exp(-b2*x))', { b1: 5000, b2: 0.005 }),
    sample: 'misra1a.csv',
  },
  {
    title: 'Type a problem',
    note: 'A helical spring as light as its stress allows: an integer, a choice of wires, constraints.',
    spec: {
      kind: 'swarm',
      problem: {
        name: 'formula',
        variables: {
          coils: { integer: [1, 70] },
          diameter: [0.6, 3],
          wire: {
            oneOf: [
              0.009, 0.0095, 0.0104, 0.0118, 0.0128, 0.0132, 0.014, 0.015, 0.0162, 0.0173, 0.018, 0.02, 0.023, 0.025,
              0.028, 0.032, 0.035, 0.041, 0.047, 0.054, 0.063, 0.072, 0.08, 0.092, 0.105, 0.12, 0.135, 0.148, 0.162,
              0.177, 0.192, 0.207, 0.225, 0.244, 0.263, 0.283, 0.307, 0.331, 0.362, 0.394, 0.4375, 0.5,
            ],
          },
        },
        minimize: 'pi^2/4 * diameter * wire^2 * (coils + 2)',
        subjectTo: [
          '8*((4*diameter/wire - 1)/(4*diameter/wire - 4) + 0.615*wire/diameter)*1000*diameter/(pi*wire^3) <= 189000',
          '1000*8*coils*diameter^3/(11.5e6*wire^4) + 1.05*(coils + 2)*wire <= 14',
          'diameter >= 3*wire',
          '300*8*coils*diameter^3/(11.5e6*wire^4) <= 6',
          '(1000 - 300)*8*coils*diameter^3/(11.5e6*wire^4) >= 1.25',
        ],
      },
      algorithm: { name: 'pso', particles: 512 },
      stop: { generations: 400 },
      seed: 1,
    },
  },
];

export interface Sample {
  readonly file: string;
  readonly title: string;
  readonly rows: number;
  readonly spec?: unknown;
}

/** Data with its source and licence in public/samples/README.md. Boxes are ten times the published starts. */
export const samples: readonly Sample[] = [
  {
    file: 'misra1a.csv',
    title: 'Misra1a, adsorption',
    rows: 14,
    spec: fitSpec('misra1a.csv', 'b1*(1 - exp(-b2*x))', { b1: 5000, b2: 0.005 }),
  },
  {
    file: 'thurber.csv',
    title: 'Thurber, electron mobility',
    rows: 37,
    spec: fitSpec('thurber.csv', '(b1 + b2*x + b3*x^2 + b4*x^3)/(1 + b5*x + b6*x^2 + b7*x^3)', {
      b1: 13000,
      b2: 15000,
      b3: 5000,
      b4: 750,
      b5: 10,
      b6: 4,
      b7: 0.5,
    }),
  },
  {
    file: 'gauss1.csv',
    title: 'Gauss1, two peaks on a slope',
    rows: 250,
    spec: fitSpec('gauss1.csv', 'b1*exp(-b2*x) + b3*exp(-(x - b4)^2/b5^2) + b6*exp(-(x - b7)^2/b8^2)', {
      b1: 970,
      b2: 0.105,
      b3: 1000,
      b4: 650,
      b5: 250,
      b6: 730,
      b7: 1800,
      b8: 180,
    }),
  },
];

function fitSpec(data: string, model: string, bounds: Readonly<Record<string, number>>): unknown {
  const parameters = Object.fromEntries(Object.entries(bounds).map(([name, bound]) => [name, [-bound, bound]]));
  return { kind: 'swarm', problem: { name: 'fit', data, response: 'y', model, parameters }, seed: 1 };
}
