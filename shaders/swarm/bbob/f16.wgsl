// BBOB f16, Weierstrass: cos(2 pi 3^k (z + 1/2)) - cos(pi 3^k) = 2 sin(pi 3^k z)^2, since 3^k is odd.

import swarm::bbob;

fn conclude(a: ptr<function, Accumulator>, base: u32) -> vec2f {
  read_offset(base);
  turn(0u);
  oscillate_all();
  turn(1u);
  var sum = 0.0;
  for (var d = 0u; d < settings.dimensions; d++) {
    var height = 2.0;
    var frequency = 1.0;
    for (var k = 0u; k < 12u; k++) {
      sum += height * sin_pi_squared(frequency * y[d]);
      height *= 0.5;
      frequency *= 3.0;
    }
  }
  let mean = sum / f32(settings.dimensions);
  return vec2f(10.0 * mean * mean * mean, 0.0);
}
