// BBOB f19, composite Griewank-Rosenbrock; the matrix is scaled.

import swarm::bbob;

fn conclude(a: ptr<function, Accumulator>, base: u32) -> vec2f {
  read_offset(base);
  turn(0u);
  var sum = 0.0;
  for (var d = 0u; d + 1u < settings.dimensions; d++) {
    let t = rosenbrock_term(d);
    sum += t * 0.00025 + 2.0 * sin_pi_squared(t * 0.15915494);
  }
  return vec2f(10.0 / f32(settings.dimensions - 1u) * sum, 0.0);
}
