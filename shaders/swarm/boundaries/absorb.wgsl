// Stops at the bound and loses the velocity (absorbing wall, Robinson & Rahmat-Samii 2004).
// y: where the step leads; v: its velocity. Returns position and velocity.

fn confine(y: f32, v: f32, lower: f32, upper: f32, pull: Pull, d: u32) -> vec2f {
  let edge = keep_between(y, lower, upper);
  return vec2f(edge, select(0.0, v, edge == y));
}
