// Competitive swarm optimiser (Cheng & Jin 2015): members meet in random pairs; the winner stays as it is, the loser learns
// from it.
//   v' = r1 v + r2 (w - x) + phi r3 (mean - x);  x' = x + v'        w: the winner's place
// With @if(mean) phi is above 0, and the means are worked out before (prepares/means.wgsl). r1, r2, r3 are new for every member, generation and dimension. The pairs of a generation are a permutation of the members, with
// keys drawn for the generation (permutation 0 and 1 of member 0).

import lib::permutation;
import swarm::boundary;

const PURPOSE_VELOCITY: u32 = 2u;
const PURPOSE_PERMUTATION: u32 = 4u;

struct Knobs {
  // phi
  pull_to_mean: f32,
}

@if(mean)
@group(0) @binding(12) var<uniform> knobs: Knobs;

// What a boundary may ask of a member's step.
struct Pull { key: vec3u, member: u32, generation: u32 }

// Whom the member that was chosen lost against.
var<private> winner: u32;

// The loser of a pair, by present values; of equals the second.
fn choose_member(repeat: u32, index: u32, generation: u32) -> u32 {
  let stream = open_stream(swarms[repeat].key, 0u, generation, PURPOSE_PERMUTATION);
  let pairs = open_permutation(array<vec4u, 2>(draw_words(stream, 0u), draw_words(stream, 1u)), settings.particles);
  let first = permute(pairs, 2u * index);
  let second = permute(pairs, 2u * index + 1u);
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
  @if(mean)
  var third: vec4u;
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
    @if(!mean)
    let v = to_uniform(words.x) * velocities[at] + to_uniform(words.y) * (positions[ahead + d * TILE] - x);
    @if(mean)
    if ((d & 3u) == 0u) {
      third = draw_words(stream, ((settings.dimensions + 1u) >> 1u) + (d >> 2u));
    }
    @if(mean)
    let v = to_uniform(words.x) * velocities[at] + to_uniform(words.y) * (positions[ahead + d * TILE] - x)
      + knobs.pull_to_mean * to_uniform(third[d & 3u]) * (bitcast<f32>(memory[memory_base(repeat) + d]) - x);
    let inside = confine(x + v, v, lower, upper, pull, d);
    positions[at] = inside.x;
    velocities[at] = inside.y;
    observe(&seen, inside.x, d);
  }
  return seen;
}
