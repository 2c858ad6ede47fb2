// BBOB f2, separable ellipsoid.

import swarm::bbob;

fn conclude(a: ptr<function, Accumulator>, base: u32) -> vec2f {
  read_offset(base);
  oscillate_all();
  return vec2f(ellipsoid(), 0.0);
}
