import { describe, expect, it } from 'vitest';
import {
  deriveKey,
  drawWords,
  type Generator,
  generators,
  multiplyHigh,
  pcg4d,
  philox4x32,
  toIndex,
  toNormals,
  toUniform,
  type Words,
} from './random.ts';
import { pcg4dVectors, philoxVectors } from './random.contract.ts';

function unsigned(words: Words): number[] {
  return Array.from(words);
}

describe('Philox4x32-10', () => {
  it.each(philoxVectors)('of %j under %j', (counter, key, expected) => {
    const out = new Uint32Array(4);
    philox4x32(counter[0], counter[1], counter[2], counter[3], key[0], key[1], out);
    expect(unsigned(out)).toEqual(expected);
  });

  it('takes the high half of products as exact integers do', () => {
    const words = new Uint32Array(4);
    for (let i = 0; i < 1_000; i++) {
      pcg4d(i, 0, 0, 0, words);
      const [a, b] = [words[0], i % 3 === 0 ? 0xffffffff : words[1]];
      expect(multiplyHigh(a, b)).toBe(Number((BigInt(a) * BigInt(b)) >> 32n));
    }
  });
});

describe('pcg4d', () => {
  it.each(pcg4dVectors)('of %j', (input, expected) => {
    const out = new Uint32Array(4);
    pcg4d(input[0], input[1], input[2], input[3], out);
    expect(unsigned(out)).toEqual(expected);
  });
});

describe('packing', () => {
  // Computed apart, in Python's integers. Whatever changes one of these changes every stored run.
  it.each([
    [
      1,
      0,
      [0xf8e4cca4, 0x5cb200db, 0xb1a574eb],
      [0xd925339b, 0xb7e85df5, 0xfa36a57a, 0x711dd7c1],
      [0x93c3ff38, 0x336a0080, 0xdfdc167c, 0x5c217732],
    ],
    [
      1,
      1,
      [0xca7cf69e, 0xd9c77ded, 0x7e66d954],
      [0x57d04d62, 0xfb04af4e, 0xbbfd5a20, 0xdcac9af5],
      [0xb0876e9b, 0xda40b62c, 0xd07c049f, 0x91d0a813],
    ],
    [
      Number.MAX_SAFE_INTEGER,
      7,
      [0x94e32195, 0xbb27bc76, 0xdfd0dcb7],
      [0x88f5449b, 0x3ab7413a, 0x1f7acfae, 0x1be5be58],
      [0x64d91d34, 0x71467c2e, 0x6faa4886, 0x7409fe18],
    ],
  ])(
    'of seed %i, repeat %i: key, then the words of member 5, generation 9, draw 3 for velocities',
    (seed, repeat, key, pcg, philox) => {
      expect(deriveKey(seed, repeat)).toEqual(key);
      const out = new Uint32Array(4);
      drawWords('pcg4d', deriveKey(seed, repeat), 5, 9, 3, 'velocity', out);
      expect(unsigned(out)).toEqual(pcg);
      drawWords('philox4x32-10', deriveKey(seed, repeat), 5, 9, 3, 'velocity', out);
      expect(unsigned(out)).toEqual(philox);
    },
  );

  it('turns words into numbers from 0 to 1 in f32, in order, and into indices', () => {
    expect([0x80000000, 0, 0x7fffffff].map(toUniform)).toEqual([0, 0.5, 1]);
    expect(toUniform(0x80000100)).toBe(2 ** -24);
    for (let i = 0; i < 100; i++) expect(toUniform(i * 40_000_000)).toBe(Math.fround(toUniform(i * 40_000_000)));
    expect([0, 0x7fffffff, 0xffffffff].map((word) => toIndex(word, 10))).toEqual([0, 4, 9]);
  });

  it.each(generators)('turns four words into four normal numbers, %s', (generator) => {
    const words = new Uint32Array(4);
    const normals = new Float64Array(4);
    const draws = 20_000;
    // Quartiles of the normal distribution.
    const edges = [-0.6744897501960817, 0, 0.6744897501960817];
    const counts = new Float64Array(4);
    let products = 0;
    for (let draw = 0; draw < draws; draw++) {
      drawWords(generator, [1, 2, 3], 4, 5, draw, 'velocity', words);
      toNormals(words, normals);
      for (const z of normals) counts[edges.filter((edge) => z > edge).length]++;
      products += normals[0] * normals[1] + normals[2] * normals[3] + normals[0] * normals[2];
    }
    expect(Math.abs(excess(counts, 4 * draws))).toBeLessThan(5);
    expect(Math.abs(products)).toBeLessThan(5 * Math.sqrt(3 * draws));
    words.set([0, 0, 0xffffffff, 0]);
    toNormals(words, normals);
    expect(normals[0]).toBeCloseTo(Math.sqrt(48 * Math.LN2), 12);
    expect(normals[2]).toBeCloseTo(0, 12);
  });
});

/** Words as a kernel draws them: [member][generation][draw][4]. */
function streams(
  generator: Generator,
  seed: number,
  repeat: number,
  members: number,
  generations: number,
  draws: number,
): Uint32Array {
  const words = new Uint32Array(4);
  const key = deriveKey(seed, repeat);
  const all = new Uint32Array(members * generations * draws * 4);
  let at = 0;
  for (let member = 0; member < members; member++)
    for (let generation = 1; generation <= generations; generation++)
      for (let draw = 0; draw < draws; draw++) {
        drawWords(generator, key, member, generation, draw, 'velocity', words);
        all.set(words, at);
        at += 4;
      }
  return all;
}

/** Chi-square of counts that should be equal, as a number of standard deviations from its mean. */
function excess(counts: Float64Array, total: number): number {
  const expected = total / counts.length;
  let chi2 = 0;
  for (const count of counts) chi2 += (count - expected) ** 2 / expected;
  const freedom = counts.length - 1;
  return (chi2 - freedom) / Math.sqrt(2 * freedom);
}

describe.each(generators)('the streams of %s, as the kernels use them', (generator) => {
  const [members, generations, draws] = [64, 64, 32];
  const perMember = generations * draws * 4;
  // The seeds are fixed, so that these pass or fail for good. 5 standard deviations: once in a million by chance.
  const limit = 5;

  it.each([1, 2, 3])('are uniform in high and low bits (chi-square, Kolmogorov-Smirnov), seed %i', (seed) => {
    const words = streams(generator, seed, 0, members, generations, draws);
    for (const shift of [24, 16, 8]) {
      const counts = new Float64Array(256);
      for (const word of words) counts[(word >>> shift) & 255]++;
      expect(Math.abs(excess(counts, words.length))).toBeLessThan(limit);
    }
    const sorted = Float64Array.from(words, toUniform).sort();
    let distance = 0;
    for (let i = 0; i < sorted.length; i++)
      distance = Math.max(distance, Math.abs(sorted[i] - (i + 0.5) / sorted.length) + 0.5 / sorted.length);
    // Kolmogorov's distribution: 2.4 / sqrt(n) is exceeded once in 50,000.
    expect(distance * Math.sqrt(sorted.length)).toBeLessThan(2.4);
  });

  const neighbours = {
    'next member': perMember,
    'next generation': draws * 4,
    'next draw (two dimensions on)': 4,
    'next word (the other pull, the next dimension)': 1,
    'two words on': 2,
    'a tile of members on': 16 * perMember,
  };
  it.each(Object.entries(neighbours))('have no correlation with the %s', (_, lag) => {
    for (const seed of [1, 2, 3]) {
      const words = streams(generator, seed, 0, members, generations, draws);
      const pairs = words.length - lag;
      const counts = new Float64Array(256);
      let product = 0;
      for (let i = 0; i < pairs; i++) {
        product += (toUniform(words[i]) - 0.5) * (toUniform(words[i + lag]) - 0.5);
        counts[(((words[i] ^ 0x80000000) >>> 28) << 4) | (words[i + lag] >>> 28)]++;
      }
      expect(Math.abs((12 * product) / Math.sqrt(pairs))).toBeLessThan(limit);
      expect(Math.abs(excess(counts, pairs))).toBeLessThan(limit);
    }
  });

  it('share no words between repeats and seeds, whichever members and generations are compared', () => {
    const seen = new Map<string, string>();
    for (const [seed, repeat] of [
      [1, 0],
      [1, 1],
      [1, 2],
      [2, 0],
      [3, 0],
      [2 ** 32 + 1, 0],
    ]) {
      const words = streams(generator, seed, repeat, 64, 16, 8);
      for (let i = 0; i < words.length; i += 4) {
        const four = words.subarray(i, i + 4).join();
        expect(seen.get(four), `seed ${seed}, repeat ${repeat}`).toBeUndefined();
        seen.set(four, `${seed}/${repeat}`);
      }
    }
  });

  it('of two repeats are not correlated, member by member', () => {
    const first = streams(generator, 1, 0, members, generations, draws);
    const second = streams(generator, 1, 1, members, generations, draws);
    let product = 0;
    for (let i = 0; i < first.length; i++) product += (toUniform(first[i]) - 0.5) * (toUniform(second[i]) - 0.5);
    expect(Math.abs((12 * product) / Math.sqrt(first.length))).toBeLessThan(limit);
  });
});
