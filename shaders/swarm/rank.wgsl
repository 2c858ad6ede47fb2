// How many of the first `members` are ahead of one: 0 for the best; of equals the lower member is ahead. Compared are the two
// values of each slot from `first`: 0 for own bests, 2 for present values. What the search prefers must be open (open_repeat).

import swarm::state;

fn rank_of(repeat: u32, member: u32, members: u32, first: u32) -> u32 {
  let slot = (repeat * settings.padded + member) * 4u + first;
  let value = values[slot];
  let violation = values[slot + 1u];
  var rank = 0u;
  for (var other = 0u; other < members; other++) {
    let at = (repeat * settings.padded + other) * 4u + first;
    let is_ahead = is_better(values[at], values[at + 1u], value, violation)
      || (other < member && values[at] == value && values[at + 1u] == violation);
    rank += select(0u, 1u, is_ahead);
  }
  return rank;
}
