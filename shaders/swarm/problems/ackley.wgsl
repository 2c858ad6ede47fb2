// Ackley (1987): -20 expm1(-0.2 sqrt(sum z^2 / D)) - e expm1(-2 sum sin(pi z)^2 / D), free of cancellation at 0.

import lib::trigonometry;

struct Accumulator { squares: f32, waves: f32 }

fn accumulate(a: ptr<function, Accumulator>, z: f32, d: u32) {
  (*a).squares += z * z;
  (*a).waves += sin_pi_squared(z);
}

fn finish(a: Accumulator) -> f32 {
  let dimensions = f32(settings.dimensions);
  return -20.0 * exp_minus_one(-0.2 * sqrt(a.squares / dimensions)) - 2.7182818 * exp_minus_one(-2.0 * a.waves / dimensions);
}
