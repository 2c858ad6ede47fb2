// What CMA-ES works out between generations, of the one that has ended (Hansen, The CMA evolution strategy: a tutorial,
// arXiv:1604.00772; Hansen 2009 for the restarts). The twin is src/models/swarm/algorithms/cma/cma.reference.ts.
//   rank_members, one invocation a member: ORDER, as the search prefers, of equals the lower member first.
//   adapt, one workgroup a repeat: mean, step size, paths and covariance; whether the run ends, and what the next one is.
// Sums are taken by single invocations in a fixed order. Draws: restart 0 for the size of a small population and its steps.

import lib::random;
import swarm::cma_state;
import swarm::cma_model;
import swarm::rank;

const PURPOSE_RESTART: u32 = 21u;
const STOPPED_STAGNATION: u32 = 3u;

// What there is to do, the same for the whole workgroup.
const STAND: u32 = 0u;
const ASKED: u32 = 1u;
const BEGIN: u32 = 2u;
const KEEP_FACTOR: u32 = 3u;
const RENEW_FACTOR: u32 = 4u;

// Why a run ends.
const BY_VALUES: u32 = 1u;
const BY_STEPS: u32 = 2u;
const BY_GROWTH: u32 = 3u;
const BY_AXES: u32 = 4u;
const BY_STAGNATION: u32 = 5u;
const BY_BUDGET: u32 = 6u;
const BY_REQUEST: u32 = 7u;

// Margin of fold_into_box.
const MARGIN: f32 = 0.03125;
// Least spread of a whole number or a choice, whose values are 1 apart.
const LEAST_SPREAD: f32 = 0.2;
// Four steps of f32.
const F32_STEPS: f32 = 0x1p-21;

var<workgroup> task: u32;

fn present_slot(repeat: u32, member: u32) -> u32 {
  return (repeat * settings.padded + member) * 4u + 2u;
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn rank_members(@builtin(global_invocation_id) id: vec3u) {
  let repeat = id.y;
  let member = id.x;
  let population = active_of(repeat);
  if (member >= population || swarms[repeat].stopped != 0u) {
    return;
  }
  open_repeat(repeat);
  let rank = rank_of(repeat, member, population, 2u);
  memory[member_word(repeat, rank, ORDER)] = member;
}

fn task_of(repeat: u32) -> u32 {
  let head = memory_base(repeat);
  let generation = swarms[repeat].evaluated;
  if (swarms[repeat].stopped != 0u) {
    return STAND;
  }
  if (swarms[repeat].restart_at == generation) {
    return ASKED;
  }
  if (memory[head + RUN_START] + 1u == generation) {
    return BEGIN;
  }
  return select(KEEP_FACTOR, RENEW_FACTOR, memory[head + LEARNT] + 1u >= memory[head + GAP]);
}

// Expected length of a normal vector.
fn chi() -> f32 {
  let n = f32(settings.dimensions);
  return sqrt(n) * (1.0 - 1.0 / (4.0 * n) + 1.0 / (21.0 * n * n));
}

fn set_mean(repeat: u32, d: u32, whole: f32, rest: f32) {
  let rounded = whole + rest;
  put(array_at(repeat, MEAN) + d, rounded);
  put(array_at(repeat, MEAN_REST) + d, rest - (rounded - whole));
}

// The number next to the box that stands for a place in it.
fn unfold_from_box(x: f32, lower: f32, upper: f32) -> f32 {
  let margin = MARGIN * (upper - lower);
  if (x < lower + margin) {
    return lower - margin + 2.0 * sqrt(margin) * sqrt(max(0.0, x - lower));
  }
  if (x > upper - margin) {
    return upper + margin - 2.0 * sqrt(margin) * sqrt(max(0.0, upper - x));
  }
  return x;
}

// The best of the members that were drawn becomes the mean of a new run.
fn begin(repeat: u32, lane: u32) {
  let head = memory_base(repeat);
  let base = ranked_base(repeat, 0u);
  for (var d = lane; d < settings.dimensions; d += WORKGROUP_SIZE) {
    put(array_at(repeat, MEAN) + d, unfold_from_box(positions[base + d * TILE], lower_at(d), upper_at(d)));
    put(array_at(repeat, MEAN_REST) + d, 0.0);
    put(array_at(repeat, SIGMA_PATH) + d, 0.0);
    put(array_at(repeat, PATH) + d, 0.0);
  }
  reset_model(repeat, lane);
  if (lane != 0u) {
    return;
  }
  let population = active_of(repeat);
  set_constants(repeat, population);
  let mu_eff = number_at(head + MU_EFF);
  let c_sigma = number_at(head + C_SIGMA);
  let excess = sqrt((mu_eff - 1.0) / (f32(settings.dimensions) + 1.0)) - 1.0;
  put(head + DAMPING, 1.0 + 2.0 * max(0.0, excess) + c_sigma);
  memory[head + LEARNT] = 0u;
  begin_block(repeat);
  // The first run's; those after it have theirs from `end_run`.
  if (memory[head + REGIME] == 0u) {
    put(head + SIGMA, 1.0);
    memory[head + FIRST] = population;
    memory[head + LARGE] = population;
  }
}

fn begin_block(repeat: u32) {
  let head = memory_base(repeat);
  memory[head + BLOCK_START] = swarms[repeat].evaluated;
  put(head + LOWEST, WORST);
  put(head + HIGHEST, -WORST);
}

// The best is no better than most of the others: steps get wider in search of a slope, up to where they began.
fn is_flat(repeat: u32) -> bool {
  let population = active_of(repeat);
  let first = present_slot(repeat, memory[member_word(repeat, 0u, ORDER)]);
  let other = present_slot(repeat, memory[member_word(repeat, (7u * population + 9u) / 10u - 1u, ORDER)]);
  return values[first] == values[other] && values[first + 1u] == values[other + 1u];
}

// What generations are compared by: the violation, as long as there is one.
fn figure_of(repeat: u32, rank: u32) -> f32 {
  let slot = present_slot(repeat, memory[member_word(repeat, rank, ORDER)]);
  return select(values[slot], values[slot + 1u], values[slot + 1u] > 0.0);
}

// Why the run ends here; 0 where it goes on.
fn find_ending(repeat: u32, sigma: f32) -> u32 {
  let head = memory_base(repeat);
  let n = settings.dimensions;
  let population = active_of(repeat);
  let generation = swarms[repeat].evaluated;
  let best = figure_of(repeat, 0u);
  let lowest = min(best, number_at(head + LOWEST));
  let highest = max(best, number_at(head + HIGHEST));
  put(head + LOWEST, lowest);
  put(head + HIGHEST, highest);
  var widest = 0.0;
  var longest = 0.0;
  var shortest = WORST;
  for (var d = 0u; d < n; d++) {
    widest = max(widest, number_at(array_at(repeat, SPREAD) + d));
    longest = max(longest, axis_of(repeat, d));
    shortest = min(shortest, axis_of(repeat, d));
  }
  if (generation - memory[head + BLOCK_START] >= 10u + (30u * n + population - 1u) / population) {
    let range = max(highest, figure_of(repeat, population - 1u)) - lowest;
    if (range <= max(1e-12, F32_STEPS * abs(lowest))) {
      return BY_VALUES;
    }
    begin_block(repeat);
  }
  let reach = sigma * widest;
  if (reach < 1e-12) {
    return BY_STEPS;
  }
  // By bits, so that what is not a number falls in.
  if ((bitcast<u32>(reach) & 0x7fffffffu) > bitcast<u32>(1e4)) {
    return BY_GROWTH;
  }
  if ((bitcast<u32>(longest / shortest) & 0x7fffffffu) > bitcast<u32>(1e7)) {
    return BY_AXES;
  }
  let age = generation - memory[head + RUN_START];
  if (f32(swarms[repeat].idle) >= max(120.0 + 30.0 * f32(n) / f32(population), 0.2 * f32(age))) {
    return BY_STAGNATION;
  }
  let limit = memory[head + RUN_LIMIT];
  if (limit > 0u && evaluations_of(repeat) - memory[head + EVALUATIONS_AT] >= limit) {
    return BY_BUDGET;
  }
  return 0u;
}

// The population, step size and limit of the next run, which is drawn in this generation.
fn end_run(repeat: u32, ending: u32) {
  let head = memory_base(repeat);
  let generation = swarms[repeat].evaluated;
  let evaluations = evaluations_of(repeat);
  let spent = evaluations - memory[head + EVALUATIONS_AT];
  if (memory[head + REGIME] == 1u) {
    memory[head + SPENT_LARGE] += spent;
    memory[head + NEWEST_LARGE] = spent;
  } else if (memory[head + REGIME] == 2u) {
    memory[head + SPENT_SMALL] += spent;
  }
  let is_small = knobs.restarts == 2u && memory[head + SPENT_SMALL] < memory[head + SPENT_LARGE];
  var population = min(settings.particles, 2u * memory[head + LARGE]);
  var sigma = 1.0;
  if (is_small) {
    let first = f32(memory[head + FIRST]);
    let words = draw_words(open_stream(swarms[repeat].key, 0u, generation, PURPOSE_RESTART), 0u);
    let for_population = to_uniform(words.x);
    population = max(memory[head + FIRST], u32(first * pow(0.5 * f32(memory[head + LARGE]) / first, for_population * for_population)));
    sigma = exp2(-6.6438562 * to_uniform(words.y));
  } else {
    memory[head + LARGE] = population;
  }
  // No member is left out of its first generation.
  memory[2u * repeat] = min(population, settings.evaluation_limit - evaluations);
  put(head + SIGMA, sigma);
  memory[head + REGIME] = select(1u, 2u, is_small);
  memory[head + RUN_LIMIT] = select(0u, memory[head + NEWEST_LARGE] >> 1u, is_small);
  memory[head + EVALUATIONS_AT] = evaluations;
  memory[head + RUN_START] = generation;
  memory[head + ENDING] = ending;
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn adapt(@builtin(local_invocation_index) lane: u32, @builtin(workgroup_id) group: vec3u) {
  let repeat = group.x;
  if (lane == 0u) {
    task = task_of(repeat);
  }
  let own_task = workgroupUniformLoad(&task);
  if (own_task == STAND) {
    return;
  }
  if (own_task == ASKED) {
    if (lane == 0u) {
      end_run(repeat, BY_REQUEST);
    }
    return;
  }
  if (own_task == BEGIN) {
    begin(repeat, lane);
    return;
  }
  let n = settings.dimensions;
  let head = memory_base(repeat);
  let population = active_of(repeat);
  let parents = memory[head + PARENTS];
  let mu_eff = number_at(head + MU_EFF);
  let c_sigma = number_at(head + C_SIGMA);
  let c_c = number_at(head + C_C);
  let c_one = number_at(head + C_ONE);

  // The mean of the best draws, the path of the step size, and what each draw counts in the covariance.
  let pull = sqrt(c_sigma * (2.0 - c_sigma) * mu_eff);
  for (var d = lane; d < n; d += WORKGROUP_SIZE) {
    var total = 0.0;
    for (var rank = 0u; rank < parents; rank++) {
      total += number_at(member_word(repeat, rank, WEIGHT)) * velocities[ranked_base(repeat, rank) + d * TILE];
    }
    put(array_at(repeat, STEP) + d, total);
    let path = array_at(repeat, SIGMA_PATH) + d;
    put(path, (1.0 - c_sigma) * number_at(path) + pull * total);
  }
  for (var rank = lane; rank < population; rank += WORKGROUP_SIZE) {
    let weight = number_at(member_word(repeat, rank, WEIGHT));
    let length = number_at(member_word(repeat, memory[member_word(repeat, rank, ORDER)], LENGTH));
    put(member_word(repeat, rank, COUNTED), select(weight, weight * f32(n) / length, weight < 0.0));
  }
  storageBarrier();

  var squares = 0.0;
  for (var d = 0u; d < n; d++) {
    let p = number_at(array_at(repeat, SIGMA_PATH) + d);
    squares += p * p;
  }
  let length = sqrt(squares);
  let age = f32(swarms[repeat].evaluated - memory[head + RUN_START] - 1u);
  let is_held = length / sqrt(1.0 - pow(1.0 - c_sigma, 2.0 * age)) >= (1.4 + 2.0 / (f32(n) + 1.0)) * chi();
  let along = select(sqrt(c_c * (2.0 - c_c) * mu_eff), 0.0, is_held);
  let sigma = number_at(head + SIGMA);
  for (var d = lane; d < n; d += WORKGROUP_SIZE) {
    let step = knobs.sigma * sigma * ((upper_at(d) - lower_at(d)) * stretch_mean(repeat, d));
    set_mean(repeat, d, number_at(array_at(repeat, MEAN) + d), number_at(array_at(repeat, MEAN_REST) + d) + step);
    put(array_at(repeat, NEXT_PATH) + d, next_path(repeat, d, along));
  }
  let kept = 1.0 - c_one - number_at(head + C_MU) * number_at(head + WEIGHT_SUM) + select(0.0, c_one * c_c * (2.0 - c_c), is_held);
  learn(repeat, lane, kept, along, own_task == RENEW_FACTOR);

  let rate = c_sigma / number_at(head + DAMPING);
  let exponent = min(1.0, rate * (length / chi() - 1.0)) + select(0.0, 0.2 + rate, sigma < 1.0 && is_flat(repeat));
  let next_sigma = sigma * exp(exponent);
  for (var d = lane; d < min(n, 64u); d += WORKGROUP_SIZE) {
    if (is_discrete(d)) {
      let least = LEAST_SPREAD / (upper_at(d) - lower_at(d));
      let spread = knobs.sigma * next_sigma * number_at(array_at(repeat, SPREAD) + d);
      if (spread < least) {
        widen(repeat, d, least / spread);
      }
    }
  }
  storageBarrier();
  if (lane != 0u) {
    return;
  }
  put(head + SIGMA, next_sigma);
  memory[head + LEARNT] = select(memory[head + LEARNT] + 1u, 0u, own_task == RENEW_FACTOR);
  let ending = find_ending(repeat, next_sigma);
  if (ending == 0u) {
    return;
  }
  if (knobs.restarts == 0u) {
    memory[head + ENDING] = ending;
    swarms[repeat].stopped = STOPPED_STAGNATION;
    return;
  }
  end_run(repeat, ending);
  swarms[repeat].restart_at = swarms[repeat].evaluated;
  swarms[repeat].restarts += 1u;
  swarms[repeat].idle = 0u;
  swarms[repeat].attractor_value = WORST;
  swarms[repeat].attractor_violation = WORST;
}
