// Competitive swarm optimiser (Cheng & Jin 2015): members meet in random pairs; the winner stays as it is, the loser learns
// from it.
//   v' = r1 v + r2 (w - x);  x' = x + v'        w: the winner's place
// r1, r2 are new for every member, generation and dimension. The pairs of a generation are a permutation of the members,
// a Feistel network over the next power of four with keys drawn for the generation (permutation 0 and 1 of member 0), taken
// again where it leads beyond the members.

import swarm::boundary;

const PURPOSE_VELOCITY: u32 = 2u;
const PURPOSE_PERMUTATION: u32 = 4u;

// What a boundary may ask of a member's step.
struct Pull { key: vec3u, member: u32, generation: u32 }

// Whom the member that was chosen lost against.
var<private> winner: u32;

fn mix_half(half: u32, key: u32) -> u32 {
  var v = (half + key) * 0x9e3779b9u;
  v = (v ^ (v >> 16u)) * 0x85ebca6bu;
  return v >> 16u;
}

fn permute(index: u32, keys: array<vec4u, 2>, bits: u32) -> u32 {
  let mask = (1u << bits) - 1u;
  var place = index;
  loop {
    var left = place >> bits;
    var right = place & mask;
    for (var i = 0u; i < 8u; i++) {
      let next = left ^ (mix_half(right, keys[i >> 2u][i & 3u]) & mask);
      left = right;
      right = next;
    }
    place = (left << bits) | right;
    if (place < settings.particles) {
      break;
    }
  }
  return place;
}

// The loser of a pair, by present values; of equals the second.
fn choose_member(repeat: u32, index: u32, generation: u32) -> u32 {
  let stream = open_stream(swarms[repeat].key, 0u, generation, PURPOSE_PERMUTATION);
  let keys = array<vec4u, 2>(draw_words(stream, 0u), draw_words(stream, 1u));
  let bits = (33u - countLeadingZeros(settings.particles - 1u)) >> 1u;
  let first = permute(2u * index, keys, bits);
  let second = permute(2u * index + 1u, keys, bits);
  let slot = (repeat * settings.padded + first) * 4u + 2u;
  let other = (repeat * settings.padded + second) * 4u + 2u;
  let is_second = is_better(values[other], values[other + 1u], values[slot], values[slot + 1u]);
  winner = select(first, second, is_second);
  return select(second, first, is_second);
}

fn move_member(repeat: u32, member: u32, generation: u32) -> Accumulator {
  let pull = Pull(swarms[repeat].key, member, generation);
  let stream = open_stream(pull.key, member, generation, PURPOSE_VELOCITY);
  let base = member_base(repeat, member);
  let ahead = member_base(repeat, winner);
  var words: vec4u;
  var seen: Accumulator;
  for (var d = 0u; d < settings.dimensions; d++) {
    if ((d & 1u) == 0u) {
      words = draw_words(stream, d >> 1u);
    } else {
      words = words.zwxy;
    }
    let lower = lower_at(d);
    let upper = upper_at(d);
    let at = base + d * TILE;
    let x = positions[at];
    let v = to_uniform(words.x) * velocities[at] + to_uniform(words.y) * (positions[ahead + d * TILE] - x);
    let inside = confine(x + v, v, lower, upper, pull, d);
    positions[at] = inside.x;
    velocities[at] = inside.y;
    observe(&seen, inside.x, d);
  }
  return seen;
}
