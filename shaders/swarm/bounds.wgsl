// Inside [low, high]. By comparisons: clamp(), min() and max() also have to say what becomes of NaN, which on a software
// adapter costs more than the rest of a particle's step.
fn keep_between(x: f32, low: f32, high: f32) -> f32 {
  return select(select(x, high, x > high), low, x < low);
}

// Inside [-limit, limit], for limit >= 0.
fn keep_within(x: f32, limit: f32) -> f32 {
  let signed_limit = bitcast<f32>((bitcast<u32>(x) & 0x80000000u) | bitcast<u32>(limit));
  return select(x, signed_limit, abs(x) > limit);
}
