// BBOB f6, attractive sector: a hundred times as steep on the side of the optimum.

import swarm::bbob;

fn conclude(a: ptr<function, Accumulator>, base: u32) -> vec2f {
  read_offset(base);
  turn(0u);
  var sum = 0.0;
  for (var d = 0u; d < settings.dimensions; d++) {
    let z = y[d] * select(1.0, 100.0, y[d] * problem[d] > 0.0);
    sum += z * z;
  }
  return vec2f(exp2(0.9 * log2(max(oscillate(sum), 1e-37))), 0.0);
}
