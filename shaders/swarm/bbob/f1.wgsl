// BBOB f1, sphere.

import swarm::bbob;

fn conclude(a: ptr<function, Accumulator>, base: u32) -> vec2f {
  read_offset(base);
  var sum = 0.0;
  for (var d = 0u; d < settings.dimensions; d++) {
    sum += y[d] * y[d];
  }
  return vec2f(sum, 0.0);
}
