// The engineering designs as pictures and titles know them: variables and published optima. What they minimise and must hold
// is in design-formulas.ts. Device-free.
import { type DesignName, isDesign } from './design-names.ts';
import type { FormulaProblem, ProblemSpec } from '../schema.ts';

export interface Design {
  readonly title: string;
  readonly variables: FormulaProblem['variables'];
  readonly minimum: number;
  readonly minimiser: readonly number[];
}

/** Multiples of a step, as a choice: the search sees their order. */
function multiples(step: number, first: number, last: number): { readonly oneOf: number[] } {
  return { oneOf: Array.from({ length: last - first + 1 }, (_, i) => step * (first + i)) };
}

export const designs: Readonly<Record<DesignName, Design>> = {
  'welded-beam': {
    title: 'Welded beam',
    variables: { h: [0.1, 2], l: [0.1, 10], t: [0.1, 10], b: [0.1, 2] },
    minimum: 1.7248523086,
    minimiser: [0.2057296398, 3.470488666, 9.03662391, 0.2057296398],
  },
  'pressure-vessel': {
    title: 'Pressure vessel',
    variables: { Ts: multiples(1 / 16, 1, 99), Th: multiples(1 / 16, 1, 99), R: [10, 200], L: [10, 200] },
    minimum: 6059.714335,
    minimiser: [0.8125, 0.4375, 42.0984456, 176.6365958],
  },
  'tension-spring': {
    title: 'Tension spring',
    variables: { d: [0.05, 2], D: [0.25, 1.3], N: [2, 15] },
    minimum: 0.0126652328,
    minimiser: [0.0516890613, 0.3567177451, 11.28896544],
  },
  'speed-reducer': {
    title: 'Speed reducer',
    variables: {
      b: [2.6, 3.6],
      m: [0.7, 0.8],
      z: { integer: [17, 28] },
      l1: [7.3, 8.3],
      l2: [7.3, 8.3],
      d1: [2.9, 3.9],
      d2: [5, 5.5],
    },
    minimum: 2994.47106615,
    minimiser: [3.5, 0.7, 17, 7.3, 7.715319911, 3.350214666, 5.286654465],
  },
  'three-bar-truss': {
    title: 'Three-bar truss',
    variables: { A1: [0, 1], A2: [0, 1] },
    minimum: 263.895843376,
    minimiser: [0.7886751334, 0.4082482938],
  },
  'gear-train': {
    title: 'Gear train',
    variables: {
      Ta: { integer: [12, 60] },
      Tb: { integer: [12, 60] },
      Td: { integer: [12, 60] },
      Tf: { integer: [12, 60] },
    },
    minimum: 2.700857149e-12,
    minimiser: [16, 19, 43, 49],
  },
  cantilever: {
    title: 'Stepped cantilever',
    variables: { x1: [0.01, 100], x2: [0.01, 100], x3: [0.01, 100], x4: [0.01, 100], x5: [0.01, 100] },
    minimum: 1.3399563606,
    minimiser: [6.016015892, 5.309173868, 4.494329566, 3.501474976, 2.152665323],
  },
};

/** Of problems with variables of their own kinds and names: typed ones, external ones and designs; null for all others. */
export function variablesOf(problem: ProblemSpec): FormulaProblem['variables'] | null {
  if (problem.name === 'formula' || problem.name === 'external') return problem.variables;
  if (problem.name === 'wgsl') return problem.variables ?? null;
  return isDesign(problem) ? designs[problem.name].variables : null;
}
