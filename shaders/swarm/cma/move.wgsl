// Samples of CMA-ES: x = fold(m + sigma width A z), z normal, A the model's factor. z stays in the velocities, for what is
// learnt from the sample. Draws: normal d >> 2, a word each for four dimensions (Box & Muller).

import lib::random;
import lib::normal;
import swarm::cma_state;
import swarm::cma_model;

const PURPOSE_NORMAL: u32 = 20u;
// Share of the box that is bent along each bound; a power of two, so that it is exact.
const MARGIN: f32 = 0.03125;

// The place in the box that any number stands for (Hansen's BoundTransform): the same well inside, a parabola that touches the
// bound in the margin along it, mirrored beyond.
fn fold_into_box(u: f32, lower: f32, upper: f32) -> f32 {
  let width = upper - lower;
  let margin = MARGIN * width;
  if (u >= lower + margin && u <= upper - margin) {
    return u;
  }
  let length = width + 2.0 * margin;
  let above = u - (lower - margin);
  let folds = floor(above / length);
  let rest = above - folds * length;
  let is_even = floor(0.5 * folds) * 2.0 == folds;
  let from_lower = select(length - rest, rest, is_even);
  let from_upper = length - from_lower;
  var x = lower - margin + from_lower;
  if (from_lower < 2.0 * margin) {
    x = lower + from_lower * (from_lower / (4.0 * margin));
  } else if (from_upper < 2.0 * margin) {
    x = upper - from_upper * (from_upper / (4.0 * margin));
  }
  return keep_between(x, lower, upper);
}

fn move_member(repeat: u32, member: u32, generation: u32) -> Accumulator {
  let base = member_base(repeat, member);
  let stream = open_stream(swarms[repeat].key, member, generation, PURPOSE_NORMAL);
  var normals: vec4f;
  var squares = 0.0;
  for (var d = 0u; d < settings.dimensions; d++) {
    if ((d & 3u) == 0u) {
      normals = to_normals(draw_words(stream, d >> 2u));
    }
    let z = normals[d & 3u];
    velocities[base + d * TILE] = z;
    squares += z * z;
  }
  put(member_word(repeat, member, LENGTH), squares);
  let sigma = knobs.sigma * number_at(memory_base(repeat) + SIGMA);
  let mean_at = array_at(repeat, MEAN);
  let rest_at = array_at(repeat, MEAN_REST);
  var seen: Accumulator;
  for (var d = 0u; d < settings.dimensions; d++) {
    let lower = lower_at(d);
    let upper = upper_at(d);
    let step = sigma * ((upper - lower) * stretch_draw(repeat, base, d));
    let x = fold_into_box(number_at(mean_at + d) + (number_at(rest_at + d) + step), lower, upper);
    positions[base + d * TILE] = x;
    observe(&seen, x, d);
  }
  return seen;
}
