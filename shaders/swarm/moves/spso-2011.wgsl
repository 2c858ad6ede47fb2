// Standard PSO 2011 (Clerc): a member moves to a place in a ball around the centre of where its own best and the best that it is
// told of pull it.
//   G - x = c (p - x) / 3 + c (l - x) / 3, or c (p - x) / 2 where l is its own best
//   v' = w v + (G - x) + rho |G - x| n;  x' = x + v'
// rho: uniform in [0, 1]; n: a direction drawn evenly; both new for every member and generation. l: the best own best among
// those that inform the member, itself among them. Another one does with a chance given by the knobs, and the links stay until a
// generation does not better the swarm's best.
// Draws: velocity 0 for rho, 1 + (d >> 2) for four dimensions of the direction; link (other >> 2) of the member, in the
// generation that drew the links.

import lib::normal;
import swarm::boundary;

const PURPOSE_VELOCITY: u32 = 2u;
const PURPOSE_LINK: u32 = 10u;

struct Knobs {
  // w
  inertia: f32,
  // c
  pull: f32,
  // Another member informs this one where a word is below it.
  link_below: u32,
}

@group(0) @binding(12) var<uniform> knobs: Knobs;

// What a boundary may ask of a member's step.
struct Pull { key: vec3u, member: u32, generation: u32 }

fn find_informant(repeat: u32, member: u32) -> u32 {
  let stream = open_stream(swarms[repeat].key, member, swarms[repeat].unimproved, PURPOSE_LINK);
  var best = member;
  var slot = (repeat * settings.padded + member) * 4u;
  var best_value = values[slot];
  var best_violation = values[slot + 1u];
  var words: vec4u;
  for (var other = 0u; other < settings.particles; other++) {
    if ((other & 3u) == 0u) {
      words = draw_words(stream, other >> 2u);
    }
    if (words[other & 3u] >= knobs.link_below) {
      continue;
    }
    slot = (repeat * settings.padded + other) * 4u;
    if (is_better(values[slot], values[slot + 1u], best_value, best_violation)) {
      best = other;
      best_value = values[slot];
      best_violation = values[slot + 1u];
    }
  }
  return best;
}

fn move_member(repeat: u32, member: u32, generation: u32) -> Accumulator {
  let pull = Pull(swarms[repeat].key, member, generation);
  let informant = find_informant(repeat, member);
  let stream = open_stream(pull.key, member, generation, PURPOSE_VELOCITY);
  let base = member_base(repeat, member);
  let ahead = member_base(repeat, informant);
  let to_own = knobs.pull / select(3.0, 2.0, informant == member);
  let to_informant = select(knobs.pull / 3.0, 0.0, informant == member);
  // |G - x| as largest^2 times a sum of shares, so that no square leaves the range of f32.
  var largest = 0.0;
  var shares = 0.0;
  var length_squared = 0.0;
  var normals: vec4f;
  for (var d = 0u; d < settings.dimensions; d++) {
    if ((d & 3u) == 0u) {
      normals = to_normals(draw_words(stream, 1u + (d >> 2u)));
    }
    length_squared += normals[d & 3u] * normals[d & 3u];
    let step = abs(centre_from(base, ahead, d, to_own, to_informant));
    if (step > largest) {
      shares = 1.0 + shares * (largest / step) * (largest / step);
      largest = step;
    } else if (step > 0.0) {
      shares += (step / largest) * (step / largest);
    }
  }
  let radius = to_uniform(draw_words(stream, 0u).x) * largest * sqrt(shares);
  let scale = select(0.0, radius / sqrt(length_squared), length_squared > 0.0);
  var seen: Accumulator;
  for (var d = 0u; d < settings.dimensions; d++) {
    if ((d & 3u) == 0u) {
      normals = to_normals(draw_words(stream, 1u + (d >> 2u)));
    }
    let at = base + d * TILE;
    let v = knobs.inertia * velocities[at] + centre_from(base, ahead, d, to_own, to_informant) + scale * normals[d & 3u];
    let inside = confine(positions[at] + v, v, lower_at(d), upper_at(d), pull, d);
    positions[at] = inside.x;
    velocities[at] = inside.y;
    observe(&seen, inside.x, d);
  }
  return seen;
}

// G - x in dimension d.
fn centre_from(base: u32, ahead: u32, d: u32, to_own: f32, to_informant: f32) -> f32 {
  let at = d * TILE;
  let x = positions[base + at];
  return to_own * (best_positions[base + at] - x) + to_informant * (best_positions[ahead + at] - x);
}
