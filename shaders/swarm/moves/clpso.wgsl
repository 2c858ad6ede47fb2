// Comprehensive learning PSO (Liang, Qin, Suganthan & Baskar 2006): in each dimension a member follows the own best of a member
// of its own choice.
//   v' = w v + c r (p_f - x);  x' = x + v'        f: the member followed in this dimension
//   chance of following another: first + span (e^(s i / (n - 1)) - 1) / (e^s - 1) for member i of n
// Whom a member follows is chosen anew when it was evaluated `gap` times without a better own best: in each dimension, with that
// chance, the better of two others drawn, else itself; where that leaves itself everywhere, another in one dimension drawn.
// A member's words: [dimension] whom it follows; evaluations without a better own best, with the highest bit where its last move
// was not evaluated; the own best value and violation that it knew.
// Draws: velocity d >> 2, a word each; permutation d (chance, two others) and permutation `dimensions` (dimension, other).

import swarm::boundary;

const PURPOSE_VELOCITY: u32 = 2u;
const PURPOSE_PERMUTATION: u32 = 4u;
const NOT_EVALUATED: u32 = 0x80000000u;

struct Knobs {
  // w falls from the first to the second over inertia_generations; 0 generations: constant.
  inertia_first: f32,
  inertia_last: f32,
  inertia_generations: f32,
  // c
  pull: f32,
  // Share of the box.
  velocity_limit: f32,
  learning_first: f32,
  learning_span: f32,
  learning_steepness: f32,
  gap: u32,
}

@group(0) @binding(12) var<uniform> knobs: Knobs;

// What a boundary may ask of a member's step.
struct Pull { key: vec3u, member: u32, generation: u32 }

// One of the members that are not this one.
fn draw_other(member: u32, word: u32) -> u32 {
  let other = to_index(word, settings.particles - 1u);
  return other + select(0u, 1u, other >= member);
}

fn choose_examples(repeat: u32, member: u32, generation: u32) {
  let stream = open_stream(swarms[repeat].key, member, generation, PURPOSE_PERMUTATION);
  let along = f32(member) / f32(settings.particles - 1u) * knobs.learning_steepness;
  let chance = knobs.learning_first + knobs.learning_span * (exp(along) - 1.0) / (exp(knobs.learning_steepness) - 1.0);
  var follows_another = false;
  for (var d = 0u; d < settings.dimensions; d++) {
    let words = draw_words(stream, d);
    var followed = member;
    if (to_uniform(words.x) < chance) {
      let first = draw_other(member, words.y);
      // Among those that are neither this one nor the first.
      var second = to_index(words.z, settings.particles - 2u);
      second += select(0u, 1u, second >= min(first, member));
      second += select(0u, 1u, second >= max(first, member));
      let slot = (repeat * settings.padded + first) * 4u;
      let other = (repeat * settings.padded + second) * 4u;
      followed = select(first, second, is_better(values[other], values[other + 1u], values[slot], values[slot + 1u]));
      follows_another = true;
    }
    memory[member_word(repeat, member, d)] = followed;
  }
  if (!follows_another) {
    let words = draw_words(stream, settings.dimensions);
    memory[member_word(repeat, member, to_index(words.x, settings.dimensions))] = draw_other(member, words.y);
  }
}

// Counts the move before this one, and chooses anew whom to follow where that is due.
fn look_back(repeat: u32, member: u32, generation: u32) {
  let slot = (repeat * settings.padded + member) * 4u;
  let count_at = member_word(repeat, member, settings.dimensions);
  let value_at = member_word(repeat, member, settings.dimensions + 1u);
  let violation_at = member_word(repeat, member, settings.dimensions + 2u);
  let value = bitcast<u32>(values[slot]);
  let violation = bitcast<u32>(values[slot + 1u]);
  var count = memory[count_at];
  if (generation == 1u || swarms[repeat].restart_at == generation - 1u) {
    count = knobs.gap;
  } else if (memory[value_at] != value || memory[violation_at] != violation) {
    count = 0u;
  } else if ((count & NOT_EVALUATED) == 0u) {
    count += 1u;
  }
  count &= ~NOT_EVALUATED;
  if (count >= knobs.gap) {
    choose_examples(repeat, member, generation);
    count = 0u;
  }
  memory[count_at] = count;
  memory[value_at] = value;
  memory[violation_at] = violation;
}

fn move_member(repeat: u32, member: u32, generation: u32) -> Accumulator {
  look_back(repeat, member, generation);
  let share = select(0.0, min(1.0, f32(generation - 1u) / max(1.0, knobs.inertia_generations - 1.0)), knobs.inertia_generations > 0.0);
  let inertia = knobs.inertia_first + share * (knobs.inertia_last - knobs.inertia_first);
  let pull = Pull(swarms[repeat].key, member, generation);
  let stream = open_stream(pull.key, member, generation, PURPOSE_VELOCITY);
  let base = member_base(repeat, member);
  var words: vec4u;
  var seen: Accumulator;
  for (var d = 0u; d < settings.dimensions; d++) {
    if ((d & 3u) == 0u) {
      words = draw_words(stream, d >> 2u);
    }
    let at = base + d * TILE;
    let lower = lower_at(d);
    let upper = upper_at(d);
    let x = positions[at];
    let followed = best_positions[member_base(repeat, memory[member_word(repeat, member, d)]) + d * TILE];
    let free = inertia * velocities[at] + knobs.pull * to_uniform(words[d & 3u]) * (followed - x);
    let v = keep_within(free, knobs.velocity_limit * (upper - lower));
    let inside = confine(x + v, v, lower, upper, pull, d);
    positions[at] = inside.x;
    velocities[at] = inside.y;
    observe(&seen, inside.x, d);
  }
  if (is_passed_over) {
    memory[member_word(repeat, member, settings.dimensions)] |= NOT_EVALUATED;
  }
  return seen;
}
