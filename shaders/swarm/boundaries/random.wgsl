// Draws a new coordinate (random numbers of purpose 3) and keeps the velocity.
// y: where the step leads; v: its velocity. Returns position and velocity.

fn confine(y: f32, v: f32, lower: f32, upper: f32, pull: Pull, d: u32) -> vec2f {
  if (y >= lower && y <= upper) {
    return vec2f(y, v);
  }
  let words = draw_words(open_stream(pull.key, pull.member, pull.generation, 3u), d);
  return vec2f(keep_between(lower + to_uniform(words.x) * (upper - lower), lower, upper), v);
}
