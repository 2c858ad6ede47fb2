// Standard normal numbers (Box & Muller 1958), the twin of toNormals in src/core/random.ts. Logarithm and angle by own
// polynomials, since WGSL's log near 1 and its cos are too rough for a difference to the reference of 1e-6.

import lib::trigonometry;

// ln(u) for normal u > 0. u = m 2^e, m in [sqrt(1/2), sqrt(2)), ln m = 2 artanh(s) with s = (m - 1) / (m + 1): the next term
// of the series is below 1e-9 of it.
fn natural_log(u: f32) -> f32 {
  let bits = bitcast<u32>(u);
  let fraction = bitcast<f32>((bits & 0x7fffffu) | 0x3f800000u);
  let is_high = fraction > 1.41421356;
  let m = select(fraction, 0.5 * fraction, is_high);
  let e = f32(i32(bits >> 23u) - select(127, 126, is_high));
  let s = (m - 1.0) / (m + 1.0);
  let t = s * s;
  return e * 0.69314718 + 2.0 * s * (1.0 + t * (0.33333333 + t * (0.2 + t * (0.14285714 + t * 0.11111111))));
}

// Two words as two normal numbers, at most 5.8.
fn to_normal_pair(radius_word: u32, angle_word: u32) -> vec2f {
  let radius = sqrt(-2.0 * natural_log((f32(radius_word >> 8u) + 1.0) * 0x1p-24));
  // Half the angle, in half turns.
  let t = f32(bitcast<i32>(angle_word)) * 0x1p-32;
  let s = sin_pi_reduced(t);
  let c = sin_pi_reduced(0.5 - abs(t));
  return radius * vec2f((c - s) * (c + s), 2.0 * s * c);
}

// Four words as four.
fn to_normals(words: vec4u) -> vec4f {
  return vec4f(to_normal_pair(words.x, words.y), to_normal_pair(words.z, words.w));
}
