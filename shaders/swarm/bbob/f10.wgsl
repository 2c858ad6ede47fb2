// BBOB f10, ellipsoid, rotated.

import swarm::bbob;

fn conclude(a: ptr<function, Accumulator>, base: u32) -> vec2f {
  read_offset(base);
  turn(0u);
  oscillate_all();
  return vec2f(ellipsoid(), 0.0);
}
