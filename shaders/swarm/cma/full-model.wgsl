// The covariance matrix of CMA-ES as its lower factor A, C = A A', the twin of full-model.reference.ts: steps are A z. What a
// generation learns is taken in the coordinates of its draws, where the matrix K is near the identity whatever the condition of
// C; every so many generations A becomes A L, K = L L'. Rows of A and K: settings.dimensions words.
// Every number is worked out by one invocation in an order of its own, so that nothing depends on how many there are.

import swarm::cma_state;

// Least square of a pivot: K's eigenvalues are of the size of 1, so that less is not a number.
const LEAST_PIVOT: f32 = 1e-10;

fn factor_at(repeat: u32, row: u32) -> u32 {
  return array_at(repeat, FACTOR) + row * settings.dimensions;
}

fn learned_at(repeat: u32, row: u32) -> u32 {
  return factor_at(repeat, settings.dimensions + row);
}

// Coordinate d of the step of a member's draw.
fn stretch_draw(repeat: u32, base: u32, d: u32) -> f32 {
  let row = factor_at(repeat, d);
  var total = 0.0;
  for (var j = 0u; j <= d; j++) {
    total += number_at(row + j) * velocities[base + j * TILE];
  }
  return total;
}

// The same of the mean draw.
fn stretch_mean(repeat: u32, d: u32) -> f32 {
  let row = factor_at(repeat, d);
  let step = array_at(repeat, STEP);
  var total = 0.0;
  for (var j = 0u; j <= d; j++) {
    total += number_at(row + j) * number_at(step + j);
  }
  return total;
}

// The constants of a population, and its weights (Hansen 2016, table 1).
fn set_constants(repeat: u32, population: u32) {
  let head = memory_base(repeat);
  let n = f32(settings.dimensions);
  let parents = population / 2u;
  let middle = log(0.5 * f32(population + 1u));
  var positive = vec2f(0.0);
  var negative = vec2f(0.0);
  for (var rank = 0u; rank < population; rank++) {
    let weight = middle - log(f32(rank + 1u));
    put(member_word(repeat, rank, WEIGHT), weight);
    let both = vec2f(weight, weight * weight);
    if (rank < parents) {
      positive += both;
    } else {
      negative += both;
    }
  }
  let mu_eff = positive.x * positive.x / positive.y;
  let c_one = 2.0 / ((n + 1.3) * (n + 1.3) + mu_eff);
  let c_mu = min(1.0 - c_one, 2.0 * (mu_eff - 2.0 + 1.0 / mu_eff) / ((n + 2.0) * (n + 2.0) + mu_eff));
  let mu_eff_negative = negative.x * negative.x / negative.y;
  let most = min(min(1.0 + c_one / c_mu, 1.0 + 2.0 * mu_eff_negative / (mu_eff + 2.0)), (1.0 - c_one - c_mu) / (n * c_mu));
  for (var rank = 0u; rank < population; rank++) {
    let at = member_word(repeat, rank, WEIGHT);
    put(at, number_at(at) * select(most / -negative.x, 1.0 / positive.x, rank < parents));
  }
  memory[head + PARENTS] = parents;
  put(head + MU_EFF, mu_eff);
  put(head + C_ONE, c_one);
  put(head + C_MU, c_mu);
  put(head + C_SIGMA, (mu_eff + 2.0) / (n + mu_eff + 5.0));
  put(head + C_C, (4.0 + mu_eff / n) / (n + 4.0 + 2.0 * mu_eff / n));
  put(head + WEIGHT_SUM, 1.0 - most);
  memory[head + GAP] = max(1u, u32(1.0 / (10.0 * n * (c_one + c_mu))));
}

// Nothing learnt: a step is its draw.
fn reset_model(repeat: u32, lane: u32) {
  let n = settings.dimensions;
  let factor = factor_at(repeat, 0u);
  for (var i = lane; i < n * n; i += WORKGROUP_SIZE) {
    put(factor + i, select(0.0, 1.0, i % n == i / n));
    memory[learned_at(repeat, 0u) + i] = 0u;
  }
  for (var d = lane; d < n; d += WORKGROUP_SIZE) {
    put(array_at(repeat, SPREAD) + d, 1.0);
  }
}

// Learns from the draws and the next path, which it leaves in PATH in the coordinates that draws have from now on.
fn learn(repeat: u32, lane: u32, kept: f32, along: f32, renews: bool) {
  let n = settings.dimensions;
  let head = memory_base(repeat);
  let c_one = number_at(head + C_ONE);
  let c_mu = number_at(head + C_MU);
  let is_fresh = memory[head + LEARNT] == 0u;
  let population = active_of(repeat);
  let next = array_at(repeat, NEXT_PATH);
  for (var i = lane; i < n * n; i += WORKGROUP_SIZE) {
    let row = i / n;
    let column = i % n;
    if (column > row) {
      continue;
    }
    let old = select(number_at(learned_at(repeat, 0u) + i), select(0.0, 1.0, column == row), is_fresh);
    var total = 0.0;
    for (var rank = 0u; rank < population; rank++) {
      let base = ranked_base(repeat, rank);
      total += number_at(member_word(repeat, rank, COUNTED)) * velocities[base + row * TILE] * velocities[base + column * TILE];
    }
    put(learned_at(repeat, 0u) + i, kept * old + c_one * next_path(repeat, row, along) * next_path(repeat, column, along) + c_mu * total);
  }
  storageBarrier();
  let path = array_at(repeat, PATH);
  if (!renews) {
    for (var d = lane; d < n; d += WORKGROUP_SIZE) {
      put(path + d, number_at(next + d));
    }
    return;
  }
  // Cholesky, by columns. A pivot takes the place of the next path's coordinate, which nobody needs from then on.
  for (var j = 0u; j < n; j++) {
    let own = learned_at(repeat, j);
    var rest = number_at(own + j);
    for (var m = 0u; m < j; m++) {
      rest -= number_at(own + m) * number_at(own + m);
    }
    let pivot = sqrt(max(rest, LEAST_PIVOT));
    if (lane == 0u) {
      var along_path = number_at(next + j);
      for (var m = 0u; m < j; m++) {
        along_path -= number_at(own + m) * number_at(path + m);
      }
      put(path + j, along_path / pivot);
      put(next + j, pivot);
    }
    for (var i = j + 1u + lane; i < n; i += WORKGROUP_SIZE) {
      let row = learned_at(repeat, i);
      var below = number_at(row + j);
      for (var m = 0u; m < j; m++) {
        below -= number_at(row + m) * number_at(own + m);
      }
      put(row + j, below / pivot);
    }
    storageBarrier();
  }
  for (var d = lane; d < n; d += WORKGROUP_SIZE) {
    let row = factor_at(repeat, d);
    var squares = 0.0;
    for (var j = 0u; j <= d; j++) {
      var total = number_at(row + j) * number_at(next + j);
      for (var i = j + 1u; i <= d; i++) {
        total += number_at(row + i) * number_at(learned_at(repeat, i) + j);
      }
      put(row + j, total);
      squares += total * total;
    }
    put(array_at(repeat, SPREAD) + d, sqrt(squares));
    put(learned_at(repeat, d) + d, number_at(next + d));
  }
}

// Makes a coordinate's spread so many times as large.
fn widen(repeat: u32, d: u32, times: f32) {
  let row = factor_at(repeat, d);
  for (var j = 0u; j <= d; j++) {
    put(row + j, number_at(row + j) * times);
  }
  let spread = array_at(repeat, SPREAD) + d;
  put(spread, number_at(spread) * times);
}

// A length along which the model is stretched in dimension d.
fn axis_of(repeat: u32, d: u32) -> f32 {
  return number_at(factor_at(repeat, d) + d);
}
