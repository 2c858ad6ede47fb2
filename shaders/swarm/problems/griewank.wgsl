// Griewank (1981): sum z^2/4000 + (1 - prod cos(z/sqrt(d+1))). With 1 - cos y = 2 sin(y/2)^2 = h, the second part q
// grows by q' = q + (1 - q) h, free of cancellation near 0.

import lib::trigonometry;

struct Accumulator { squares: f32, fallen: f32 }

fn accumulate(a: ptr<function, Accumulator>, z: f32, d: u32) {
  (*a).squares += z * z;
  let h = 2.0 * sin_pi_squared(z * inverseSqrt(f32(d + 1u)) * 0.15915494);
  (*a).fallen += (1.0 - (*a).fallen) * h;
}

fn finish(a: Accumulator) -> f32 {
  return a.squares / 4000.0 + a.fallen;
}
