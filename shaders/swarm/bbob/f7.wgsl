// BBOB f7, step ellipsoid; the first matrix is scaled.

import swarm::bbob;

fn conclude(a: ptr<function, Accumulator>, base: u32) -> vec2f {
  read_offset(base);
  turn(0u);
  let steep = abs(y[0]);
  for (var d = 0u; d < settings.dimensions; d++) {
    let v = y[d];
    y[d] = select(floor(10.0 * v + 0.5) * 0.1, floor(v + 0.5), abs(v) > 0.5);
  }
  turn(1u);
  var sum = 0.0;
  for (var d = 0u; d < settings.dimensions; d++) {
    sum += ten_to(2.0 * share(d)) * y[d] * y[d];
  }
  return vec2f(0.1 * max(steep * 1e-4, sum), 0.0);
}
