// The order of the members by own bests, of equals the lower member first. One invocation a member.

import swarm::state;
import swarm::order;

@compute @workgroup_size(WORKGROUP_SIZE)
fn rank_members(@builtin(global_invocation_id) id: vec3u) {
  let repeat = id.y;
  let member = id.x;
  if (member >= settings.particles || swarms[repeat].stopped != 0u) {
    return;
  }
  open_repeat(repeat);
  let slot = (repeat * settings.padded + member) * 4u;
  let value = values[slot];
  let violation = values[slot + 1u];
  var rank = 0u;
  for (var other = 0u; other < settings.particles; other++) {
    let at = (repeat * settings.padded + other) * 4u;
    let is_ahead = is_better(values[at], values[at + 1u], value, violation)
      || (other < member && values[at] == value && values[at + 1u] == violation);
    rank += select(0u, 1u, is_ahead);
  }
  memory[rank_word(repeat, member)] = rank;
  memory[order_word(repeat, rank)] = member;
}
