// A catalogue function of R (x - optimum) + minimiser, R block-diagonal after a permutation of the dimensions.
// problem: optimum[D], minimiser[D], then per dimension its block's start, its block's size and the offset of its row,
// then order[D] (which dimension stands at each place of the blocks), then the rows of the blocks.

fn observe(a: ptr<function, Accumulator>, x: f32, d: u32) {}

fn conclude(a: ptr<function, Accumulator>, base: u32) -> vec2f {
  let dimensions = settings.dimensions;
  for (var d = 0u; d < dimensions; d++) {
    let entry = 2u * dimensions + 3u * d;
    let first = u32(problem[entry]);
    let size = u32(problem[entry + 1u]);
    let row = u32(problem[entry + 2u]);
    var z = problem[dimensions + d];
    for (var j = 0u; j < size; j++) {
      let other = u32(problem[5u * dimensions + first + j]);
      z += problem[row + j] * (positions[base + other * TILE] - problem[other]);
    }
    accumulate(a, z, d);
  }
  return vec2f(finish(*a), 0.0);
}
