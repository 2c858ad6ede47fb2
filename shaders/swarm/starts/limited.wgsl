// Members start with a velocity drawn within the limit on both sides.
// x: where the member starts; word: drawn for it in this dimension. Returns its velocity.

fn start_velocity(x: f32, word: u32, lower: f32, upper: f32) -> f32 {
  return (2.0 * to_uniform(word) - 1.0) * knobs.velocity_limit * (upper - lower);
}
