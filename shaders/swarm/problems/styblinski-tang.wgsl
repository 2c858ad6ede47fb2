// Styblinski & Tang (1990): sum of (z^4 - 16 z^2 + 5 z) / 2.

struct Accumulator { sum: f32 }

fn accumulate(a: ptr<function, Accumulator>, z: f32, d: u32) {
  let square = z * z;
  (*a).sum += 0.5 * (square * (square - 16.0) + 5.0 * z);
}

fn finish(a: Accumulator) -> f32 {
  return a.sum;
}
