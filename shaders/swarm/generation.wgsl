// Ends a generation: finds the best member of each repeat, keeps the attractor and the best ever, counts, and decides
// whether to restart or stop. One workgroup a repeat; many generations run in one submit without the host.
// Two levels where the swarm is large: `find_block_bests` (one invocation scans every blocks-th member, no barrier),
// then `end_generation` over the blocks' winners. Ties: lowest member.

import swarm::state;

const STOPPED_GENERATIONS: u32 = 1u;
const STOPPED_TARGET: u32 = 2u;
const STOPPED_STAGNATION: u32 = 3u;

struct Candidate { value: f32, violation: f32, member: u32 }

// [repeat][block]
@group(0) @binding(9) var<storage, read_write> block_bests: array<u32>;

var<workgroup> candidates: array<Candidate, WORKGROUP_SIZE>;
// The winner's member, times 4, plus bit 0 where the attractor got better and bit 1 where the best ever did: one word, since
// every wait of a workgroup is dear on a software adapter.
var<workgroup> verdict: u32;

fn beats(a: Candidate, b: Candidate) -> bool {
  return is_better(a.value, a.violation, b.value, b.violation) || (a.value == b.value && a.violation == b.violation && a.member < b.member);
}

fn own_best(repeat: u32, member: u32) -> Candidate {
  let slot = (repeat * settings.padded + member) * 4u;
  return Candidate(values[slot], values[slot + 1u], member);
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn find_block_bests(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= settings.blocks) {
    return;
  }
  open_repeat(id.y);
  var best = Candidate(WORST, WORST, NOBODY);
  let members = active_of(id.y);
  for (var member = id.x; member < members; member += settings.blocks) {
    let candidate = own_best(id.y, member);
    if (beats(candidate, best)) {
      best = candidate;
    }
  }
  block_bests[id.y * settings.blocks + id.x] = best.member;
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn end_generation(@builtin(local_invocation_index) lane: u32, @builtin(workgroup_id) group: vec3u) {
  let repeat = group.x;
  open_repeat(repeat);
  @if(leeway)
  find_first_leeway(repeat, lane);
  var best = Candidate(WORST, WORST, NOBODY);
  let count = select(active_of(repeat), settings.blocks, settings.blocks > 0u);
  for (var i = lane; i < count; i += WORKGROUP_SIZE) {
    var member = i;
    if (settings.blocks > 0u) {
      member = block_bests[repeat * settings.blocks + i];
    }
    // A block none of whose members takes part.
    @if(memory)
    if (member == NOBODY) {
      continue;
    }
    let candidate = own_best(repeat, member);
    if (beats(candidate, best)) {
      best = candidate;
    }
  }
  candidates[lane] = best;
  workgroupBarrier();
  if (lane == 0u) {
    for (var other = 1u; other < WORKGROUP_SIZE; other++) {
      if (beats(candidates[other], best)) {
        best = candidates[other];
      }
    }
    verdict = conclude_generation(repeat, best);
  }
  let decided = workgroupUniformLoad(&verdict);
  let found = decided & 3u;
  let chosen = decided >> 2u;
  if (found == 0u) {
    return;
  }
  let dimensions = settings.dimensions;
  let base = member_base(repeat, chosen);
  let target_base = repeat * 2u * dimensions;
  for (var d = lane; d < dimensions; d += WORKGROUP_SIZE) {
    let x = best_positions[base + d * TILE];
    if ((found & 1u) != 0u) {
      bests[target_base + d] = x;
    }
    if ((found & 2u) != 0u) {
      bests[target_base + dimensions + d] = x;
    }
  }
}

@if(leeway)
var<workgroup> is_first: u32;
@if(leeway)
var<workgroup> obeying: atomic<u32>;

// The leeway of the start: the violation of the member that is a fifth of the way from the one that violates least to the one
// that violates most. By halves: bits of floats from 0 up are in the order of the floats.
@if(leeway)
fn find_first_leeway(repeat: u32, lane: u32) {
  if (lane == 0u) {
    is_first = select(0u, 1u, swarms[repeat].evaluated == 0u);
  }
  if (workgroupUniformLoad(&is_first) == 0u) {
    return;
  }
  let members = active_of(repeat);
  let wanted = max(1u, members / 5u);
  var bits = 0u;
  for (var bit = 31u; bit > 0u; bit--) {
    let half = 1u << (bit - 1u);
    for (var member = lane; member < members; member += WORKGROUP_SIZE) {
      if (bitcast<u32>(values[(repeat * settings.padded + member) * 4u + 3u]) < bits + half) {
        atomicAdd(&obeying, 1u);
      }
    }
    workgroupBarrier();
    let enough = atomicLoad(&obeying) >= wanted;
    workgroupBarrier();
    if (lane == 0u) {
      atomicStore(&obeying, 0u);
    }
    workgroupBarrier();
    bits = select(bits + half, bits, enough);
  }
  if (lane == 0u) {
    let found = bitcast<f32>(bits);
    swarms[repeat].leeway_first = select(found, 0.0, found >= WORST);
  }
}

@if(leeway)
fn lower_leeway(repeat: u32, generation: u32) {
  var share = f32(generation) * settings.leeway_per_generation;
  @if(memory)
  share = max(share, f32(evaluations_of(repeat)) * settings.leeway_per_evaluation);
  let rest = max(0.0, 1.0 - share);
  swarms[repeat].leeway = swarms[repeat].leeway_first * rest * rest * rest * rest * rest;
}

// Whether there are no evaluations left for another generation, once this one is concluded.
@if(memory)
fn count_evaluations(repeat: u32, turns: u32, restarts: bool) -> bool {
  let left = settings.evaluation_limit - evaluations_of(repeat);
  var judged = turns;
  @if(passes_over)
  judged -= atomicExchange(&swarms[repeat].passed_over, 0u);
  memory[2u * repeat + 1u] += judged;
  // Also where a member was passed over: those that are left might be for members that never take theirs.
  return turns >= left;
}
@if(!memory)
fn count_evaluations(repeat: u32, turns: u32, restarts: bool) -> bool {
  // Drawing all members, at the start and at every restart so far, costs so many generations.
  let draw = settings.particles / settings.movers;
  let spent = swarms[repeat].evaluated + (draw - 1u) * (1u + swarms[repeat].restarts);
  return spent + select(1u, draw, restarts) > settings.evaluation_limit;
}

// Counts the generation and gives the verdict. A stopped repeat stands still.
fn conclude_generation(repeat: u32, best: Candidate) -> u32 {
  if (swarms[repeat].stopped != 0u) {
    return 0u;
  }
  var found = 0u;
  let generation = swarms[repeat].evaluated;
  if (best.member != NOBODY && is_better(best.value, best.violation, swarms[repeat].attractor_value, swarms[repeat].attractor_violation)) {
    swarms[repeat].attractor_value = best.value;
    swarms[repeat].attractor_violation = best.violation;
    swarms[repeat].idle = 0u;
    found = 1u;
  } else {
    // A generation that was drawn afresh has nothing to be better than.
    let afresh = generation == 0u || generation == swarms[repeat].restart_at;
    swarms[repeat].idle = select(swarms[repeat].idle + 1u, 0u, afresh);
    swarms[repeat].unimproved = generation;
  }
  if (best.member != NOBODY && is_better_by_rules(best.value, best.violation, swarms[repeat].best_value, swarms[repeat].best_violation)) {
    swarms[repeat].best_value = best.value;
    swarms[repeat].best_violation = best.violation;
    swarms[repeat].best_generation = generation;
    swarms[repeat].best_member = best.member;
    swarms[repeat].stale = 0u;
    found |= 2u;
  } else {
    swarms[repeat].stale = select(swarms[repeat].stale + 1u, 0u, generation == 0u);
  }
  // A first generation without a single finite value has no best: any member serves as attractor.
  if (generation == 0u && found == 0u) {
    found = 3u;
  }
  history[repeat * settings.history + generation % settings.history] = swarms[repeat].best_value;
  let turns = turns_of(repeat);
  swarms[repeat].evaluated = generation + 1u;
  let restarts = settings.restart_after > 0u && swarms[repeat].idle >= settings.restart_after;
  let is_spent = count_evaluations(repeat, turns, restarts);
  @if(leeway)
  lower_leeway(repeat, generation + 1u);
  if (settings.has_target != 0u && swarms[repeat].best_violation == 0.0 && swarms[repeat].best_value <= settings.target_value) {
    swarms[repeat].stopped = STOPPED_TARGET;
  } else if (generation >= settings.generation_limit || is_spent) {
    swarms[repeat].stopped = STOPPED_GENERATIONS;
  } else if (settings.stagnation_limit > 0u && swarms[repeat].stale >= settings.stagnation_limit) {
    swarms[repeat].stopped = STOPPED_STAGNATION;
  } else if (restarts) {
    swarms[repeat].restart_at = generation + 1u;
    swarms[repeat].restarts += 1u;
    swarms[repeat].idle = 0u;
    swarms[repeat].attractor_value = WORST;
    swarms[repeat].attractor_violation = WORST;
  }
  return select(best.member, 0u, best.member == NOBODY) * 4u + found;
}
