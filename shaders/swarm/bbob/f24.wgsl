// BBOB f24, Lunacek bi-Rastrigin.

import swarm::bbob;

fn conclude(a: ptr<function, Accumulator>, base: u32) -> vec2f {
  read_offset(base);
  let dimensions = settings.dimensions;
  let depth = 1.0 - 0.5 / (sqrt(f32(dimensions) + 20.0) - 4.1);
  // 2.5 and -sqrt((2.5^2 - 1) / depth), the middles of the two bowls.
  let apart = 2.5 + sqrt(5.25 / depth);
  var near = 0.0;
  var far = 0.0;
  for (var d = 0u; d < dimensions; d++) {
    y[d] *= 2.0 * sign(problem[d]);
    near += y[d] * y[d];
    far += (y[d] + apart) * (y[d] + apart);
  }
  turn(0u);
  var waves = 0.0;
  for (var d = 0u; d < dimensions; d++) {
    waves += sin_pi_squared(y[d]);
  }
  return vec2f(min(near, f32(dimensions) + depth * far) + 20.0 * waves, 0.0);
}
