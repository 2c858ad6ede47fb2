// A permutation of [0, count) that nobody has to store: a Feistel network of eight rounds over the next power of four, taken
// again where it leads beyond the end. The twin is permutation.reference.ts.

struct Permutation { keys: array<vec4u, 2>, count: u32, bits: u32 }

// By eight keys; count is 2 at least.
fn open_permutation(keys: array<vec4u, 2>, count: u32) -> Permutation {
  return Permutation(keys, count, (33u - countLeadingZeros(count - 1u)) >> 1u);
}

fn mix_half(half: u32, key: u32) -> u32 {
  var v = (half + key) * 0x9e3779b9u;
  v = (v ^ (v >> 16u)) * 0x85ebca6bu;
  return v >> 16u;
}

// Where `index` goes.
fn permute(permutation: Permutation, index: u32) -> u32 {
  let bits = permutation.bits;
  let mask = (1u << bits) - 1u;
  var place = index;
  loop {
    var left = place >> bits;
    var right = place & mask;
    for (var i = 0u; i < 8u; i++) {
      let next = left ^ (mix_half(right, permutation.keys[i >> 2u][i & 3u]) & mask);
      left = right;
      right = next;
    }
    place = (left << bits) | right;
    if (place < permutation.count) {
      break;
    }
  }
  return place;
}

// Which index goes to `place`.
fn permute_back(permutation: Permutation, place: u32) -> u32 {
  let bits = permutation.bits;
  let mask = (1u << bits) - 1u;
  var index = place;
  loop {
    var left = index >> bits;
    var right = index & mask;
    for (var i = 8u; i > 0u; i--) {
      let before = right ^ (mix_half(left, permutation.keys[(i - 1u) >> 2u][(i - 1u) & 3u]) & mask);
      right = left;
      left = before;
    }
    index = (left << bits) | right;
    if (index < permutation.count) {
      break;
    }
  }
  return index;
}
