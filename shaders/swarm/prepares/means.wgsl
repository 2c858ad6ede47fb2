// The mean place of all members, before they move: sums of 64 members in their order, then the sum of those sums.
//   The swarm's words: [dimension] means, then [block][dimension] sums, all f32.

import swarm::state;

const BLOCK: u32 = 64u;

fn block_count() -> u32 {
  return (settings.particles + BLOCK - 1u) / BLOCK;
}

// One invocation a member, of which each takes its share of the blocks and dimensions.
@compute @workgroup_size(WORKGROUP_SIZE)
fn sum_blocks(@builtin(global_invocation_id) id: vec3u) {
  let repeat = id.y;
  if (id.x >= settings.particles || swarms[repeat].stopped != 0u) {
    return;
  }
  for (var i = id.x; i < block_count() * settings.dimensions; i += settings.particles) {
    let first = i / settings.dimensions * BLOCK;
    let d = i % settings.dimensions;
    var sum = 0.0;
    for (var member = first; member < min(first + BLOCK, settings.particles); member++) {
      sum += positions[member_base(repeat, member) + d * TILE];
    }
    memory[memory_base(repeat) + settings.dimensions + i] = bitcast<u32>(sum);
  }
}

// One workgroup a repeat.
@compute @workgroup_size(WORKGROUP_SIZE)
fn find_means(@builtin(local_invocation_index) lane: u32, @builtin(workgroup_id) group: vec3u) {
  let repeat = group.x;
  if (swarms[repeat].stopped != 0u) {
    return;
  }
  let base = memory_base(repeat);
  for (var d = lane; d < settings.dimensions; d += WORKGROUP_SIZE) {
    var sum = 0.0;
    for (var block = 0u; block < block_count(); block++) {
      sum += bitcast<f32>(memory[base + (block + 1u) * settings.dimensions + d]);
    }
    memory[base + d] = bitcast<u32>(sum / f32(settings.particles));
  }
}
