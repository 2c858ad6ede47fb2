// HappyCat (Beyer & Finck 2012), with y = z + 1: |sum y (y - 2)|^(1/4) + sum y^2 / (2 D), the published form without
// its cancellation at the minimiser y = 0.

struct Accumulator { ridge: f32, squares: f32 }

fn accumulate(a: ptr<function, Accumulator>, z: f32, d: u32) {
  let y = z + 1.0;
  (*a).ridge += y * (y - 2.0);
  (*a).squares += y * y;
}

fn finish(a: Accumulator) -> f32 {
  return sqrt(sqrt(abs(a.ridge))) + 0.5 * a.squares / f32(settings.dimensions);
}
