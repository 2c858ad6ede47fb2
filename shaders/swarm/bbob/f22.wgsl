// BBOB f22, Gallagher, 21 peaks.

import swarm::bbob;

fn conclude(a: ptr<function, Accumulator>, base: u32) -> vec2f {
  read_offset(base);
  turn(0u);
  return vec2f(peaks(21u), 0.0);
}
