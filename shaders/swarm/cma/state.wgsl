// Where CMA-ES keeps what in the words of a swarm, and of its members: the same numbers as in
// src/models/swarm/algorithms/cma/layout.ts, which says what they are. Numbers of the model are in shares of the box (its width
// is 1 in every dimension), the mean is in the problem's own.

import swarm::state;

const SIGMA: u32 = 0u;
const RUN_START: u32 = 1u;
const LEARNT: u32 = 2u;
const REGIME: u32 = 3u;
const LARGE: u32 = 4u;
const EVALUATIONS_AT: u32 = 5u;
const SPENT_LARGE: u32 = 6u;
const SPENT_SMALL: u32 = 7u;
const RUN_LIMIT: u32 = 8u;
const NEWEST_LARGE: u32 = 9u;
const LOWEST: u32 = 10u;
const HIGHEST: u32 = 11u;
const BLOCK_START: u32 = 12u;
const ENDING: u32 = 13u;
const PARENTS: u32 = 14u;
const MU_EFF: u32 = 15u;
const C_ONE: u32 = 16u;
const C_MU: u32 = 17u;
const C_SIGMA: u32 = 18u;
const DAMPING: u32 = 19u;
const C_C: u32 = 20u;
const WEIGHT_SUM: u32 = 21u;
const GAP: u32 = 22u;
const FIRST: u32 = 23u;
const HEAD_WORDS: u32 = 24u;

// Arrays of one number a dimension, by index.
const MEAN: u32 = 0u;
const MEAN_REST: u32 = 1u;
const SIGMA_PATH: u32 = 2u;
const PATH: u32 = 3u;
const NEXT_PATH: u32 = 4u;
const STEP: u32 = 5u;
const SPREAD: u32 = 6u;
// Matrices begin where the seventh array would.
const FACTOR: u32 = 7u;

// Words of members.
const ORDER: u32 = 0u;
const WEIGHT: u32 = 1u;
const COUNTED: u32 = 2u;
const LENGTH: u32 = 3u;

struct Knobs {
  // First step size, a share of the box; SIGMA is a multiple of it.
  sigma: f32,
  // 0 none, 1 with doubled populations, 2 in turns with small ones.
  restarts: u32,
}

@group(0) @binding(12) var<uniform> knobs: Knobs;

fn number_at(at: u32) -> f32 {
  return bitcast<f32>(memory[at]);
}

fn put(at: u32, value: f32) {
  memory[at] = bitcast<u32>(value);
}

// Where an array begins.
fn array_at(repeat: u32, index: u32) -> u32 {
  return memory_base(repeat) + HEAD_WORDS + index * settings.dimensions;
}

// Index of the first coordinate of the member of this rank.
fn ranked_base(repeat: u32, rank: u32) -> u32 {
  return member_base(repeat, memory[member_word(repeat, rank, ORDER)]);
}

// Coordinate d of the path of the covariance after this generation.
fn next_path(repeat: u32, d: u32, along: f32) -> f32 {
  let c_c = number_at(memory_base(repeat) + C_C);
  return (1.0 - c_c) * number_at(array_at(repeat, PATH) + d) + along * number_at(array_at(repeat, STEP) + d);
}
