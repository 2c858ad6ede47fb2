// Stops half-way between the bound and the place that the step came from (the rule of JADE and L-SHADE).
// y: where the step leads; v: how far it leads. Returns position and velocity.

fn confine(y: f32, v: f32, lower: f32, upper: f32, pull: Pull, d: u32) -> vec2f {
  let edge = keep_between(y, lower, upper);
  return vec2f(select(keep_between(0.5 * (edge + (y - v)), lower, upper), y, edge == y), v);
}
