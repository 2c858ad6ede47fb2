// BBOB f14, sum of different powers.

import swarm::bbob;

fn conclude(a: ptr<function, Accumulator>, base: u32) -> vec2f {
  read_offset(base);
  turn(0u);
  var sum = 0.0;
  for (var d = 0u; d < settings.dimensions; d++) {
    sum += exp2((2.0 + 4.0 * share(d)) * log2(max(abs(y[d]), 1e-37)));
  }
  return vec2f(sqrt(sum), 0.0);
}
