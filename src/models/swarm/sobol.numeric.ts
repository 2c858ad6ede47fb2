// Sobol points (Sobol 1967; Gray-code order of Antonov & Saleev 1979) in up to 2,048 dimensions. Direction numbers: the
// primitive polynomials over GF(2) by degree, found here, with odd initial numbers drawn from the seed, and a random
// digital shift; so each seed gives its own sequence, every one a (t, s)-sequence in base 2.
import { deriveKey, drawWords } from '../../core/random.ts';

const bitCount = 32;
/** Words of a dimension in a table: its direction numbers and its shift. */
export const sobolWords = bitCount + 1;

/** [dimension][direction numbers, shift]: what all points of the sequence of one seed and repeat are made from. */
export function sobolTable(dimensions: number, seed: number, repeat: number): Uint32Array<ArrayBuffer> {
  const key = deriveKey(seed, repeat);
  const words = new Uint32Array(4);
  const draw = (dimension: number, index: number): number => {
    drawWords('philox4x32-10', key, dimension, 1, index, 'permutation', words);
    return words[0] >>> 0;
  };
  const table = new Uint32Array(sobolWords * dimensions);
  const polynomials = primitivePolynomials(dimensions - 1);
  for (let d = 0; d < dimensions; d++) {
    table.set(d === 0 ? vanDerCorput() : directionNumbers(polynomials[d - 1], (i) => draw(d, i)), sobolWords * d);
    table[sobolWords * d + bitCount] = draw(d, bitCount);
  }
  return table;
}

/** The word of one point in dimension d, which is that share of 2^32. Points count modulo 2^32. */
export function sobolWord(table: ArrayLike<number>, point: number, d: number): number {
  let word = table[sobolWords * d + bitCount];
  for (let left = point ^ (point >>> 1), bit = 0; left !== 0; left >>>= 1, bit++)
    if ((left & 1) !== 0) word ^= table[sobolWords * d + bit];
  return word >>> 0;
}

/** [point][dimension] in [0, 1). */
export function sobolPoints(points: number, dimensions: number, seed: number, repeat: number): Float64Array {
  const table = sobolTable(dimensions, seed, repeat);
  const out = new Float64Array(points * dimensions);
  for (let d = 0; d < dimensions; d++) {
    let x = table[sobolWords * d + bitCount];
    for (let i = 0; i < points; i++) {
      out[i * dimensions + d] = (x >>> 0) / 2 ** 32;
      x ^= table[sobolWords * d + trailingOnes(i)];
    }
  }
  return out;
}

function trailingOnes(i: number): number {
  return 31 - Math.clz32(~i & (i + 1));
}

function vanDerCorput(): Uint32Array {
  return Uint32Array.from({ length: bitCount }, (_, bit) => 2 ** (31 - bit));
}

/** v_k = a_1 v_{k-1} ^ ... ^ a_{s-1} v_{k-s+1} ^ v_{k-s} ^ (v_{k-s} >> s), from s odd initial numbers m_k < 2^k. */
function directionNumbers(polynomial: number, draw: (index: number) => number): Uint32Array {
  const degree = 31 - Math.clz32(polynomial);
  const v = new Uint32Array(bitCount);
  for (let k = 0; k < bitCount; k++) {
    if (k < degree) {
      const m = (draw(k) % 2 ** k) * 2 + 1;
      v[k] = m * 2 ** (31 - k);
      continue;
    }
    let value = v[k - degree] ^ (v[k - degree] >>> degree);
    for (let j = 1; j < degree; j++) if ((polynomial >>> (degree - j)) & 1) value ^= v[k - j];
    v[k] = value;
  }
  return v;
}

/** The first `count` primitive polynomials over GF(2), by degree then value, as bit masks with their leading bit. */
export function primitivePolynomials(count: number): number[] {
  const found: number[] = [];
  for (let degree = 1; found.length < count; degree++) {
    const order = 2 ** degree - 1;
    const divisors = primeFactors(order).map((prime) => order / prime);
    for (let low = 1; low < 2 ** degree && found.length < count; low += 2) {
      const polynomial = 2 ** degree + low;
      // x generates the whole multiplicative group: x^order = 1, and no x^(order / prime) is.
      if (
        powerOfX(order, polynomial, degree) === 1 &&
        divisors.every((e) => e === order || powerOfX(e, polynomial, degree) !== 1)
      )
        found.push(polynomial);
    }
  }
  return found;
}

/** x^exponent modulo the polynomial. Degrees up to 15 keep products within 31 bits. */
function powerOfX(exponent: number, polynomial: number, degree: number): number {
  let result = 1;
  let base = degree === 1 ? 2 ^ polynomial : 2;
  for (let e = exponent; e > 0; e = Math.floor(e / 2)) {
    if (e % 2 === 1) result = multiply(result, base, polynomial, degree);
    base = multiply(base, base, polynomial, degree);
  }
  return result;
}

function multiply(a: number, b: number, polynomial: number, degree: number): number {
  let product = 0;
  for (let bit = degree - 1; bit >= 0; bit--) {
    product <<= 1;
    if (product >>> degree) product ^= polynomial;
    if ((b >>> bit) & 1) product ^= a;
  }
  return product;
}

function primeFactors(n: number): number[] {
  const factors: number[] = [];
  for (let p = 2; p * p <= n; p++) {
    if (n % p !== 0) continue;
    factors.push(p);
    while (n % p === 0) n /= p;
  }
  if (n > 1) factors.push(n);
  return factors;
}
