// The 24 noiseless functions of COCO's BBOB suite by name, and their least values. The functions themselves are in
// bbob-functions.numeric.ts, their kernels in shaders/swarm/bbob/, words for people in bbob-texts.ts.
import { gaussians } from './coco-random.numeric.ts';

export const bbobNames = [
  'bbob-f1',
  'bbob-f2',
  'bbob-f3',
  'bbob-f4',
  'bbob-f5',
  'bbob-f6',
  'bbob-f7',
  'bbob-f8',
  'bbob-f9',
  'bbob-f10',
  'bbob-f11',
  'bbob-f12',
  'bbob-f13',
  'bbob-f14',
  'bbob-f15',
  'bbob-f16',
  'bbob-f17',
  'bbob-f18',
  'bbob-f19',
  'bbob-f20',
  'bbob-f21',
  'bbob-f22',
  'bbob-f23',
  'bbob-f24',
] as const;
export type BbobName = (typeof bbobNames)[number];

/** The suite's box, the same for all. */
export const bbobBounds = [-5, 5] as const;
/** The suite's largest; the kernels keep a place of this size at hand. */
export const mostBbobDimensions = 40;

/** From what COCO draws an instance: two functions are instances of others. */
export function bbobSeed(id: number, instance: number): number {
  return ({ 4: 3, 18: 17 }[id] ?? id) + 10_000 * instance;
}

/** f_opt: the least value. */
export function bbobOffset(name: BbobName, instance: number): number {
  const seed = bbobSeed(bbobNumber(name), instance);
  const ratio = (gaussians(1, seed)[0] ?? 0) / (gaussians(1, seed + 1)[0] ?? 1);
  return Math.min(1_000, Math.max(-1_000, Math.floor(100 * 100 * ratio + 0.5) / 100));
}

/** 1 to 24. */
export function bbobNumber(name: BbobName): number {
  return bbobNames.indexOf(name) + 1;
}

/** Numbers that an instance's kernel reads, at most: the optimum, two matrices, or one and a hundred peaks. */
export function bbobFloats(name: BbobName, dimensions: number): number {
  const peaks = name === 'bbob-f21' ? 101 : name === 'bbob-f22' ? 21 : 0;
  return 2 * dimensions + 2 * dimensions ** 2 + peaks * (1 + 2 * dimensions);
}

export function isBbob<Problem extends { readonly name: string }>(
  problem: Problem,
): problem is Extract<Problem, { readonly name: BbobName }> {
  return bbobNames.some((name) => name === problem.name);
}
