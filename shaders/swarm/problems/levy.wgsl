// Levy (Levy & Montalvo 1985), with u = (z - 1)/4: sin(pi u_0)^2 + sum_{d<D-1} u^2 (1 + 10 sin(pi u + 1)^2)
// + u_{D-1}^2 (1 + sin(2 pi u_{D-1})^2): every term is 0 at u = 0, and sin(pi (1 + u))^2 = sin(pi u)^2.

import lib::trigonometry;

struct Accumulator { sum: f32 }

fn accumulate(a: ptr<function, Accumulator>, z: f32, d: u32) {
  let u = (z - 1.0) * 0.25;
  if (d == 0u) {
    (*a).sum += sin_pi_squared(u);
  }
  if (d + 1u < settings.dimensions) {
    (*a).sum += u * u * (1.0 + 10.0 * sin_pi_squared(u + 0.31830989));
  } else {
    (*a).sum += u * u * (1.0 + sin_pi_squared(2.0 * u));
  }
}

fn finish(a: Accumulator) -> f32 {
  return a.sum;
}
