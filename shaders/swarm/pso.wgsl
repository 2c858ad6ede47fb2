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

@if(own_box)
fn lower_bound(d: u32) -> f32 { return problem[settings.box_at + d]; }
@if(own_box)
fn upper_bound(d: u32) -> f32 { return problem[settings.box_at + settings.dimensions + d]; }
@if(!own_box)
fn lower_bound(d: u32) -> f32 { return settings.lower; }
@if(!own_box)
fn upper_bound(d: u32) -> f32 { return settings.upper; }

// Index of a member's first coordinate; dimension d lies d * TILE further.
fn member_base(repeat: u32, member: u32) -> u32 {
  return (repeat * settings.padded + member / TILE * TILE) * settings.dimensions + member % TILE;
}

struct Pull {
  repeat: u32,
  member: u32,
  generation: u32,
  key: vec2u,
  base: u32,
  attractor: u32,
  inertia: f32,
  cognitive: f32,
  social: f32,
}

fn move_dimension(pull: Pull, d: u32, word1: u32, word2: u32) -> f32 {
  let at = pull.base + d * TILE;
  let x = positions[at];
  @if(!ring)
  let g = bests[pull.attractor + d];
  @if(ring)
  let g = best_positions[pull.attractor + d * TILE];
  let lower = lower_bound(d);
  let upper = upper_bound(d);
  let limit = settings.velocity_limit * (upper - lower);
  var v = pull.inertia * velocities[at] + pull.cognitive * to_uniform(word1) * (best_positions[at] - x) + pull.social * to_uniform(word2) * (g - x);
  v = clamp(v, -limit, limit);
  let inside = confine(x + v, v, lower, upper, pull, d);
  positions[at] = inside.x;
  velocities[at] = inside.y;
  return inside.x;
}

fn draw_place(repeat: u32, member: u32, generation: u32, keep: bool) -> Accumulator {
  let base = member_base(repeat, member);
  let key = swarms[repeat].key;
  var seen: Accumulator;
  for (var d = 0u; d < settings.dimensions; d++) {
    let at = base + d * TILE;
    if (!keep) {
      let words = draw_words(key, member, generation, d, PURPOSE_INITIAL_POSITION);
      let lower = lower_bound(d);
      let upper = upper_bound(d);
      positions[at] = clamp(lower + to_uniform(words.x) * (upper - lower), lower, upper);
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
  if (id.x >= settings.particles) {
    return;
  }
  let seen = draw_place(id.y, id.x, 0u, id.x < settings.given);
  settle(id.y, id.x, seen, true);
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn step(@builtin(global_invocation_id) id: vec3u) {
  let member = id.x;
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
  var pull: Pull;
  pull.repeat = repeat;
  pull.member = member;
  pull.generation = generation;
  pull.key = swarms[repeat].key;
  pull.base = member_base(repeat, member);
  @if(!ring) {
    pull.attractor = repeat * 2u * settings.dimensions;
  }
  @if(ring) {
    pull.attractor = member_base(repeat, best_neighbour(repeat, member));
  }
  let share = min(1.0, f32(generation - 1u) / max(1.0, settings.inertia_generations - 1.0));
  pull.inertia = settings.inertia_first + select(0.0, share, settings.inertia_generations > 0.0) * (settings.inertia_last - settings.inertia_first);
  pull.cognitive = settings.cognitive;
  pull.social = settings.social;
  var seen: Accumulator;
  let dimensions = settings.dimensions;
  for (var d = 0u; d < dimensions; d += 2u) {
    let words = draw_words(pull.key, member, generation, d >> 1u, PURPOSE_VELOCITY);
    observe(&seen, move_dimension(pull, d, words.x, words.y), d);
    if (d + 1u < dimensions) {
      observe(&seen, move_dimension(pull, d + 1u, words.z, words.w), d + 1u);
    }
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
  if (id.x >= settings.particles || swarms[id.y].stopped != 0u) {
    return;
  }
  let slot = (id.y * settings.padded + id.x) * 4u;
  remember_place(slot, member_base(id.y, id.x), values[slot + 2u], values[slot + 3u], false);
}
