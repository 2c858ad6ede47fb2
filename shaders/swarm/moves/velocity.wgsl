// PSO: a velocity that is kept in part, and pulled to the own best and to an attractor.
//   v' = w v + c1 r1 (p - x) + c2 r2 (g - x);  x' = x + v'        (Shi & Eberhart 1998)
// Constriction (Clerc & Kennedy 2002) is the same with w = chi, c = chi phi. g is what swarm::topology gives: the swarm's
// best, or the best own best among neighbours. r1, r2 are new for every member, generation and dimension.

import swarm::topology;
import swarm::boundary;

const PURPOSE_VELOCITY: u32 = 2u;

struct Knobs {
  // w falls from the first to the second over inertia_generations; 0 generations: constant.
  inertia_first: f32,
  inertia_last: f32,
  inertia_generations: f32,
  cognitive: f32,
  social: f32,
  // Share of the box.
  velocity_limit: f32,
  // Of the topology: how far neighbours are, and after how many generations they change.
  reach: u32,
  period: u32,
}

@group(0) @binding(12) var<uniform> knobs: Knobs;

// What is the same in all dimensions of a member's step; read once, since a software adapter hoists nothing out of loops.
struct Pull {
  key: vec3u,
  member: u32,
  generation: u32,
  base: u32,
  attractor: u32,
  inertia: f32,
  cognitive: f32,
  social: f32,
  lower: f32,
  upper: f32,
  limit: f32,
}

fn move_dimension(pull: Pull, d: u32, word1: u32, word2: u32) -> f32 {
  let at = pull.base + d * TILE;
  let x = positions[at];
  let g = read_attractor(pull.attractor, d);
  @if(!own_box)
  let lower = pull.lower;
  @if(!own_box)
  let upper = pull.upper;
  @if(!own_box)
  let limit = pull.limit;
  @if(own_box)
  let lower = lower_at(d);
  @if(own_box)
  let upper = upper_at(d);
  @if(own_box)
  let limit = knobs.velocity_limit * (upper - lower);
  let free = pull.inertia * velocities[at] + pull.cognitive * to_uniform(word1) * (best_positions[at] - x) + pull.social * to_uniform(word2) * (g - x);
  let v = keep_within(free, limit);
  let inside = confine(x + v, v, lower, upper, pull, d);
  positions[at] = inside.x;
  velocities[at] = inside.y;
  return inside.x;
}

fn move_member(repeat: u32, member: u32, generation: u32) -> Accumulator {
  let share = select(0.0, min(1.0, f32(generation - 1u) / max(1.0, knobs.inertia_generations - 1.0)), knobs.inertia_generations > 0.0);
  let pull = Pull(
    swarms[repeat].key,
    member,
    generation,
    member_base(repeat, member),
    find_attractor(repeat, member),
    knobs.inertia_first + share * (knobs.inertia_last - knobs.inertia_first),
    knobs.cognitive,
    knobs.social,
    settings.lower,
    settings.upper,
    knobs.velocity_limit * (settings.upper - settings.lower),
  );
  let stream = open_stream(pull.key, member, generation, PURPOSE_VELOCITY);
  var seen: Accumulator;
  let dimensions = settings.dimensions;
  let pairs = dimensions >> 1u;
  for (var pair = 0u; pair < pairs; pair++) {
    let words = draw_words(stream, pair);
    let d = 2u * pair;
    observe(&seen, move_dimension(pull, d, words.x, words.y), d);
    observe(&seen, move_dimension(pull, d + 1u, words.z, words.w), d + 1u);
  }
  if ((dimensions & 1u) != 0u) {
    let words = draw_words(stream, pairs);
    observe(&seen, move_dimension(pull, dimensions - 1u, words.x, words.y), dimensions - 1u);
  }
  return seen;
}
