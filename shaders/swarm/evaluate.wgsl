// The objective at given places, outside of any search: positions in, values out, in the layouts of the search.
// One invocation: one place.

import swarm::state;
import swarm::objective;

@compute @workgroup_size(WORKGROUP_SIZE)
fn evaluate(@builtin(global_invocation_id) id: vec3u) {
  let member = id.x;
  if (member >= settings.particles) {
    return;
  }
  let base = member_base(0u, member);
  var seen: Accumulator;
  for (var d = 0u; d < settings.dimensions; d++) {
    observe(&seen, positions[base + d * TILE], d);
  }
  let answer = conclude(&seen, base);
  values[2u * member] = answer.x;
  values[2u * member + 1u] = answer.y;
}
