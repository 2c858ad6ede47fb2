// BBOB f17 and f18, Schaffers F7 of condition 10 and 1000, which the second matrix carries.

import swarm::bbob;

fn conclude(a: ptr<function, Accumulator>, base: u32) -> vec2f {
  read_offset(base);
  turn(0u);
  skew_all(0.5);
  turn(1u);
  return vec2f(schaffers(), 0.0);
}
