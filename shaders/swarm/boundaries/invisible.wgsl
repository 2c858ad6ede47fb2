// Lets the member fly on; outside of the box it is not evaluated.
// y: where the step leads; v: its velocity. Returns position and velocity.

fn confine(y: f32, v: f32, lower: f32, upper: f32, pull: Pull, d: u32) -> vec2f {
  if (y < lower || y > upper) {
    is_passed_over = true;
  }
  return vec2f(y, v);
}
