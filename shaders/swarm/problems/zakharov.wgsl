// Zakharov: sum z^2 + s^2 + s^4 with s = sum of (d+1) z_d / 2.

struct Accumulator { squares: f32, slope: f32 }

fn accumulate(a: ptr<function, Accumulator>, z: f32, d: u32) {
  (*a).squares += z * z;
  (*a).slope += 0.5 * f32(d + 1u) * z;
}

fn finish(a: Accumulator) -> f32 {
  let s = a.slope * a.slope;
  return a.squares + s + s * s;
}
