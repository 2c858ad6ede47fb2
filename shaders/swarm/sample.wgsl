// Copies evenly spread members of one repeat out of the tiles: [member][dimension], then their present values.
// One invocation: one member.

import swarm::state;

struct Sample {
  repeat: u32,
  count: u32,
}

@group(0) @binding(10) var<uniform> wanted: Sample;
@group(0) @binding(11) var<storage, read_write> sampled: array<f32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn sample(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= wanted.count) {
    return;
  }
  // By shares, not by a product that could pass 2^32.
  let members = active_of(wanted.repeat);
  let member = min(members - 1u, u32(f32(id.x) * (f32(members) / f32(wanted.count))));
  let base = member_base(wanted.repeat, member);
  for (var d = 0u; d < settings.dimensions; d++) {
    sampled[id.x * settings.dimensions + d] = positions[base + d * TILE];
  }
  sampled[wanted.count * settings.dimensions + id.x] = values[(wanted.repeat * settings.padded + member) * 4u + 2u];
}
