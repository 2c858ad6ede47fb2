// Trials of L-SHADE and jSO: current-to-pbest/1/bin.
//   u_d = x_d + K (p_d - x_d) + F (a_d - b_d)  where a number drawn for d is below CR, and in one dimension drawn for the
//   member; else x_d
// p: one of the best members; a: another member; b: another member or a place of the archive, all but p different from x.
// K is F, or F times a weight. F and CR are drawn around a cell of the history: F from Cauchy's distribution until it is
// above 0, at most 1, CR from the normal one, kept within [0, 1]; both of width 0.1.
// Draws: parameters 0 for cell, CR and p, from 1 on four words each for F; permutation 0 for a, b and the one dimension;
// crossover d >> 2, a word each for four dimensions.

import lib::normal;
import swarm::shade;
import swarm::shade_rules;
import swarm::boundary;

const PURPOSE_PERMUTATION: u32 = 4u;
const PURPOSE_CROSSOVER: u32 = 6u;
const MOST_DRAWS: u32 = 16u;

// What a boundary may ask of a member's step.
struct Pull { key: vec3u, member: u32, generation: u32 }

fn draw_scale(stream: Stream, centre: f32) -> f32 {
  for (var draw = 1u; draw <= MOST_DRAWS; draw++) {
    let words = draw_words(stream, draw);
    for (var i = 0u; i < 4u; i++) {
      let z = to_uniform(words[i]) - 0.5;
      let sine = 0.1 * sin_pi(z);
      // cos(pi z), without the zero of its own argument's rounding.
      let cosine = sin_pi(0.5 - abs(z));
      if (sine >= (1.0 - centre) * cosine) {
        return 1.0;
      }
      if (centre * cosine + sine > 0.0) {
        return centre + sine / cosine;
      }
    }
  }
  return centre;
}

fn move_member(repeat: u32, member: u32, generation: u32) -> Accumulator {
  let pull = Pull(swarms[repeat].key, member, generation);
  let words_at = memory_base(repeat);
  let members = active_of(repeat);
  let progress = progress_of(repeat);

  let parameters = open_stream(pull.key, member, generation, PURPOSE_PARAMETERS);
  let choice = draw_words(parameters, 0u);
  let cell = words_at + HISTORY + to_index(choice.x, knobs.cells);
  let centre = float_at(cell + knobs.cells);
  var crossover = 0.0;
  if (centre >= 0.0) {
    crossover = keep_between(centre + 0.1 * to_normal_pair(choice.y, choice.z).x, 0.0, 1.0);
  }
  let limited = limit_parameters(vec2f(draw_scale(parameters, float_at(cell)), crossover), progress);
  let scale = limited.x;
  crossover = limited.y;
  let to_best = pull_of(scale, progress);

  let best_members = memory[words_at + BEST_MEMBERS];
  let own_rank = memory[member_word(repeat, member, RANK)];
  let skips = avoids_itself(progress) && own_rank < best_members;
  var rank = to_index(choice.w, best_members - select(0u, 1u, skips));
  rank += select(0u, 1u, skips && rank >= own_rank);
  let p = member_base(repeat, memory[member_word(repeat, rank, BY_RANK)]);

  let others = draw_words(open_stream(pull.key, member, generation, PURPOSE_PERMUTATION), 0u);
  var first = to_index(others.x, members - 1u);
  first += select(0u, 1u, first >= member);
  let low = min(first, member);
  let high = max(first, member);
  var second = to_index(others.y, members + memory[words_at + ARCHIVED] - 2u);
  second += select(0u, 1u, second >= low);
  second += select(0u, 1u, second >= high);
  let is_archived = second >= members;
  let a = member_base(repeat, first);
  let b = member_base(repeat, select(second, 0u, is_archived));
  let archived = archive_base(repeat, select(0u, second - members, is_archived));
  let certain = to_index(others.z, settings.dimensions);

  let base = member_base(repeat, member);
  let stream = open_stream(pull.key, member, generation, PURPOSE_CROSSOVER);
  var draws: vec4u;
  var seen: Accumulator;
  for (var d = 0u; d < settings.dimensions; d++) {
    if ((d & 3u) == 0u) {
      draws = draw_words(stream, d >> 2u);
    }
    let at = d * TILE;
    let parent = best_positions[base + at];
    var x = parent;
    if (d == certain || to_uniform(draws[d & 3u]) < crossover) {
      var other = 0.0;
      if (is_archived) {
        other = float_at(archived + d);
      } else {
        other = best_positions[b + at];
      }
      let y = parent + to_best * (best_positions[p + at] - parent) + scale * (best_positions[a + at] - other);
      x = confine(y, y - parent, lower_at(d), upper_at(d), pull, d).x;
    }
    positions[base + at] = x;
    velocities[base + at] = parent;
    observe(&seen, x, d);
  }
  let slot = (repeat * settings.padded + member) * 4u;
  memory[member_word(repeat, member, SCALE)] = bitcast<u32>(scale);
  memory[member_word(repeat, member, CROSSOVER)] = bitcast<u32>(crossover);
  memory[member_word(repeat, member, PARENT_VALUE)] = bitcast<u32>(values[slot]);
  memory[member_word(repeat, member, PARENT_VIOLATION)] = bitcast<u32>(values[slot + 1u]);
  return seen;
}
