// Members start at rest.
// x: where the member starts; word: drawn for it in this dimension. Returns its velocity.

fn start_velocity(x: f32, word: u32, lower: f32, upper: f32) -> f32 {
  return 0.0;
}
