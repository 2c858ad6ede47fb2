// The order of the members by own bests, of equals the lower member first. One invocation a member.

import swarm::state;
import swarm::order;
import swarm::rank;

@compute @workgroup_size(WORKGROUP_SIZE)
fn rank_members(@builtin(global_invocation_id) id: vec3u) {
  let repeat = id.y;
  let member = id.x;
  if (member >= settings.particles || swarms[repeat].stopped != 0u) {
    return;
  }
  open_repeat(repeat);
  let rank = rank_of(repeat, member, settings.particles, 0u);
  memory[rank_word(repeat, member)] = rank;
  memory[order_word(repeat, rank)] = member;
}
