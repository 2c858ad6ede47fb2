// What L-SHADE and jSO work out between generations, of the one that has ended.
//   rank_members, one invocation a member: ranks by own bests, of equals the lower member first.
//   adapt, one workgroup a repeat: parents that were beaten go into the archive, the successful F and CR into the history,
//     and the worst members go, as the schedule says. Every invocation walks through the members in their order and copies
//     dimensions of its own, so that nothing depends on how many there are.
// Draws: parameters 0xffffffff for a place in a full archive.

import lib::random;
import swarm::shade;
import swarm::shade_rules;
import swarm::rank;

const ARCHIVE_DRAW: u32 = 0xffffffffu;
const LEAST_MEMBERS: u32 = 4u;
// The least normal number: a gain below it may be flushed to 0.
const LEAST_GAIN: f32 = 1.1754944e-38;

@compute @workgroup_size(WORKGROUP_SIZE)
fn rank_members(@builtin(global_invocation_id) id: vec3u) {
  let repeat = id.y;
  let member = id.x;
  let members = active_of(repeat);
  if (member >= members || swarms[repeat].stopped != 0u) {
    return;
  }
  open_repeat(repeat);
  let rank = rank_of(repeat, member, members, 0u);
  memory[member_word(repeat, member, RANK)] = rank;
  memory[member_word(repeat, rank, BY_RANK)] = member;
}

// By how much a member beat its parent: in violation where that fell, else in value; 0 where it did not, below 0 where the
// parent had no finite value.
fn gain_of(repeat: u32, member: u32) -> f32 {
  let slot = (repeat * settings.padded + member) * 4u;
  let value = float_at(member_word(repeat, member, PARENT_VALUE));
  let violation = float_at(member_word(repeat, member, PARENT_VIOLATION));
  if (!is_better(values[slot], values[slot + 1u], value, violation)) {
    return 0.0;
  }
  if (violation >= WORST) {
    return -1.0;
  }
  return select(value - values[slot], violation - values[slot + 1u], values[slot + 1u] < violation);
}

// Members after so many evaluations: linear, rounded to the nearest.
fn members_after(evaluations: u32) -> u32 {
  let gone = multiply_high(evaluations, knobs.shrinkage) + ((evaluations * knobs.shrinkage) >> 31u);
  return max(LEAST_MEMBERS, settings.particles - min(gone, settings.particles));
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn adapt(@builtin(local_invocation_index) lane: u32, @builtin(workgroup_id) group: vec3u) {
  let repeat = group.x;
  open_repeat(repeat);
  let words_at = memory_base(repeat);
  let generation = swarms[repeat].evaluated;
  let restart_at = swarms[repeat].restart_at;
  let goes_on = swarms[repeat].stopped == 0u;
  let is_drawn = generation == 1u || generation - 1u == restart_at;
  let members = active_of(repeat);
  let dimensions = settings.dimensions;

  // The archive, by what is read alone.
  let places = u32(knobs.archive_rate * f32(members) + 0.5);
  var archived = select(memory[words_at + ARCHIVED], 0u, is_drawn);
  var largest = 0.0;
  let beaten = select(0u, members, goes_on && !is_drawn && generation != restart_at);
  for (var member = 0u; member < beaten; member++) {
    let gain = gain_of(repeat, member);
    if (gain == 0.0) {
      continue;
    }
    largest = max(largest, gain);
    if (places == 0u) {
      continue;
    }
    var place = archived;
    if (archived < places) {
      archived++;
    } else {
      let words = draw_words(open_stream(swarms[repeat].key, member, generation, PURPOSE_PARAMETERS), ARCHIVE_DRAW);
      place = to_index(words.x, places);
    }
    let base = member_base(repeat, member);
    for (var d = lane; d < dimensions; d += WORKGROUP_SIZE) {
      memory[archive_base(repeat, place) + d] = bitcast<u32>(velocities[base + d * TILE]);
    }
  }
  // The means of the successes, weighted by gain.
  var sums = vec4f(0.0);
  if (lane == 0u && largest >= LEAST_GAIN) {
    for (var member = 0u; member < beaten; member++) {
      let gain = max(gain_of(repeat, member), 0.0) / largest;
      let drawn = vec2f(float_at(member_word(repeat, member, SCALE)), float_at(member_word(repeat, member, CROSSOVER)));
      sums += gain * vec4f(drawn, drawn * drawn);
    }
  }
  // From here on words are written that the others have read.
  workgroupBarrier();
  if (!goes_on) {
    return;
  }
  if (generation == restart_at) {
    // All are drawn afresh; the schedule keeps the best of them.
    if (lane == 0u) {
      memory[2u * repeat] = settings.particles;
    }
    return;
  }
  let left = min(members, members_after(evaluations_of(repeat)));
  var hole = left;
  for (var member = left; member < members; member++) {
    let rank = memory[member_word(repeat, member, RANK)];
    if (rank >= left) {
      continue;
    }
    // A member that stays moves to the place of one that goes.
    var target_member = memory[member_word(repeat, hole, BY_RANK)];
    while (target_member >= left) {
      hole++;
      target_member = memory[member_word(repeat, hole, BY_RANK)];
    }
    hole++;
    let from_base = member_base(repeat, member);
    let to_base = member_base(repeat, target_member);
    for (var d = lane; d < dimensions; d += WORKGROUP_SIZE) {
      best_positions[to_base + d * TILE] = best_positions[from_base + d * TILE];
    }
    if (lane == 0u) {
      let from_slot = (repeat * settings.padded + member) * 4u;
      let to_slot = (repeat * settings.padded + target_member) * 4u;
      values[to_slot] = values[from_slot];
      values[to_slot + 1u] = values[from_slot + 1u];
      memory[member_word(repeat, target_member, RANK)] = rank;
      memory[member_word(repeat, rank, BY_RANK)] = target_member;
    }
  }
  if (lane != 0u) {
    return;
  }
  let history = words_at + HISTORY;
  if (is_drawn) {
    memory[words_at + NEXT_CELL] = 0u;
    for (var cell = 0u; cell < knobs.cells; cell++) {
      memory[history + cell] = bitcast<u32>(FIRST_SCALE);
      memory[history + knobs.cells + cell] = bitcast<u32>(FIRST_CROSSOVER);
    }
    fix_cells(history);
  } else if (largest >= LEAST_GAIN) {
    let cell = memory[words_at + NEXT_CELL];
    memory[words_at + NEXT_CELL] = (cell + 1u) % knobs.cells;
    let at = history + cell;
    let crossover = float_at(at + knobs.cells);
    if (!keeps_cell(cell)) {
      memory[at] = bitcast<u32>(renew_cell(float_at(at), sums.z / sums.x));
      if (crossover < 0.0 || sums.y <= 0.0) {
        memory[at + knobs.cells] = bitcast<u32>(-1.0);
      } else {
        memory[at + knobs.cells] = bitcast<u32>(renew_cell(crossover, sums.w / sums.y));
      }
    }
  }
  memory[2u * repeat] = left;
  memory[words_at + ARCHIVED] = min(archived, u32(knobs.archive_rate * f32(left) + 0.5));
  memory[words_at + BEST_MEMBERS] = min(left, max(2u, u32(best_share_at(progress_of(repeat)) * f32(left) + 0.5)));
}
