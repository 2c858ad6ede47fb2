// What every algorithm shares: places are drawn, members move, the objective judges them, own bests are kept. How a member
// moves is the module swarm::move:
//   struct Knobs, bound as `knobs`: the algorithm's numbers, where it has some.
//   move_member(repeat, member, generation) -> Accumulator: writes the member's positions and velocities, observes them.
//   choose_member(repeat, index, generation) -> u32: with @if(chooses), where not all members move: the one that the index
//     stands for, which moves next. With @if(half) settings.movers of them do.
// Places that are drawn are the module swarm::place, the velocity that a member starts with is swarm::start.
// With @if(passes_over) a member may go without an evaluation: where choose_member gives NOBODY, or a move says so in
// is_passed_over. Its values stay as they were.
// With @if(deferred) own bests change in a dispatch of their own after `step`: for moves that read those of others.
// With @if(memory) an algorithm has words of its own, of the swarm and of members (state.wgsl), may change how many members
// take part, and its evaluations are counted one by one. What it works out between generations are entry points of its
// own, in a shader of its own, before every `step` (move-shaders.ts).
// One invocation: one member, all dimensions. No barriers; default limits. Layouts: state.wgsl.

import lib::random;
import swarm::state;
import swarm::objective;
import swarm::place;
import swarm::start;
import swarm::move;

const PURPOSE_INITIAL_POSITION: u32 = 0u;

// Where a dispatch begins: a generation may be cut into several, so that none holds the device for long.
struct Part { first: u32 }

@group(1) @binding(0) var<uniform> part: Part;

// The member that moves now is not to be evaluated.
@if(passes_over)
var<private> is_passed_over: bool;
@if(!passes_over)
const is_passed_over: bool = false;

fn draw_place(repeat: u32, member: u32, generation: u32, keep: bool) -> Accumulator {
  let base = member_base(repeat, member);
  let stream = open_stream(swarms[repeat].key, member, generation, PURPOSE_INITIAL_POSITION);
  var seen: Accumulator;
  for (var d = 0u; d < settings.dimensions; d++) {
    let at = base + d * TILE;
    let lower = lower_at(d);
    let upper = upper_at(d);
    let words = draw_words(stream, d);
    if (!keep) {
      positions[at] = place_in(repeat, member, generation, d, words.x, lower, upper);
    }
    velocities[at] = start_velocity(positions[at], words.y, lower, upper);
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
  @if(!deferred) {
    remember_place(slot, base, value, violation, afresh);
  }
}

fn remember_place(slot: u32, base: u32, value: f32, violation: f32, afresh: bool) {
  @if(keeps_better)
  let is_kept = is_better(value, violation, values[slot], values[slot + 1u]);
  @if(keeps_equal)
  let is_kept = !is_better(values[slot], values[slot + 1u], value, violation);
  @if(keeps_latest)
  let is_kept = true;
  if (afresh || is_kept) {
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
  if (member >= turns_of(id.y)) {
    return;
  }
  let seen = draw_place(id.y, member, 0u, member < settings.given);
  settle(id.y, member, seen, true);
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn step(@builtin(global_invocation_id) id: vec3u) {
  let index = part.first + id.x;
  let repeat = id.y;
  if (index >= turns_of(repeat) || swarms[repeat].stopped != 0u) {
    return;
  }
  open_repeat(repeat);
  let generation = swarms[repeat].evaluated;
  if (swarms[repeat].restart_at == generation) {
    let drawn = draw_place(repeat, index, generation, false);
    settle(repeat, index, drawn, true);
    return;
  }
  @if(half)
  if (index >= settings.movers) {
    return;
  }
  @if(chooses)
  let member = choose_member(repeat, index, generation);
  @if(!chooses)
  let member = index;
  @if(passes_over)
  if (member == NOBODY) {
    atomicAdd(&swarms[repeat].passed_over, 1u);
    return;
  }
  let seen = move_member(repeat, member, generation);
  @if(passes_over)
  if (is_passed_over) {
    atomicAdd(&swarms[repeat].passed_over, 1u);
    return;
  }
  settle(repeat, member, seen, false);
}

// After everybody has looked at the own bests.
@if(deferred)
@compute @workgroup_size(WORKGROUP_SIZE)
fn remember(@builtin(global_invocation_id) id: vec3u) {
  let member = part.first + id.x;
  if (member >= turns_of(id.y) || swarms[id.y].stopped != 0u) {
    return;
  }
  open_repeat(id.y);
  let generation = swarms[id.y].evaluated;
  let afresh = generation == 0u || generation == swarms[id.y].restart_at;
  let slot = (id.y * settings.padded + member) * 4u;
  remember_place(slot, member_base(id.y, member), values[slot + 2u], values[slot + 3u], afresh);
}
