// The rules of L-SHADE (Tanabe & Fukunaga 2014).

const FIRST_SCALE: f32 = 0.5;
const FIRST_CROSSOVER: f32 = 0.5;

// Whether a cell of the history stays as it is, though its turn has come.
fn keeps_cell(cell: u32) -> bool {
  return false;
}

fn best_share_at(progress: f32) -> f32 {
  return knobs.best_share;
}

// F and CR of a trial as they were drawn.
fn limit_parameters(drawn: vec2f, progress: f32) -> vec2f {
  return drawn;
}

// How strongly a trial is drawn to one of the best, for its F.
fn pull_of(scale: f32, progress: f32) -> f32 {
  return scale;
}

fn avoids_itself(progress: f32) -> bool {
  return false;
}

// What stands in such cells.
fn fix_cells(history: u32) {}

// A cell of the history from what it was and the mean of the successes.
fn renew_cell(old: f32, mean: f32) -> f32 {
  return mean;
}
