// An objective that somebody wrote: `objective`, `Position` and `aeon_budget` stand beside this text (wgsl-problem.ts). Names
// that are declared here get the prefix `aeon_` when the module is linked, so that the user's are free.
// Every iteration of the user's loops spends one of the budget. Where none is left, or where an index lies outside, the
// evaluation has no value and the repeat gets the number of what is at fault; whoever comes after that does not begin.

struct Accumulator { unused: f32 }

// Of this evaluation.
var<private> left: u32;
var<private> longest: u32;
var<private> fault: u32;

// Whether nothing is left.
fn spend() -> bool {
  if (left == 0u) {
    return true;
  }
  left -= 1u;
  return false;
}

// Of the loops under way when nothing is left, the one with the most iterations is at fault.
fn blame(number: u32, iterations: u32) {
  if (iterations > longest) {
    longest = iterations;
    fault = number;
  }
}

// An index outside: the first one counts.
fn stray(number: u32) {
  if (fault == 0u) {
    fault = number;
  }
}

fn observe(a: ptr<function, Accumulator>, x: f32, d: u32) {}

fn conclude(a: ptr<function, Accumulator>, base: u32) -> vec2f {
  // Named, so that every kernel binds it, whether or not the objective reads data.
  _ = problem[0];
  let repeat = base / (settings.padded * settings.dimensions);
  if (atomicLoad(&swarms[repeat].fault) != 0u) {
    return vec2f(WORST, WORST);
  }
  left = aeon_budget;
  longest = 0u;
  fault = 0u;
  let value = objective(Position(base), settings.dimensions);
  if (fault != 0u) {
    atomicMax(&swarms[repeat].fault, fault);
    return vec2f(WORST, WORST);
  }
  return vec2f(value, 0.0);
}
