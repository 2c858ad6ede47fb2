// BBOB f15, Rastrigin, rotated.

import swarm::bbob;

fn conclude(a: ptr<function, Accumulator>, base: u32) -> vec2f {
  read_offset(base);
  turn(0u);
  oscillate_all();
  skew_all(0.2);
  turn(1u);
  return vec2f(rastrigin(), 0.0);
}
