// Members in groups of knobs.reach, drawn anew every knobs.period generations; each follows the best own best in its group. The
// groups are neighbours in a permutation of the members, with keys drawn for the period (permutation 0 and 1 of member 0, with
// the number of the period as generation). The last group has fewer where they do not come out even. Ties go to the own.

import lib::permutation;

fn find_attractor(repeat: u32, member: u32) -> u32 {
  let period = (swarms[repeat].evaluated - 1u) / knobs.period;
  let stream = open_stream(swarms[repeat].key, 0u, period, 4u);
  let order = open_permutation(array<vec4u, 2>(draw_words(stream, 0u), draw_words(stream, 1u)), settings.particles);
  let first = permute_back(order, member) / knobs.reach * knobs.reach;
  var best = member;
  var slot = (repeat * settings.padded + member) * 4u;
  var best_value = values[slot];
  var best_violation = values[slot + 1u];
  for (var place = first; place < min(first + knobs.reach, settings.particles); place++) {
    let other = permute(order, place);
    slot = (repeat * settings.padded + other) * 4u;
    if (is_better(values[slot], values[slot + 1u], best_value, best_violation)) {
      best = other;
      best_value = values[slot];
      best_violation = values[slot + 1u];
    }
  }
  return member_base(repeat, best);
}

fn read_attractor(attractor: u32, d: u32) -> f32 {
  return best_positions[attractor + d * TILE];
}
