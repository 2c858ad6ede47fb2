// Comes in at the other side. A step is at most the box's width.
// y: where the step leads; v: its velocity. Returns position and velocity.

fn confine(y: f32, v: f32, lower: f32, upper: f32, pull: Pull, d: u32) -> vec2f {
  let width = upper - lower;
  let wrapped = select(select(y, y - width, y > upper), y + width, y < lower);
  return vec2f(keep_between(wrapped, lower, upper), v);
}
