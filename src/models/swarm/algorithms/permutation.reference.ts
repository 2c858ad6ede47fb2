// A permutation that nobody has to store, in TypeScript: the oracle of shaders/lib/permutation.wgsl.

function mixHalf(half: number, key: number): number {
  let v = Math.imul((half + key) | 0, 0x9e3779b9);
  v = Math.imul(v ^ (v >>> 16), 0x85ebca6b);
  return v >>> 16;
}

function bitsOf(count: number): number {
  return (33 - Math.clz32(count - 1)) >> 1;
}

/** Where `index` goes in a permutation of [0, count), by eight keys; count is 2 at least. */
export function permute(index: number, count: number, keys: ArrayLike<number>): number {
  const bits = bitsOf(count);
  const mask = (1 << bits) - 1;
  let place = index;
  do {
    let left = place >>> bits;
    let right = place & mask;
    for (let i = 0; i < 8; i++) {
      const next = left ^ (mixHalf(right, keys[i]) & mask);
      left = right;
      right = next;
    }
    place = (left << bits) | right;
  } while (place >= count);
  return place;
}

/** Which index `permute` sends to `place`. */
export function permuteBack(place: number, count: number, keys: ArrayLike<number>): number {
  const bits = bitsOf(count);
  const mask = (1 << bits) - 1;
  let index = place;
  do {
    let left = index >>> bits;
    let right = index & mask;
    for (let i = 7; i >= 0; i--) {
      const before = right ^ (mixHalf(left, keys[i]) & mask);
      right = left;
      left = before;
    }
    index = (left << bits) | right;
  } while (index >= count);
  return index;
}
