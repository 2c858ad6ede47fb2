// The covariance of separable CMA-ES, one spread a coordinate, the twin of diagonal-model.reference.ts.

import swarm::cma_state;

fn stretch_draw(repeat: u32, base: u32, d: u32) -> f32 {
  return number_at(array_at(repeat, SPREAD) + d) * velocities[base + d * TILE];
}

fn stretch_mean(repeat: u32, d: u32) -> f32 {
  return number_at(array_at(repeat, SPREAD) + d) * number_at(array_at(repeat, STEP) + d);
}

// The constants of a population, and its weights (Ros & Hansen 2008, section 3).
fn set_constants(repeat: u32, population: u32) {
  let head = memory_base(repeat);
  let n = f32(settings.dimensions);
  let parents = population / 2u;
  var sums = vec2f(0.0);
  for (var rank = 0u; rank < parents; rank++) {
    let weight = log(f32(parents + 1u)) - log(f32(rank + 1u));
    put(member_word(repeat, rank, WEIGHT), weight);
    sums += vec2f(weight, weight * weight);
  }
  for (var rank = 0u; rank < population; rank++) {
    let at = member_word(repeat, rank, WEIGHT);
    put(at, select(0.0, number_at(at) / sums.x, rank < parents));
  }
  let mu_eff = sums.x * sums.x / sums.y;
  let c_one = 2.0 / ((n + 1.3) * (n + 1.3) + mu_eff);
  let learnt = 2.0 / (mu_eff * (n + 1.41421356) * (n + 1.41421356))
    + (1.0 - 1.0 / mu_eff) * min(1.0, (2.0 * mu_eff - 1.0) / ((n + 2.0) * (n + 2.0) + mu_eff));
  memory[head + PARENTS] = parents;
  put(head + MU_EFF, mu_eff);
  put(head + C_ONE, c_one);
  put(head + C_MU, min(1.0 - c_one, (n + 2.0) / 3.0 * learnt));
  put(head + C_SIGMA, (mu_eff + 2.0) / (n + mu_eff + 3.0));
  put(head + C_C, 4.0 / (n + 4.0));
  put(head + WEIGHT_SUM, 1.0);
  memory[head + GAP] = 1u;
}

fn reset_model(repeat: u32, lane: u32) {
  for (var d = lane; d < settings.dimensions; d += WORKGROUP_SIZE) {
    put(array_at(repeat, SPREAD) + d, 1.0);
  }
}

fn learn(repeat: u32, lane: u32, kept: f32, along: f32, renews: bool) {
  let head = memory_base(repeat);
  let parents = memory[head + PARENTS];
  let c_one = number_at(head + C_ONE);
  let c_mu = number_at(head + C_MU);
  for (var d = lane; d < settings.dimensions; d += WORKGROUP_SIZE) {
    var total = 0.0;
    for (var rank = 0u; rank < parents; rank++) {
      let z = velocities[ranked_base(repeat, rank) + d * TILE];
      total += number_at(member_word(repeat, rank, COUNTED)) * z * z;
    }
    let next = next_path(repeat, d, along);
    let root = sqrt(kept + c_one * next * next + c_mu * total);
    let spread = array_at(repeat, SPREAD) + d;
    put(spread, number_at(spread) * root);
    put(array_at(repeat, PATH) + d, next / root);
  }
}

fn widen(repeat: u32, d: u32, times: f32) {
  let spread = array_at(repeat, SPREAD) + d;
  put(spread, number_at(spread) * times);
}

fn axis_of(repeat: u32, d: u32) -> f32 {
  return number_at(array_at(repeat, SPREAD) + d);
}
