// Ellipsoid: sum of 10^(6 d/(D-1)) z^2 (Hansen & Ostermeier 2001). 10^6 = 2^19.931569.

struct Accumulator { sum: f32 }

fn accumulate(a: ptr<function, Accumulator>, z: f32, d: u32) {
  let share = f32(d) / f32(max(settings.dimensions, 2u) - 1u);
  (*a).sum += exp2(19.931569 * share) * z * z;
}

fn finish(a: Accumulator) -> f32 {
  return a.sum;
}
