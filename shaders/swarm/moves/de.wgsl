// Differential evolution, rand/1/bin (Storn & Price 1997).
//   u_d = a_d + F (b_d - c_d)  where a number drawn for d is below CR, and in one dimension drawn for the member; else x_d
// The population is in the own bests; positions hold the trials. a, b, c: three members drawn for this one, all different
// and none of them itself. A trial takes its member's place unless it is worse, once all have been judged.
// Draws: permutation 0 for a, b, c and the one dimension; crossover d >> 2, a word each for four dimensions.

import swarm::boundary;

const PURPOSE_PERMUTATION: u32 = 4u;
const PURPOSE_CROSSOVER: u32 = 6u;

struct Knobs {
  // F
  scale: f32,
  // CR
  crossover: f32,
}

@group(0) @binding(12) var<uniform> knobs: Knobs;

// What a boundary may ask of a member's step.
struct Pull { key: vec3u, member: u32, generation: u32 }

// Three others, by the index among those not yet taken.
fn draw_others(member: u32, words: vec4u) -> vec3u {
  let particles = settings.particles;
  var a = to_index(words.x, particles - 1u);
  a += select(0u, 1u, a >= member);
  let low = min(a, member);
  let high = max(a, member);
  var b = to_index(words.y, particles - 2u);
  b += select(0u, 1u, b >= low);
  b += select(0u, 1u, b >= high);
  var c = to_index(words.z, particles - 3u);
  c += select(0u, 1u, c >= min(low, b));
  c += select(0u, 1u, c >= max(low, min(high, b)));
  c += select(0u, 1u, c >= max(high, b));
  return vec3u(a, b, c);
}

fn move_member(repeat: u32, member: u32, generation: u32) -> Accumulator {
  let pull = Pull(swarms[repeat].key, member, generation);
  let words = draw_words(open_stream(pull.key, member, generation, PURPOSE_PERMUTATION), 0u);
  let others = draw_others(member, words);
  let base = member_base(repeat, member);
  let a = member_base(repeat, others.x);
  let b = member_base(repeat, others.y);
  let c = member_base(repeat, others.z);
  let certain = to_index(words.w, settings.dimensions);
  let stream = open_stream(pull.key, member, generation, PURPOSE_CROSSOVER);
  var draws: vec4u;
  var seen: Accumulator;
  for (var d = 0u; d < settings.dimensions; d++) {
    if ((d & 3u) == 0u) {
      draws = draw_words(stream, d >> 2u);
    }
    let at = d * TILE;
    var x = best_positions[base + at];
    if (d == certain || to_uniform(draws[d & 3u]) < knobs.crossover) {
      let lower = lower_at(d);
      let upper = upper_at(d);
      let y = best_positions[a + at] + knobs.scale * (best_positions[b + at] - best_positions[c + at]);
      x = confine(y, y - x, lower, upper, pull, d).x;
    }
    positions[base + at] = x;
    observe(&seen, x, d);
  }
  return seen;
}
