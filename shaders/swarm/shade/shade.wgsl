// What L-SHADE and jSO keep of a swarm (state.wgsl, memory), and the numbers they take.
//   the swarm's words: the cell of the history that is written next; places in the archive; members among which the best is
//     drawn; then [cell] F, [cell] CR (below 0: CR is 0 for good), then the archive, [place][dimension].
//   a member's words: F and CR of its trial; value and violation of its parent; then its rank, and the member whose rank
//     that word's place is.
// The population is in the own bests, the trials in the positions, the parents in the velocities.

import swarm::state;

struct Knobs {
  // Members that go with every evaluation, times 2^32.
  shrinkage: u32,
  // 1 / evaluations that may be spent.
  progress: f32,
  // Share of the members that count as best.
  best_share: f32,
  // Cells of the history.
  cells: u32,
  // Places in the archive for every member.
  archive_rate: f32,
}

@group(0) @binding(12) var<uniform> knobs: Knobs;

const PURPOSE_PARAMETERS: u32 = 7u;

const NEXT_CELL: u32 = 0u;
const ARCHIVED: u32 = 1u;
const BEST_MEMBERS: u32 = 2u;
const HISTORY: u32 = 3u;

const SCALE: u32 = 0u;
const CROSSOVER: u32 = 1u;
const PARENT_VALUE: u32 = 2u;
const PARENT_VIOLATION: u32 = 3u;
const RANK: u32 = 4u;
const BY_RANK: u32 = 5u;

fn float_at(word: u32) -> f32 {
  return bitcast<f32>(memory[word]);
}

fn archive_base(repeat: u32, place: u32) -> u32 {
  return memory_base(repeat) + HISTORY + 2u * knobs.cells + place * settings.dimensions;
}

// Share of the evaluations that are spent.
fn progress_of(repeat: u32) -> f32 {
  return f32(evaluations_of(repeat)) * knobs.progress;
}
