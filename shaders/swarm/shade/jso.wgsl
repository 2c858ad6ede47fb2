// The rules of jSO (Brest, Maucec & Boskovic 2017): bounds on F and CR and the weight of the pull go by the share of the
// evaluations that is spent.

const FIRST_SCALE: f32 = 0.3;
const FIRST_CROSSOVER: f32 = 0.8;

// Whether a cell of the history stays as it is, though its turn has come.
fn keeps_cell(cell: u32) -> bool {
  return cell == knobs.cells - 1u;
}

fn best_share_at(progress: f32) -> f32 {
  return knobs.best_share * (1.0 - 0.5 * progress);
}

// F and CR of a trial as they were drawn.
fn limit_parameters(drawn: vec2f, progress: f32) -> vec2f {
  let scale = select(drawn.x, min(drawn.x, 0.7), progress < 0.6);
  let least = select(select(0.0, 0.6, progress < 0.5), 0.7, progress < 0.25);
  return vec2f(scale, max(drawn.y, least));
}

// How strongly a trial is drawn to one of the best, for its F.
fn pull_of(scale: f32, progress: f32) -> f32 {
  return scale * select(select(1.2, 0.8, progress < 0.4), 0.7, progress < 0.2);
}

fn avoids_itself(progress: f32) -> bool {
  return progress < 0.5;
}

// What stands in such cells.
fn fix_cells(history: u32) {
  memory[history + knobs.cells - 1u] = bitcast<u32>(0.9);
  memory[history + 2u * knobs.cells - 1u] = bitcast<u32>(0.9);
}

// A cell of the history from what it was and the mean of the successes.
fn renew_cell(old: f32, mean: f32) -> f32 {
  return 0.5 * (old + mean);
}
