// BBOB f12, bent cigar.

import swarm::bbob;

fn conclude(a: ptr<function, Accumulator>, base: u32) -> vec2f {
  read_offset(base);
  turn(0u);
  skew_all(0.5);
  turn(0u);
  var sum = 0.0;
  for (var d = 1u; d < settings.dimensions; d++) {
    sum += y[d] * y[d];
  }
  return vec2f(y[0] * y[0] + 1e6 * sum, 0.0);
}
