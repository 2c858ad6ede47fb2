// Schwefel 2.26 (1981): sum of 418.98288727 - z sin sqrt|z|. Around the minimiser c = 420.9687464, with a = sqrt(c),
// e = sqrt(z) - a and sin a = 0.99528, the term is sin a (2 z/a sin e + 2 z sin(e/2)^2 - (z - c)), whose parts vanish
// with z - c, so that nothing of the size of 418 cancels. Outside [-500, 500], where the function falls for ever, a
// shifted or rotated problem sees the value at the edge plus (|z| - 500)^2 / 10 (as CEC 2013 does with other constants).

import lib::trigonometry;

struct Accumulator { sum: f32 }

fn schwefel_term(z: f32) -> f32 {
  let root = sqrt(abs(z));
  // c = 420.96875 - 3.640018e-6: two floats.
  let offset = (z - 420.96875) + 3.640018e-6;
  let e = offset / (root + 20.517522);
  // sin e and sin(e/2) by way of sin(pi x).
  let sine = sin_pi(e * 0.31830989);
  let half = sin_pi_squared(e * 0.15915494);
  let near = 0.99528328 * (2.0 * z * (sine / 20.517522 + half) - offset);
  let far = 418.98289 - z * sin_pi(root * 0.31830989);
  return select(far, near, z > 0.0);
}

fn accumulate(a: ptr<function, Accumulator>, z: f32, d: u32) {
  let inside = clamp(z, -500.0, 500.0);
  let outside = z - inside;
  (*a).sum += schwefel_term(inside) + 0.1 * outside * outside;
}

fn finish(a: Accumulator) -> f32 {
  return a.sum;
}
