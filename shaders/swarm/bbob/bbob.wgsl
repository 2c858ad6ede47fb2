// What the BBOB functions share: the offset from the optimum, the turns and the transformations (Hansen, Finck, Ros & Auger
// 2009), in forms that do not cancel at the optimum. Every function gives what it is above its own minimum, f_opt.
// problem: the optimum as the sum of two f32, [2][dimension]; matrices by rows, [][dimension][dimension]; then what one
// function alone needs. The search stays in [-5, 5], where the penalty for leaving it is 0 and is left out.

import lib::trigonometry;

// Dimensions of the suite, at most.
const MOST: u32 = 40u;

struct Accumulator { unused: f32 }

fn observe(a: ptr<function, Accumulator>, x: f32, d: u32) {}

// What the transformations act on, one after the other.
var<private> y: array<f32, MOST>;
var<private> turned: array<f32, MOST>;

// y = x - optimum: exact close to it, where x and the optimum's first part are nearly equal.
fn read_offset(base: u32) {
  let dimensions = settings.dimensions;
  for (var d = 0u; d < dimensions; d++) {
    y[d] = (positions[base + d * TILE] - problem[d]) - problem[dimensions + d];
  }
}

fn matrix_at(matrix: u32) -> u32 {
  return settings.dimensions * (2u + matrix * settings.dimensions);
}

// y = matrix y
fn turn(matrix: u32) {
  let dimensions = settings.dimensions;
  let first = matrix_at(matrix);
  for (var row = 0u; row < dimensions; row++) {
    var sum = 0.0;
    for (var d = 0u; d < dimensions; d++) {
      sum += problem[first + row * dimensions + d] * y[d];
    }
    turned[row] = sum;
  }
  for (var d = 0u; d < dimensions; d++) {
    y[d] = turned[d];
  }
}

// i / (D - 1): how far a scale has gone in dimension i.
fn share(d: u32) -> f32 {
  return f32(d) / f32(settings.dimensions - 1u);
}

fn ten_to(x: f32) -> f32 {
  return exp2(3.32192809 * x);
}

// T_osz: sign(v) |v| exp(0.049 (sin(c1 t) + sin(c2 t))), t = 10 ln |v|.
fn oscillate(v: f32) -> f32 {
  if (v == 0.0) {
    return 0.0;
  }
  let t = 3.18309886 * log(abs(v));
  let c1 = select(0.55, 1.0, v > 0.0);
  let c2 = select(0.31, 0.79, v > 0.0);
  return v * exp(0.049 * (sin_pi(c1 * t) + sin_pi(c2 * t)));
}

fn oscillate_all() {
  for (var d = 0u; d < settings.dimensions; d++) {
    y[d] = oscillate(y[d]);
  }
}

// T_asy^beta: v^(1 + beta share sqrt(v)) for v > 0.
fn skew_all(beta: f32) {
  for (var d = 0u; d < settings.dimensions; d++) {
    let v = y[d];
    if (v > 0.0) {
      y[d] = v * exp(beta * share(d) * sqrt(v) * log(v));
    }
  }
}

// y = Lambda^alpha y, by the decimal logarithm of alpha.
fn condition_all(log_alpha: f32) {
  for (var d = 0u; d < settings.dimensions; d++) {
    y[d] *= ten_to(0.5 * log_alpha * share(d));
  }
}

fn ellipsoid() -> f32 {
  var sum = 0.0;
  for (var d = 0u; d < settings.dimensions; d++) {
    sum += ten_to(6.0 * share(d)) * y[d] * y[d];
  }
  return sum;
}

fn rastrigin() -> f32 {
  var sum = 0.0;
  for (var d = 0u; d < settings.dimensions; d++) {
    sum += y[d] * y[d] + 20.0 * sin_pi_squared(y[d]);
  }
  return sum;
}

// max(1, sqrt(D) / 8)
fn valley() -> f32 {
  return max(1.0, sqrt(f32(settings.dimensions)) * 0.125);
}

// One term of Rosenbrock at z = y + 1: 100 (z_d^2 - z_{d+1})^2 + (z_d - 1)^2, with z_d^2 - z_{d+1} = y_d (y_d + 2) - y_{d+1}.
fn rosenbrock_term(d: u32) -> f32 {
  let bend = y[d] * (y[d] + 2.0) - y[d + 1u];
  return 100.0 * bend * bend + y[d] * y[d];
}

fn rosenbrock() -> f32 {
  var sum = 0.0;
  for (var d = 0u; d + 1u < settings.dimensions; d++) {
    sum += rosenbrock_term(d);
  }
  return sum;
}

// Schaffers F7 of y.
fn schaffers() -> f32 {
  var sum = 0.0;
  for (var d = 0u; d + 1u < settings.dimensions; d++) {
    let q = y[d] * y[d] + y[d + 1u] * y[d + 1u];
    // q^(1/10) = s^(2/5) of s = q^(1/4).
    let s = sqrt(sqrt(q));
    let wave = sin_pi(15.9154943 * exp2(0.1 * log2(max(q, 1e-37))));
    sum += s * (1.0 + wave * wave);
  }
  let mean = sum / f32(settings.dimensions - 1u);
  return mean * mean;
}

// Gallagher's peaks: the least of 10 - height exp(-distance / 2D) over the peaks. problem, after one matrix: by peak its
// height, its scales [dimension], its place [dimension] from the highest one, both turned.
fn peaks(count: u32) -> f32 {
  let dimensions = settings.dimensions;
  let first = matrix_at(1u);
  let half = -0.5 / f32(dimensions);
  var least = 10.0;
  for (var peak = 0u; peak < count; peak++) {
    let at = first + peak * (1u + 2u * dimensions);
    var distance = 0.0;
    for (var d = 0u; d < dimensions; d++) {
      let away = y[d] - problem[at + 1u + dimensions + d];
      distance += problem[at + 1u + d] * away * away;
    }
    // 10 - h e^u = (10 - h) - h (e^u - 1), which does not cancel at the highest peak.
    let height = problem[at];
    least = min(least, (10.0 - height) - height * exp_minus_one(half * distance));
  }
  let steep = oscillate(least);
  return steep * steep;
}

// log(1 + x) for x >= 0 without cancellation near 0: 2 atanh(x / (2 + x)), its series for x < 1/2 (next term 2e-9).
fn log_one_plus(x: f32) -> f32 {
  let s = x / (2.0 + x);
  let t = s * s;
  let series = 2.0 * s * (1.0 + t * (0.33333333 + t * (0.2 + t * (0.14285714 + t * 0.11111111))));
  return select(log(1.0 + x), series, x < 0.5);
}
