// Members start with a velocity that would take them to a place inside the box: uniform in [lower - x, upper - x].
// x: where the member starts; word: drawn for it in this dimension. Returns its velocity.

fn start_velocity(x: f32, word: u32, lower: f32, upper: f32) -> f32 {
  return lower + to_uniform(word) * (upper - lower) - x;
}
