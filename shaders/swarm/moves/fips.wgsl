// Fully informed PSO: a velocity that is pulled to the own bests of all neighbours on a ring.
//   v' = chi (v + sum over k of phi / K * r_k (p_k - x));  x' = x + v'        (Mendes, Kennedy & Neves 2004)
// The K = 2 reach neighbours without the member itself. r_k is new for every member, generation, dimension and neighbour:
// draw (d >> 1) + j * ceil(D / 2) serves the neighbours j + 1 below and above.

import swarm::boundary;

const PURPOSE_VELOCITY: u32 = 2u;

struct Knobs {
  // chi
  constriction: f32,
  // phi / K
  pull: f32,
  // Share of the box.
  velocity_limit: f32,
  // Neighbours on each side.
  reach: u32,
}

@group(0) @binding(12) var<uniform> knobs: Knobs;

// What a boundary may ask of a member's step.
struct Pull { key: vec3u, member: u32, generation: u32 }

fn move_member(repeat: u32, member: u32, generation: u32) -> Accumulator {
  let pull = Pull(swarms[repeat].key, member, generation);
  let stream = open_stream(pull.key, member, generation, PURPOSE_VELOCITY);
  let base = member_base(repeat, member);
  let particles = settings.particles;
  let pairs = (settings.dimensions + 1u) >> 1u;
  var seen: Accumulator;
  for (var pair = 0u; pair < pairs; pair++) {
    let d = 2u * pair;
    let at = base + d * TILE;
    // The last pair of an odd number of dimensions has one; what is read beyond it is not used.
    let is_whole = d + 1u < settings.dimensions;
    let next = select(0u, TILE, is_whole);
    let x = vec2f(positions[at], positions[at + next]);
    var sum = vec2f(0.0);
    for (var j = 0u; j < knobs.reach; j++) {
      let words = draw_words(stream, pair + j * pairs);
      let k = (j + 1u) % particles;
      let below = member_base(repeat, (member + particles - k) % particles) + d * TILE;
      let above = member_base(repeat, (member + k) % particles) + d * TILE;
      sum += vec2f(to_uniform(words.x), to_uniform(words.z)) * (vec2f(best_positions[below], best_positions[below + next]) - x);
      sum += vec2f(to_uniform(words.y), to_uniform(words.w)) * (vec2f(best_positions[above], best_positions[above + next]) - x);
    }
    observe(&seen, move_dimension(pull, at, x.x, sum.x, d), d);
    if (is_whole) {
      observe(&seen, move_dimension(pull, at + TILE, x.y, sum.y, d + 1u), d + 1u);
    }
  }
  return seen;
}

fn move_dimension(pull: Pull, at: u32, x: f32, sum: f32, d: u32) -> f32 {
  let lower = lower_at(d);
  let upper = upper_at(d);
  let v = keep_within(knobs.constriction * (velocities[at] + knobs.pull * sum), knobs.velocity_limit * (upper - lower));
  let inside = confine(x + v, v, lower, upper, pull, d);
  positions[at] = inside.x;
  velocities[at] = inside.y;
  return inside.x;
}
