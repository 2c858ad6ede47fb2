// How large a difference is, whatever its p value: A12 of Vargha & Delaney (2000).

/**
 * The probability that a value of `a` is lower than one of `b`, ties counting half: 0.5 is no difference, 1: every value of
 * `a` is lower. NaN of empty samples.
 */
export function varghaDelaney(a: readonly number[], b: readonly number[]): number {
  let wins = 0;
  for (const x of a) for (const y of b) wins += x < y ? 1 : x === y ? 0.5 : 0;
  return wins / (a.length * b.length);
}

/** Vargha and Delaney's words for it, whichever side it is on. */
export function effectWord(a12: number): 'none' | 'small' | 'medium' | 'large' {
  const distance = Math.abs(a12 - 0.5);
  return distance < 0.06 ? 'none' : distance < 0.14 ? 'small' : distance < 0.21 ? 'medium' : 'large';
}
