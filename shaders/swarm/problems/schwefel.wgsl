// Schwefel 2.26 (1981): sum of 418.98288727 - z sin sqrt|z|. Outside [-500, 500], where the function falls for ever, a
// shifted or rotated problem sees the value at the edge plus (|z| - 500)^2 / 10 (as CEC 2013 does with other constants).

import lib::schwefel;

struct Accumulator { sum: f32 }

fn accumulate(a: ptr<function, Accumulator>, z: f32, d: u32) {
  let inside = clamp(z, -500.0, 500.0);
  let outside = z - inside;
  // c = 420.96875 - 3.640018e-6: two floats.
  (*a).sum += schwefel_term(inside, (inside - 420.96875) + 3.640018e-6) + 0.1 * outside * outside;
}

fn finish(a: Accumulator) -> f32 {
  return a.sum;
}
