// Members in a ring; each follows the best own best within reach on both sides, its own included. Ties go to the nearest
// below, then above.

fn find_attractor(repeat: u32, member: u32) -> u32 {
  let particles = settings.particles;
  var best = member;
  var slot = (repeat * settings.padded + member) * 4u;
  var best_value = values[slot];
  var best_violation = values[slot + 1u];
  for (var k = 1u; k <= knobs.reach; k++) {
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
  return member_base(repeat, best);
}

fn read_attractor(attractor: u32, d: u32) -> f32 {
  return best_positions[attractor + d * TILE];
}
