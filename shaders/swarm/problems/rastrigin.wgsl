// Rastrigin: sum of z^2 + 20 sin(pi z)^2, which is 10 D + sum of z^2 - 10 cos(2 pi z) without its cancellation.

import lib::trigonometry;

struct Accumulator { sum: f32 }

fn accumulate(a: ptr<function, Accumulator>, z: f32, d: u32) {
  (*a).sum += z * z + 20.0 * sin_pi_squared(z);
}

fn finish(a: Accumulator) -> f32 {
  return a.sum;
}
