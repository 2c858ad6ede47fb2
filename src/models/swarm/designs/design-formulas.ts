// What the engineering designs minimise and must hold, what their variables mean, and who published them. Device-free; fetched
// when a design is searched, chosen or reported.
import { type DesignName, isDesign } from './design-names.ts';
import { designs } from './designs.ts';
import type { DesignProblem, FormulaProblem, ProblemSpec } from '../schema.ts';

export interface DesignFormulas {
  /** What is made least, with its unit where the source gives one. */
  readonly objective: string;
  /** Meaning of the variables, in their order. */
  readonly meanings: readonly string[];
  readonly minimize: string;
  readonly subjectTo: readonly string[];
  /** Which of the published variants this is, and who published it. */
  readonly source: string;
}

// Welded beam (Rao 1996; Coello 2000): P = 6000 lb, L = 14 in, E = 30e6 psi, G = 12e6 psi, 13,600 psi of shear, 30,000 psi
// of bending stress, a quarter of an inch of deflection.
const weld = (() => {
  const primary = '6000 / (sqrt(2) * h * l)';
  const arm = `sqrt(l^2 / 4 + ((h + t) / 2)^2)`;
  const inertia = `(2 * sqrt(2) * h * l * (l^2 / 12 + ((h + t) / 2)^2))`;
  const secondary = `6000 * (14 + l / 2) * ${arm} / ${inertia}`;
  const shear = `sqrt((${primary})^2 + (${primary}) * (${secondary}) * l / ${arm} + (${secondary})^2)`;
  return {
    shear: `${shear} <= 13600`,
    buckling: '6000 <= 4.013 * 30e6 * t * b^3 / 6 / 14^2 * (1 - t / 28 * sqrt(30e6 / 48e6))',
  };
})();

export const designFormulas: Readonly<Record<DesignName, DesignFormulas>> = {
  'welded-beam': {
    objective: 'cost of weld and bar',
    meanings: ['weld thickness, in', 'weld length, in', 'bar height, in', 'bar width, in'],
    minimize: '1.10471 * h^2 * l + 0.04811 * t * b * (14 + l)',
    subjectTo: [
      weld.shear,
      '504000 / (b * t^2) <= 30000',
      'h <= b',
      '0.10471 * h^2 + 0.04811 * t * b * (14 + l) <= 5',
      '0.125 <= h',
      '4 * 6000 * 14^3 / (30e6 * t^3 * b) <= 0.25',
      weld.buckling,
    ],
    source: 'Ragsdell & Phillips 1976, as in Coello 2000',
  },
  'pressure-vessel': {
    objective: 'cost of material, forming and welding',
    meanings: ['shell thickness, in', 'head thickness, in', 'inner radius, in', 'length, in'],
    minimize: '0.6224 * Ts * R * L + 1.7781 * Th * R^2 + 3.1661 * Ts^2 * L + 19.84 * Ts^2 * R',
    subjectTo: ['0.0193 * R <= Ts', '0.00954 * R <= Th', 'pi * R^2 * L + 4 / 3 * pi * R^3 >= 1296000', 'L <= 240'],
    source: 'Sandgren 1990, thicknesses in sixteenths of an inch; optimum proved by Yang et al. 2013',
  },
  'tension-spring': {
    objective: 'weight of the spring',
    meanings: ['wire diameter, in', 'coil diameter, in', 'active coils'],
    minimize: '(N + 2) * D * d^2',
    subjectTo: [
      'D^3 * N / (71785 * d^4) >= 1',
      '(4 * D^2 - d * D) / (12566 * (D * d^3 - d^4)) + 1 / (5108 * d^2) <= 1',
      '140.45 * d / (D^2 * N) >= 1',
      '(d + D) / 1.5 <= 1',
    ],
    source: 'Belegundu 1982; Arora 1989',
  },
  'speed-reducer': {
    objective: 'weight of the gearbox',
    meanings: [
      'face width, cm',
      'module of the teeth, cm',
      'teeth of the pinion',
      'length of shaft 1, cm',
      'length of shaft 2, cm',
      'diameter of shaft 1, cm',
      'diameter of shaft 2, cm',
    ],
    minimize:
      '0.7854 * b * m^2 * (3.3333 * z^2 + 14.9334 * z - 43.0934) - 1.508 * b * (d1^2 + d2^2) + 7.4777 * (d1^3 + d2^3) + 0.7854 * (l1 * d1^2 + l2 * d2^2)',
    subjectTo: [
      '27 / (b * m^2 * z) <= 1',
      '397.5 / (b * m^2 * z^2) <= 1',
      '1.93 * l1^3 / (m * z * d1^4) <= 1',
      '1.93 * l2^3 / (m * z * d2^4) <= 1',
      'sqrt((745 * l1 / (m * z))^2 + 16.9e6) / (110 * d1^3) <= 1',
      'sqrt((745 * l2 / (m * z))^2 + 157.5e6) / (85 * d2^3) <= 1',
      'm * z / 40 <= 1',
      '5 * m / b <= 1',
      'b / (12 * m) <= 1',
      '(1.5 * d1 + 1.9) / l1 <= 1',
      '(1.1 * d2 + 1.9) / l2 <= 1',
    ],
    source: 'Golinski 1973, shaft 2 from 7.3 cm',
  },
  'three-bar-truss': {
    objective: 'volume of the bars',
    meanings: ['section of the outer bars, cm²', 'section of the middle bar, cm²'],
    minimize: '100 * (2 * sqrt(2) * A1 + A2)',
    subjectTo: [
      '2 * (sqrt(2) * A1 + A2) / (sqrt(2) * A1^2 + 2 * A1 * A2) <= 2',
      '2 * A2 / (sqrt(2) * A1^2 + 2 * A1 * A2) <= 2',
      '2 / (sqrt(2) * A2 + A1) <= 2',
    ],
    source: 'Nowacki 1973; Ray & Saini 2001',
  },
  'gear-train': {
    objective: 'squared error of the ratio 1 / 6.931',
    meanings: ['teeth of gear A', 'teeth of gear B', 'teeth of gear D', 'teeth of gear F'],
    minimize: '(1 / 6.931 - Ta * Tb / (Td * Tf))^2',
    subjectTo: [],
    source: 'Sandgren 1990; least of all by exhaustive search',
  },
  cantilever: {
    objective: 'weight of five hollow beams',
    meanings: ['height of beam 1', 'height of beam 2', 'height of beam 3', 'height of beam 4', 'height of beam 5'],
    minimize: '0.0624 * (x1 + x2 + x3 + x4 + x5)',
    subjectTo: ['61 / x1^3 + 37 / x2^3 + 19 / x3^3 + 7 / x4^3 + 1 / x5^3 <= 1'],
    source: 'Fleury & Braibant 1986; Chickermane & Gea 1996',
  },
};

/** The problem as it would be typed in. */
export function formulaOf(problem: FormulaProblem | DesignProblem): FormulaProblem {
  if (problem.name === 'formula') return problem;
  const { minimize, subjectTo } = designFormulas[problem.name];
  return { name: 'formula', variables: designs[problem.name].variables, minimize, subjectTo: [...subjectTo] };
}

/** Of problems with typed objectives, their own or a design's; null for all others. */
export function typedProblem(problem: ProblemSpec): FormulaProblem | null {
  return problem.name === 'formula' || isDesign(problem) ? formulaOf(problem) : null;
}
