// BBOB f17, Schaffers F7, condition 10; the second matrix is scaled.

import swarm::bbob;

fn conclude(a: ptr<function, Accumulator>, base: u32) -> vec2f {
  read_offset(base);
  turn(0u);
  skew_all(0.5);
  turn(1u);
  return vec2f(schaffers(), 0.0);
}
