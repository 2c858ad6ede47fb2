// Stops at the bound and keeps the velocity.
// y: where the step leads; v: its velocity. Returns position and velocity.

fn confine(y: f32, v: f32, lower: f32, upper: f32, pull: Pull, d: u32) -> vec2f {
  return vec2f(keep_between(y, lower, upper), v);
}
