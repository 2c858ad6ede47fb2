// The residual sum of squares at the nonlinear parameters, with the K linear ones solved for inside their box, in f32:
// columns and residuals are divided by their largest magnitude, columns then by their norm; normal equations with a ridge,
// their Cholesky factor, and steps of iterative refinement on residuals taken anew from the rows. Never y'y - c'g, which
// cancels. What is not finite gives WORST. K may be 0.
// The model (module swarm::fit_model, made from the formula) gives Q, K, ROWS, LINEAR_AT, and read_row(row), which sets
// basis[0..K) to the columns and rest to response minus offset.
// Passes over the rows, all by one loop, since compilers take seconds over many copies of a formula: scales; equations;
// REFINEMENTS; the box; one more refinement where something is held at a bound; the sum. With K = 0: scales and sum. One invocation, no memory but registers.
// The oracle: fit-objective.numeric.ts (Golub & Pereyra 1973; Golub & Van Loan, section 5.3.8).

const WORST: f32 = 3.0e38;
const RIDGE: f32 = 3.0e-6;
const REFINEMENTS: u32 = 2u;
const SWEEPS: u32 = 8u;

// Largest magnitude of the residuals, and of each column.
var<private> rest_scale: f32;
var<private> column_scale: array<f32, K1>;
// Norm of each scaled column.
var<private> norms: array<f32, K1>;
// Normal equations of columns of norm 1, and their factor; products of the columns with the residuals.
var<private> gram: array<f32, KK>;
var<private> factor: array<f32, KK>;
var<private> right: array<f32, K1>;
// Linear parameters, in units of the scaled columns of norm 1 and of rest_scale.
var<private> solution: array<f32, K1>;
// Residuals of `solution`: their sum of squares in units of rest_scale².
var<private> squares: f32;
var<private> finite: bool;
// Products of the columns with the response.
var<private> wanted: array<f32, K1>;
// Linear parameters that stand at a bound.
var<private> held: array<bool, K1>;

const STAGE_SCALES: u32 = 0u;
const STAGE_EQUATIONS: u32 = 1u;
const STAGE_BOX: u32 = 2u + REFINEMENTS;
const STAGE_HELD: u32 = 3u + REFINEMENTS;
const STAGE_SUM: u32 = 4u + REFINEMENTS;

// A bound in the units of `solution`, kept from overflowing.
fn scaled_bound(bound: f32, factor: f32) -> f32 {
  if (abs(bound) > 1.0e30 / max(factor, 1.0e-30)) {
    return select(1.0e30, -1.0e30, bound < 0.0);
  }
  return bound * factor;
}

// One stage over the rows: magnitudes in the first, then residuals and their products with the columns, and in the second
// stage the products of the columns with each other.
fn read_rows(stage: u32) {
  squares = 0.0;
  for (var j = 0u; j < K; j++) {
    right[j] = 0.0;
  }
  for (var row = 0u; row < ROWS; row++) {
    read_row(row);
    if (stage == STAGE_SCALES) {
      finite = finite && abs(rest) < AEON_HUGE;
      rest_scale = max(rest_scale, abs(rest));
      for (var j = 0u; j < K; j++) {
        finite = finite && abs(basis[j]) < AEON_HUGE;
        column_scale[j] = max(column_scale[j], abs(basis[j]));
      }
    } else {
      var residual = rest / rest_scale;
      for (var j = 0u; j < K; j++) {
        basis[j] = select(0.0, basis[j] / column_scale[j] / max(norms[j], AEON_TINY), norms[j] > 0.0);
        residual -= solution[j] * basis[j];
      }
      for (var j = 0u; j < K; j++) {
        right[j] += basis[j] * residual;
        if (stage == STAGE_EQUATIONS) {
          for (var l = 0u; l <= j; l++) {
            gram[j * K + l] += basis[j] * basis[l];
          }
        }
      }
      squares += residual * residual;
    }
  }
}

// Norms of the columns, and the equations as if each were 1.
fn scale_equations() {
  for (var j = 0u; j < K; j++) {
    norms[j] = sqrt(gram[j * K + j]);
    right[j] = select(0.0, right[j] / max(norms[j], AEON_TINY), norms[j] > 0.0);
    wanted[j] = right[j];
  }
  for (var j = 0u; j < K; j++) {
    for (var l = 0u; l < j; l++) {
      let scale = norms[j] * norms[l];
      let value = select(0.0, gram[j * K + l] / max(scale, AEON_TINY), scale > 0.0);
      gram[j * K + l] = value;
      gram[l * K + j] = value;
    }
  }
  for (var j = 0u; j < K; j++) {
    gram[j * K + j] = 1.0 + RIDGE;
  }
}

// Without rows and columns of what is held at a bound.
fn build_factor() {
  for (var j = 0u; j < K; j++) {
    for (var l = 0u; l <= j; l++) {
      var sum = select(gram[j * K + l], 0.0, l != j && (held[j] || held[l]));
      for (var m = 0u; m < l; m++) {
        sum -= factor[j * K + m] * factor[l * K + m];
      }
      factor[j * K + l] = select(sum / factor[l * K + l], sqrt(max(sum, RIDGE)), l == j);
    }
  }
}

// Adds the solution of the equations for `right` to `solution`; what is held stays.
fn add_step() {
  var step: array<f32, K1>;
  for (var j = 0u; j < K; j++) {
    var sum = select(right[j], 0.0, held[j]);
    for (var m = 0u; m < j; m++) {
      sum -= factor[j * K + m] * step[m];
    }
    step[j] = sum / factor[j * K + j];
  }
  for (var j = K; j > 0u;) {
    j--;
    var sum = step[j];
    for (var m = j + 1u; m < K; m++) {
      sum -= factor[m * K + j] * step[m];
    }
    step[j] = sum / factor[j * K + j];
    solution[j] += step[j];
  }
}

// Holds what lies furthest outside the box at its bound and solves for the rest anew, until all is inside; then descends
// along one coordinate after the other, which also lets go of what was held too soon. Returns whether anything was held.
fn hold_at_bounds() -> bool {
  var low: array<f32, K1>;
  var high: array<f32, K1>;
  for (var j = 0u; j < K; j++) {
    let unit = norms[j] * (column_scale[j] / rest_scale);
    low[j] = scaled_bound(box[LINEAR_AT + 2u * j], unit);
    high[j] = scaled_bound(box[LINEAR_AT + 2u * j + 1u], unit);
  }
  var holds = false;
  for (var attempt = 0u; attempt < K; attempt++) {
    var furthest = 0.0;
    var worst_index = K;
    for (var j = 0u; j < K; j++) {
      let outside = max(low[j] - solution[j], solution[j] - high[j]) / max(high[j] - low[j], AEON_TINY);
      if (!held[j] && outside > furthest) {
        furthest = outside;
        worst_index = j;
      }
    }
    if (worst_index == K) {
      break;
    }
    holds = true;
    held[worst_index] = true;
    solution[worst_index] = keep_between(solution[worst_index], low[worst_index], high[worst_index]);
    for (var j = 0u; j < K; j++) {
      right[j] = wanted[j];
      for (var l = 0u; l < K; l++) {
        right[j] -= select(0.0, gram[j * K + l] * solution[l], held[l] && l != j);
      }
    }
    for (var j = 0u; j < K; j++) {
      solution[j] = select(0.0, solution[j], held[j]);
    }
    build_factor();
    add_step();
  }
  if (holds) {
    for (var sweep = 0u; sweep < SWEEPS; sweep++) {
      for (var j = 0u; j < K; j++) {
        var value = wanted[j];
        for (var l = 0u; l < K; l++) {
          value -= select(0.0, gram[j * K + l] * solution[l], l != j);
        }
        solution[j] = keep_between(value, low[j], high[j]);
        held[j] = solution[j] != value;
      }
    }
    build_factor();
  }
  return holds;
}

// What rounding left outside the box.
fn keep_in_box() {
  for (var j = 0u; j < K; j++) {
    let unit = norms[j] * (column_scale[j] / rest_scale);
    let low = scaled_bound(box[LINEAR_AT + 2u * j], unit);
    let high = scaled_bound(box[LINEAR_AT + 2u * j + 1u], unit);
    solution[j] = keep_between(solution[j], low, high);
  }
}

fn objective() -> f32 {
  finite = true;
  rest_scale = AEON_TINY;
  for (var j = 0u; j < K; j++) {
    column_scale[j] = AEON_TINY;
    norms[j] = 1.0;
    solution[j] = 0.0;
    held[j] = false;
  }
  for (var at = 0u; at < KK; at++) {
    gram[at] = 0.0;
  }
  var stage = STAGE_SCALES;
  while (finite && stage <= STAGE_SUM) {
    read_rows(stage);
    if (stage == STAGE_EQUATIONS) {
      scale_equations();
      build_factor();
    }
    if (stage >= STAGE_EQUATIONS && stage < STAGE_BOX) {
      add_step();
    }
    var skips = K == 0u && stage == STAGE_SCALES;
    if (stage == STAGE_BOX) {
      skips = !hold_at_bounds();
    } else if (stage == STAGE_HELD) {
      add_step();
    }
    if (stage >= STAGE_BOX) {
      keep_in_box();
    }
    stage = select(stage + 1u, STAGE_SUM, skips);
  }
  if (!finite || rest_scale > 1.0e18) {
    return WORST;
  }
  let sum = squares * rest_scale * rest_scale;
  // By bits, since a shader may be compiled as if there were no NaN.
  return select(WORST, sum, (bitcast<u32>(sum) & 0x7fffffffu) < bitcast<u32>(WORST));
}
