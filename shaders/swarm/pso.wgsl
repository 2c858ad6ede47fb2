// Velocity and position update of inertia, constriction and ring PSO, fused with the objective.
//   v' = w v + c1 r1 (p - x) + c2 r2 (g - x);  x' = x + v'        (Shi & Eberhart 1998)
// Constriction (Clerc & Kennedy 2002) is the same with w = chi, c = chi phi. g: the swarm's best, or with @if(ring) the
// best own best among the neighbours. r1, r2 are new for every member, generation and dimension.
// One invocation: one member, all dimensions. No barriers; default limits. Layouts: state.wgsl.

import lib::random;
import swarm::state;
import swarm::objective;
import swarm::boundary;

const PURPOSE_INITIAL_POSITION: u32 = 0u;
const PURPOSE_VELOCITY: u32 = 2u;

// Where a dispatch begins: a generation may be cut into several, so that none holds the device for long.
struct Part { first: u32 }

@group(1) @binding(0) var<uniform> part: Part;

// Index of a member's first coordinate; dimension d lies d * TILE further.
fn member_base(repeat: u32, member: u32) -> u32 {
  return (repeat * settings.padded + member / TILE * TILE) * settings.dimensions + member % TILE;
}

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
  @if(!ring)
  let g = bests[pull.attractor + d];
  @if(ring)
  let g = best_positions[pull.attractor + d * TILE];
  @if(!own_box)
  let lower = pull.lower;
  @if(!own_box)
  let upper = pull.upper;
  @if(!own_box)
  let limit = pull.limit;
  @if(own_box)
  let lower = problem[settings.box_at + d];
  @if(own_box)
  let upper = problem[settings.box_at + settings.dimensions + d];
  @if(own_box)
  let limit = settings.velocity_limit * (upper - lower);
  let free = pull.inertia * velocities[at] + pull.cognitive * to_uniform(word1) * (best_positions[at] - x) + pull.social * to_uniform(word2) * (g - x);
  let v = keep_within(free, limit);
  let inside = confine(x + v, v, lower, upper, pull, d);
  positions[at] = inside.x;
  velocities[at] = inside.y;
  return inside.x;
}

fn draw_place(repeat: u32, member: u32, generation: u32, keep: bool) -> Accumulator {
  let base = member_base(repeat, member);
  let stream = open_stream(swarms[repeat].key, member, generation, PURPOSE_INITIAL_POSITION);
  var seen: Accumulator;
  for (var d = 0u; d < settings.dimensions; d++) {
    let at = base + d * TILE;
    if (!keep) {
      @if(!own_box)
      let lower = settings.lower;
      @if(!own_box)
      let upper = settings.upper;
      @if(own_box)
      let lower = problem[settings.box_at + d];
      @if(own_box)
      let upper = problem[settings.box_at + settings.dimensions + d];
      positions[at] = keep_between(lower + to_uniform(draw_words(stream, d).x) * (upper - lower), lower, upper);
    }
    velocities[at] = 0.0;
    observe(&seen, positions[at], d);
  }
  return seen;
}

// Takes the objective's answer for the place where the member now is.
fn settle(repeat: u32, member: u32, seen: Accumulator, afresh: bool) {
  let base = member_base(repeat, member);
  var accumulated = seen;
  let answer = conclude(&accumulated, base);
  var value = answer.x;
  var violation = answer.y;
  // By bits, since a shader may be compiled as if there were no NaN: exponent 254 and up is not below WORST.
  let value_bits = bitcast<u32>(value) & 0x7fffffffu;
  let violation_bits = bitcast<u32>(violation) & 0x7fffffffu;
  let worst_bits = bitcast<u32>(WORST);
  if (value_bits >= worst_bits || violation_bits >= worst_bits) {
    value = WORST;
    violation = WORST;
    atomicAdd(&swarms[repeat].not_finite, 1u);
  }
  let slot = (repeat * settings.padded + member) * 4u;
  values[slot + 2u] = value;
  values[slot + 3u] = violation;
  if (afresh) {
    values[slot] = WORST;
    values[slot + 1u] = WORST;
  }
  @if(!ring) {
    remember_place(slot, base, value, violation, afresh);
  }
}

fn remember_place(slot: u32, base: u32, value: f32, violation: f32, afresh: bool) {
  if (afresh || is_better(value, violation, values[slot], values[slot + 1u])) {
    values[slot] = value;
    values[slot + 1u] = violation;
    for (var d = 0u; d < settings.dimensions; d++) {
      best_positions[base + d * TILE] = positions[base + d * TILE];
    }
  }
}

// Generation 0: draws the places (or keeps the given ones) and evaluates them.
@compute @workgroup_size(WORKGROUP_SIZE)
fn initialise(@builtin(global_invocation_id) id: vec3u) {
  let member = part.first + id.x;
  if (member >= settings.particles) {
    return;
  }
  let seen = draw_place(id.y, member, 0u, member < settings.given);
  settle(id.y, member, seen, true);
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn step(@builtin(global_invocation_id) id: vec3u) {
  let member = part.first + id.x;
  let repeat = id.y;
  if (member >= settings.particles || swarms[repeat].stopped != 0u) {
    return;
  }
  let generation = swarms[repeat].evaluated;
  if (swarms[repeat].restart_at == generation) {
    let drawn = draw_place(repeat, member, generation, false);
    settle(repeat, member, drawn, true);
    return;
  }
  @if(!ring)
  let attractor = repeat * 2u * settings.dimensions;
  @if(ring)
  let attractor = member_base(repeat, best_neighbour(repeat, member));
  let share = select(0.0, min(1.0, f32(generation - 1u) / max(1.0, settings.inertia_generations - 1.0)), settings.inertia_generations > 0.0);
  let pull = Pull(
    swarms[repeat].key,
    member,
    generation,
    member_base(repeat, member),
    attractor,
    settings.inertia_first + share * (settings.inertia_last - settings.inertia_first),
    settings.cognitive,
    settings.social,
    settings.lower,
    settings.upper,
    settings.velocity_limit * (settings.upper - settings.lower),
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
  settle(repeat, member, seen, false);
}

// The best own best within reach on the ring, the member itself included; ties go to the nearest below, then above.
@if(ring)
fn best_neighbour(repeat: u32, member: u32) -> u32 {
  let particles = settings.particles;
  var best = member;
  var slot = (repeat * settings.padded + member) * 4u;
  var best_value = values[slot];
  var best_violation = values[slot + 1u];
  for (var k = 1u; k <= settings.reach; k++) {
    for (var side = 0u; side < 2u; side++) {
      let other = (member + select(particles - k % particles, k, side == 1u)) % particles;
      slot = (repeat * settings.padded + other) * 4u;
      if (is_better(values[slot], values[slot + 1u], best_value, best_violation)) {
        best = other;
        best_value = values[slot];
        best_violation = values[slot + 1u];
      }
    }
  }
  return best;
}

// In a ring the own bests change only after everybody has looked at them: a dispatch of its own after `step`.
@if(ring)
@compute @workgroup_size(WORKGROUP_SIZE)
fn remember(@builtin(global_invocation_id) id: vec3u) {
  let member = part.first + id.x;
  if (member >= settings.particles || swarms[id.y].stopped != 0u) {
    return;
  }
  let slot = (id.y * settings.padded + member) * 4u;
  remember_place(slot, member_base(id.y, member), values[slot + 2u], values[slot + 3u], false);
}
