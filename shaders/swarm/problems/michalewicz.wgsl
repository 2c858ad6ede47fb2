// Michalewicz (1992), m = 10: -sum of sin(z) sin((d+1) z^2 / pi)^20.

import lib::trigonometry;

struct Accumulator { sum: f32 }

fn accumulate(a: ptr<function, Accumulator>, z: f32, d: u32) {
  // (d+1) z^2 / pi as a share of pi: 1 / pi^2 = 0.10132118.
  let s2 = sin_pi_squared(f32(d + 1u) * z * z * 0.10132118);
  let s4 = s2 * s2;
  let s8 = s4 * s4;
  (*a).sum -= sin_pi(z * 0.31830989) * s8 * s8 * s4;
}

fn finish(a: Accumulator) -> f32 {
  return a.sum;
}
