// Counter-based random numbers: the same words for the same (seed, repeat, member, generation, draw, purpose) on every
// path and adapter. The twin is shaders/lib/random.wgsl; both are held to the vectors in random.test.ts.
//
// Packing, fixed for good: key = three words from seed and repeat (`deriveKey`); counter = (member, generation, draw,
// purpose). Philox takes two words of the key as its key. pcg4d has none, so all three are added to the counter: two
// repeats would share numbers only if the difference of their keys were smaller than the members, the generations and
// the draws at once, for random keys one pair in 2^69 at 1,024 members, 4,096 generations and 64 dimensions. The purpose
// stays as it is: with it the fourth word of pcg4d's first step is odd (or twice an odd number), so that it mixes.
// One call gives four words. Per-dimension draws pack two dimensions a call: draw = dimension >> 1, words 0 and 1 belong
// to the even dimension, words 2 and 3 to the odd one.

export const generators = ['pcg4d', 'philox4x32-10'] as const;
export type Generator = (typeof generators)[number];

/** What a draw is for, the fourth counter word. Numbers are part of the stored format: never renumber. */
export const purposes = {
  initialPosition: 0,
  initialVelocity: 1,
  velocity: 2,
  boundary: 3,
  permutation: 4,
  problem: 5,
  crossover: 6,
  /** What an algorithm draws for a member beside its moves. */
  parameters: 7,
  link: 10,
  normal: 20,
  /** What a swarm draws for itself when it begins anew. */
  restart: 21,
  /** Hops of a polish. */
  polish: 30,
} as const;
export type Purpose = keyof typeof purposes;

export type Key = readonly [number, number, number];
/** Four u32 words. */
export type Words = Uint32Array<ArrayBuffer>;

/**
 * The key of one repeat of a run: words 0 to 2 of Philox4x32-10 of (seed low, seed high, repeat, 0) under the key 0, so
 * that neighbouring seeds share no structure.
 * @param seed integer in [0, 2^53)
 * @param repeat integer in [0, 2^32)
 */
export function deriveKey(seed: number, repeat: number): Key {
  const words = new Uint32Array(4);
  philox4x32(seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0, repeat >>> 0, 0, 0, 0, words);
  return [words[0] ?? 0, words[1] ?? 0, words[2] ?? 0];
}

/** Writes the four words of one counter. Counter words are u32. */
export function drawWords(
  generator: Generator,
  key: Key,
  member: number,
  generation: number,
  draw: number,
  purpose: Purpose,
  out: Words,
): void {
  if (generator === 'pcg4d') pcg4d(member + key[0], generation + key[1], draw + key[2], purposes[purpose], out);
  else philox4x32(member, generation, draw, purposes[purpose], key[0], key[1], out);
}

/**
 * A word as a number in [0, 1], with 2^-24 resolution and mean 1/2: the word read as signed, scaled by 2^-32, plus 1/2.
 * One rounding in f32, so that WGSL gives the same bits with or without fused multiply-add. Both ends can occur.
 */
export function toUniform(word: number): number {
  return Math.fround(Math.fround(word | 0) * 2 ** -32 + 0.5);
}

/** A word as an integer in [0, count), by the high half of the product: bias below count / 2^32. */
export function toIndex(word: number, count: number): number {
  return multiplyHigh(word, count);
}

/** Two words as one standard normal number: the first two of `toNormals` as its first. */
export function toNormal(radiusWord: number, angleWord: number): number {
  const radius = Math.sqrt(-2 * Math.log(((radiusWord >>> 8) + 1) * 2 ** -24));
  return radius * Math.cos(2 * Math.PI * Math.fround(angleWord | 0) * 2 ** -32);
}

/**
 * Four words as four standard normal numbers (Box & Muller 1958), two by two; at most 5.8. The twin is
 * shaders/lib/normal.wgsl.
 */
export function toNormals(words: Words, out: Float64Array): void {
  for (let i = 0; i < 4; i += 2) {
    const radius = Math.sqrt(-2 * Math.log((((words[i] ?? 0) >>> 8) + 1) * 2 ** -24));
    const angle = 2 * Math.PI * Math.fround((words[i + 1] ?? 0) | 0) * 2 ** -32;
    out[i] = radius * Math.cos(angle);
    out[i + 1] = radius * Math.sin(angle);
  }
}

/** pcg4d (Jarzynski & Olano, "Hash Functions for GPU Rendering", JCGT 9(3), 2020). */
export function pcg4d(x: number, y: number, z: number, w: number, out: Words): void {
  let a = (Math.imul(x, 1664525) + 1013904223) | 0;
  let b = (Math.imul(y, 1664525) + 1013904223) | 0;
  let c = (Math.imul(z, 1664525) + 1013904223) | 0;
  let d = (Math.imul(w, 1664525) + 1013904223) | 0;
  a = (a + Math.imul(b, d)) | 0;
  b = (b + Math.imul(c, a)) | 0;
  c = (c + Math.imul(a, b)) | 0;
  d = (d + Math.imul(b, c)) | 0;
  a ^= a >>> 16;
  b ^= b >>> 16;
  c ^= c >>> 16;
  d ^= d >>> 16;
  a = (a + Math.imul(b, d)) | 0;
  b = (b + Math.imul(c, a)) | 0;
  c = (c + Math.imul(a, b)) | 0;
  d = (d + Math.imul(b, c)) | 0;
  out[0] = a;
  out[1] = b;
  out[2] = c;
  out[3] = d;
}

/** Philox4x32-10 (Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011). */
export function philox4x32(c0: number, c1: number, c2: number, c3: number, k0: number, k1: number, out: Words): void {
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(0xd2511f53, c0);
    const low0 = Math.imul(0xd2511f53, c0);
    const high1 = multiplyHigh(0xcd9e8d57, c2);
    const low1 = Math.imul(0xcd9e8d57, c2);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + 0x9e3779b9) | 0;
    k1 = (k1 + 0xbb67ae85) | 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/** High 32 bits of the 64-bit product of two u32, by 16-bit halves. */
export function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  // Neither sum passes 2^32: (2^16-1)^2 + 2^16-1 < 2^32.
  const cross = (Math.imul(aHigh, bLow) >>> 0) + (Math.imul(aLow, bLow) >>> 16);
  const middle = (Math.imul(aLow, bHigh) >>> 0) + (cross & 0xffff);
  return (Math.imul(aHigh, bHigh) + (cross >>> 16) + (middle >>> 16)) >>> 0;
}
