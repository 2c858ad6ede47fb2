// BBOB f11, discus.

import swarm::bbob;

fn conclude(a: ptr<function, Accumulator>, base: u32) -> vec2f {
  read_offset(base);
  turn(0u);
  oscillate_all();
  var sum = 1e6 * y[0] * y[0];
  for (var d = 1u; d < settings.dimensions; d++) {
    sum += y[d] * y[d];
  }
  return vec2f(sum, 0.0);
}
