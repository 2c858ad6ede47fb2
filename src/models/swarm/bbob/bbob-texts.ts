// The BBOB functions as lists and forms show them.
import type { BbobName } from './bbob.ts';

export const bbobSource = 'Hansen, Finck, Ros & Auger 2009, INRIA report RR-6829';

export interface BbobEntry {
  readonly title: string;
  readonly group: 'separable' | 'moderate conditioning' | 'high conditioning' | 'multimodal' | 'weak structure';
  /** One sentence: what makes it hard. */
  readonly note: string;
}

export const bbob: Readonly<Record<BbobName, BbobEntry>> = {
  'bbob-f1': { title: 'Sphere', group: 'separable', note: 'The easiest: one bowl.' },
  'bbob-f2': { title: 'Ellipsoid', group: 'separable', note: 'A million times steeper in one axis than in another.' },
  'bbob-f3': { title: 'Rastrigin', group: 'separable', note: 'Ten to the D local minima on a bent grid.' },
  'bbob-f4': { title: 'Büche–Rastrigin', group: 'separable', note: 'A grid of minima that misleads on one side.' },
  'bbob-f5': { title: 'Linear slope', group: 'separable', note: 'The optimum is a corner of the box.' },
  'bbob-f6': {
    title: 'Attractive sector',
    group: 'moderate conditioning',
    note: 'A hundred times steeper on the far side of the optimum.',
  },
  'bbob-f7': { title: 'Step ellipsoid', group: 'moderate conditioning', note: 'Plateaus: nearby places say nothing.' },
  'bbob-f8': { title: 'Rosenbrock', group: 'moderate conditioning', note: 'A long bent valley.' },
  'bbob-f9': { title: 'Rosenbrock, rotated', group: 'moderate conditioning', note: 'The valley, across all axes.' },
  'bbob-f10': { title: 'Ellipsoid, rotated', group: 'high conditioning', note: 'Steep and flat directions, hidden.' },
  'bbob-f11': { title: 'Discus', group: 'high conditioning', note: 'One direction is a thousand times as sensitive.' },
  'bbob-f12': { title: 'Bent cigar', group: 'high conditioning', note: 'A narrow ridge that bends.' },
  'bbob-f13': { title: 'Sharp ridge', group: 'high conditioning', note: 'A ridge without a smooth bottom.' },
  'bbob-f14': {
    title: 'Different powers',
    group: 'high conditioning',
    note: 'Sensitivities drift apart the nearer one comes.',
  },
  'bbob-f15': { title: 'Rastrigin, rotated', group: 'multimodal', note: 'The bent grid of minima, across all axes.' },
  'bbob-f16': { title: 'Weierstrass', group: 'multimodal', note: 'Rugged at every scale, with several optima.' },
  'bbob-f17': { title: 'Schaffers F7', group: 'multimodal', note: 'Waves whose length and height vary.' },
  'bbob-f18': {
    title: 'Schaffers F7, ill-conditioned',
    group: 'multimodal',
    note: 'The same waves, a thousand times longer than wide.',
  },
  'bbob-f19': { title: 'Griewank–Rosenbrock', group: 'multimodal', note: 'A rippled valley.' },
  'bbob-f20': { title: 'Schwefel', group: 'weak structure', note: 'The best minima lie in corners, far apart.' },
  'bbob-f21': {
    title: 'Gallagher, 101 peaks',
    group: 'weak structure',
    note: 'Peaks anywhere, with nothing to lead on.',
  },
  'bbob-f22': { title: 'Gallagher, 21 peaks', group: 'weak structure', note: 'Fewer and sharper peaks.' },
  'bbob-f23': { title: 'Katsuura', group: 'weak structure', note: 'Rugged and without trend.' },
  'bbob-f24': { title: 'Lunacek bi-Rastrigin', group: 'weak structure', note: 'The wider bowl is the wrong one.' },
};
