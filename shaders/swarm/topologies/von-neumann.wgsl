// Members on a torus, row by row, knobs.reach in a row; each follows the best own best among its neighbours to the north,
// west, east and south and its own. Ties go to its own, then in that order.

fn find_attractor(repeat: u32, member: u32) -> u32 {
  let particles = settings.particles;
  let columns = knobs.reach;
  let row_start = member - member % columns;
  let column = member - row_start;
  let neighbours = vec4u(
    (member + particles - columns) % particles,
    row_start + (column + columns - 1u) % columns,
    row_start + (column + 1u) % columns,
    (member + columns) % particles,
  );
  var best = member;
  var slot = (repeat * settings.padded + member) * 4u;
  var best_value = values[slot];
  var best_violation = values[slot + 1u];
  for (var k = 0u; k < 4u; k++) {
    slot = (repeat * settings.padded + neighbours[k]) * 4u;
    if (is_better(values[slot], values[slot + 1u], best_value, best_violation)) {
      best = neighbours[k];
      best_value = values[slot];
      best_violation = values[slot + 1u];
    }
  }
  return member_base(repeat, best);
}

fn read_attractor(attractor: u32, d: u32) -> f32 {
  return best_positions[attractor + d * TILE];
}
