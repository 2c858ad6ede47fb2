// BBOB f3, separable Rastrigin.

import swarm::bbob;

fn conclude(a: ptr<function, Accumulator>, base: u32) -> vec2f {
  read_offset(base);
  oscillate_all();
  skew_all(0.2);
  condition_all(1.0);
  return vec2f(rastrigin(), 0.0);
}
