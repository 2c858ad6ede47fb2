// The BBOB functions as lists and forms show them, beside their titles.
import type { BbobName } from './bbob.ts';

export const bbobSource = 'Hansen, Finck, Ros & Auger 2009, INRIA report RR-6829';

export interface BbobEntry {
  readonly group: 'separable' | 'moderate conditioning' | 'high conditioning' | 'multimodal' | 'weak structure';
  /** One sentence: what makes it hard. */
  readonly note: string;
}

export const bbob: Readonly<Record<BbobName, BbobEntry>> = {
  'bbob-f1': { group: 'separable', note: 'The easiest: one bowl.' },
  'bbob-f2': { group: 'separable', note: 'A million times steeper in one axis than in another.' },
  'bbob-f3': { group: 'separable', note: 'Ten to the D local minima on a bent grid.' },
  'bbob-f4': { group: 'separable', note: 'A grid of minima that misleads on one side.' },
  'bbob-f5': { group: 'separable', note: 'The optimum is a corner of the box.' },
  'bbob-f6': {
    group: 'moderate conditioning',
    note: 'A hundred times steeper on the far side of the optimum.',
  },
  'bbob-f7': { group: 'moderate conditioning', note: 'Plateaus: nearby places say nothing.' },
  'bbob-f8': { group: 'moderate conditioning', note: 'A long bent valley.' },
  'bbob-f9': { group: 'moderate conditioning', note: 'The valley, across all axes.' },
  'bbob-f10': { group: 'high conditioning', note: 'Steep and flat directions, hidden.' },
  'bbob-f11': { group: 'high conditioning', note: 'One direction is a thousand times as sensitive.' },
  'bbob-f12': { group: 'high conditioning', note: 'A narrow ridge that bends.' },
  'bbob-f13': { group: 'high conditioning', note: 'A ridge without a smooth bottom.' },
  'bbob-f14': {
    group: 'high conditioning',
    note: 'Sensitivities drift apart the nearer one comes.',
  },
  'bbob-f15': { group: 'multimodal', note: 'The bent grid of minima, across all axes.' },
  'bbob-f16': { group: 'multimodal', note: 'Rugged at every scale, with several optima.' },
  'bbob-f17': { group: 'multimodal', note: 'Waves whose length and height vary.' },
  'bbob-f18': {
    group: 'multimodal',
    note: 'The same waves, a thousand times longer than wide.',
  },
  'bbob-f19': { group: 'multimodal', note: 'A rippled valley.' },
  'bbob-f20': { group: 'weak structure', note: 'The best minima lie in corners, far apart.' },
  'bbob-f21': {
    group: 'weak structure',
    note: 'Peaks anywhere, with nothing to lead on.',
  },
  'bbob-f22': { group: 'weak structure', note: 'Fewer and sharper peaks.' },
  'bbob-f23': { group: 'weak structure', note: 'Rugged and without trend.' },
  'bbob-f24': { group: 'weak structure', note: 'The wider bowl is the wrong one.' },
};
