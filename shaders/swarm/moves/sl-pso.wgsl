// Social learning PSO (Cheng & Jin 2015): members learn from any that is better, in each dimension from another, and from the mean.
//   v' = r1 v + r2 (x_k - x) + epsilon r3 (mean - x);  x' = x + v'        epsilon = beta D / 100
// k: drawn for the dimension among the members better than this one. One of rank i of m, 1 the worst, learns with the chance
// (1 - (i - 1) / m)^power, power = alpha log(ceil(D / 100)); the best never does. Who does not learn stays, and is not evaluated.
// The places before this generation are in best_positions, since all learn at once. Where a member stands in the order, and the
// means, are worked out before (prepares/).
// Draws: permutation 0 for the chance; velocity d: r1, r2, r3, k.

import swarm::boundary;
import swarm::order;

const PURPOSE_VELOCITY: u32 = 2u;
const PURPOSE_PERMUTATION: u32 = 4u;

struct Knobs {
  // epsilon
  pull_to_mean: f32,
  // Of the chance to learn.
  power: f32,
}

@group(0) @binding(12) var<uniform> knobs: Knobs;

// What a boundary may ask of a member's step.
struct Pull { key: vec3u, member: u32, generation: u32 }

// The member itself, or nobody where it does not learn in this generation.
fn choose_member(repeat: u32, index: u32, generation: u32) -> u32 {
  let rank = memory[rank_word(repeat, index)];
  let words = draw_words(open_stream(swarms[repeat].key, index, generation, PURPOSE_PERMUTATION), 0u);
  // 1 - (i - 1) / m with the best at rank 0.
  let chance = pow(f32(rank + 1u) / f32(settings.particles), knobs.power);
  return select(NOBODY, index, rank > 0u && to_uniform(words.x) <= chance);
}

fn move_member(repeat: u32, member: u32, generation: u32) -> Accumulator {
  let pull = Pull(swarms[repeat].key, member, generation);
  let stream = open_stream(pull.key, member, generation, PURPOSE_VELOCITY);
  let base = member_base(repeat, member);
  let rank = memory[rank_word(repeat, member)];
  var seen: Accumulator;
  for (var d = 0u; d < settings.dimensions; d++) {
    let words = draw_words(stream, d);
    let at = base + d * TILE;
    let x = positions[at];
    let better = memory[order_word(repeat, to_index(words.w, rank))];
    let ahead = best_positions[member_base(repeat, better) + d * TILE];
    let v = to_uniform(words.x) * velocities[at] + to_uniform(words.y) * (ahead - x)
      + knobs.pull_to_mean * to_uniform(words.z) * (bitcast<f32>(memory[memory_base(repeat) + d]) - x);
    let inside = confine(x + v, v, lower_at(d), upper_at(d), pull, d);
    positions[at] = inside.x;
    velocities[at] = inside.y;
    observe(&seen, inside.x, d);
  }
  return seen;
}
