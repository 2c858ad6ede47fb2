// The BBOB functions as pictures and runs call them.
import type { BbobName } from './bbob.ts';

export const bbobTitles: Readonly<Record<BbobName, string>> = {
  'bbob-f1': 'Sphere',
  'bbob-f2': 'Ellipsoid',
  'bbob-f3': 'Rastrigin',
  'bbob-f4': 'Büche–Rastrigin',
  'bbob-f5': 'Linear slope',
  'bbob-f6': 'Attractive sector',
  'bbob-f7': 'Step ellipsoid',
  'bbob-f8': 'Rosenbrock',
  'bbob-f9': 'Rosenbrock, rotated',
  'bbob-f10': 'Ellipsoid, rotated',
  'bbob-f11': 'Discus',
  'bbob-f12': 'Bent cigar',
  'bbob-f13': 'Sharp ridge',
  'bbob-f14': 'Different powers',
  'bbob-f15': 'Rastrigin, rotated',
  'bbob-f16': 'Weierstrass',
  'bbob-f17': 'Schaffers F7',
  'bbob-f18': 'Schaffers F7, ill-conditioned',
  'bbob-f19': 'Griewank–Rosenbrock',
  'bbob-f20': 'Schwefel',
  'bbob-f21': 'Gallagher, 101 peaks',
  'bbob-f22': 'Gallagher, 21 peaks',
  'bbob-f23': 'Katsuura',
  'bbob-f24': 'Lunacek bi-Rastrigin',
};
