// Sphere: sum of z^2 (De Jong 1975).

struct Accumulator { sum: f32 }

fn accumulate(a: ptr<function, Accumulator>, z: f32, d: u32) {
  (*a).sum += z * z;
}

fn finish(a: Accumulator) -> f32 {
  return a.sum;
}
