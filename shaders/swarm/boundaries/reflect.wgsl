// Mirrors position and velocity at the bound. A step is at most the box's width, so that once is enough.
// y: where the step leads; v: its velocity. Returns position and velocity.

fn confine(y: f32, v: f32, lower: f32, upper: f32, pull: Pull, d: u32) -> vec2f {
  let edge = keep_between(y, lower, upper);
  return vec2f(keep_between(edge + (edge - y), lower, upper), select(-v, v, edge == y));
}
