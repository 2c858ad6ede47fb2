// Stops at the bound and turns half of the velocity back.
// y: where the step leads; v: its velocity. Returns position and velocity.

fn confine(y: f32, v: f32, lower: f32, upper: f32, pull: Pull, d: u32) -> vec2f {
  let inside = keep_between(y, lower, upper);
  return vec2f(inside, select(-0.5 * v, v, inside == y));
}
