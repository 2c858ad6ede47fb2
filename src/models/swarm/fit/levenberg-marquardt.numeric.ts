// Least squares from a start, in f64: Levenberg-Marquardt with the linear parameters projected out (Kaufman's
// approximation), then over all parameters, then undamped Gauss-Newton steps for the last digits. Parameters stay in
// their box. (Marquardt 1963; Kaufman 1975; Nielsen 1999; Bates & Watts 1981 for the relative offset)
import type { Passes, SeparableModel, Work } from './separable-model.numeric.ts';
import { solveSmall, type Triangle } from './triangle.numeric.ts';

export interface Optimum {
  readonly parameters: Float64Array<ArrayBuffer>;
  /** Infinity where the model is not finite there. */
  readonly residualSumOfSquares: number;
  /** |projection of the residuals on the tangents| against |the rest|, each per degree of freedom: 0 at an optimum. */
  readonly relativeOffset: number;
}

interface Limits {
  readonly iterations: number;
  readonly damping: number;
  /** Passes over the data at most, all in all. */
  readonly passes: number;
}

const smallestStep = 1e-12;
const flatStep = 1e-14;

/** Both stages and the last steps. `passLimit`: stops early with what there is. */
export function* polish(passes: Passes, start: Float64Array, passLimit = Number.POSITIVE_INFINITY): Work<Optimum> {
  const { model } = passes;
  const parameters = confine(model, start);
  const everything = parameters.map((_, j) => j);
  const limit = passes.count + passLimit;
  if (model.linear.length > 0)
    yield* descend(passes, parameters, model.linear, model.nonlinear, {
      iterations: 200,
      damping: 1e-2,
      passes: limit,
    });
  yield* descend(passes, parameters, [], [...everything], {
    iterations: model.linear.length > 0 ? 30 : 200,
    damping: 1e-3,
    passes: limit,
  });
  return yield* finish(passes, parameters, limit);
}

/** Inside the box. */
function confine(model: SeparableModel, start: Float64Array): Float64Array<ArrayBuffer> {
  return Float64Array.from(start, (x, j) => Math.min(model.upper[j], Math.max(model.lower[j], x)));
}

/** Levenberg-Marquardt over `outer`, with `inner` solved for exactly at each step. Changes `parameters`. */
function* descend(
  passes: Passes,
  parameters: Float64Array<ArrayBuffer>,
  inner: readonly number[],
  outer: readonly number[],
  limits: Limits,
): Work<void> {
  const { lower, upper } = passes.model;
  const solveInner = function* (at: Float64Array): Work<readonly number[]> {
    if (inner.length === 0) return [];
    const pinned = yield* passes.solveLinear(at);
    return inner.filter((_, position) => !pinned[position]);
  };
  let free = yield* solveInner(parameters);
  let here = yield* passes.measure(parameters, [...free, ...outer]);
  let { damping } = limits;
  let growth = 2;
  let flat = 0;
  for (let iteration = 0; iteration < limits.iterations && passes.count + 2 <= limits.passes; iteration++) {
    const sum = here.residualSumOfSquares;
    if (!(sum > 0 && sum < Number.POSITIVE_INFINITY)) return;
    const { columns, rest } = lowerCorner(here.triangle, free.length, outer.length);
    const movable = movableOf(parameters, outer, columns, rest, lower, upper);
    const step = dampedStep(columns, rest, movable, damping);
    if (step === null) return;
    const predicted = squares(rest) - squares(restAfter(columns, rest, step));
    const trial = parameters.slice();
    let longest = 0;
    outer.forEach((j, position) => {
      trial[j] = Math.min(upper[j], Math.max(lower[j], parameters[j] + step[position]));
      longest = Math.max(longest, Math.abs(trial[j] - parameters[j]) / (Math.abs(parameters[j]) + 1e-300));
    });
    if (!(longest >= smallestStep)) return;
    const freeThere = yield* solveInner(trial);
    const there = yield* passes.measure(trial, [...freeThere, ...outer]);
    const gain = sum - there.residualSumOfSquares;
    flat = Math.abs(gain) < flatStep * sum ? flat + 1 : 0;
    if (gain > 0) {
      const ratio = predicted > 0 ? gain / predicted : 1;
      damping *= Math.max(1 / 3, 1 - (2 * ratio - 1) ** 3) * (ratio > 0.75 ? 0.1 : 1);
      growth = 2;
      parameters.set(trial);
      free = freeThere;
      here = there;
    } else {
      damping *= growth;
      growth *= 2;
    }
    if (flat >= 4 || damping > 1e18) return;
  }
}

/** Undamped steps as long as the relative offset falls: near the optimum the sum of squares is flat to rounding. */
function* finish(passes: Passes, parameters: Float64Array<ArrayBuffer>, passLimit: number): Work<Optimum> {
  const { lower, upper } = passes.model;
  const everything = Array.from(parameters, (_, j) => j);
  const { rows } = passes.data;
  let here = yield* passes.measure(parameters, everything);
  let offset = relativeOffset(here.triangle, rows);
  for (let step = 0; step < 10 && offset > 0 && passes.count < passLimit; step++) {
    const { columns, rest } = lowerCorner(here.triangle, 0, everything.length);
    const movable = movableOf(parameters, everything, columns, rest, lower, upper);
    const move = dampedStep(columns, rest, movable, 0);
    if (move === null) break;
    const trial = Float64Array.from(parameters, (x, j) => Math.min(upper[j], Math.max(lower[j], x + move[j])));
    const there = yield* passes.measure(trial, everything);
    const offsetThere = relativeOffset(there.triangle, rows);
    const isNoWorse = there.residualSumOfSquares <= here.residualSumOfSquares * (1 + 1e-9);
    if (!(offsetThere < offset && isNoWorse)) break;
    parameters.set(trial);
    here = there;
    offset = offsetThere;
  }
  return { parameters, residualSumOfSquares: here.residualSumOfSquares, relativeOffset: offset };
}

/** (|Q'r| / sqrt p) / (|r - QQ'r| / sqrt(n - p)); Infinity where it cannot be computed. */
export function relativeOffset(triangle: Triangle, rows: number): number {
  const p = triangle.size - 1;
  let along = 0;
  for (let i = 0; i < p; i++) along += triangle.r[i * triangle.size + p] ** 2;
  const across = Math.abs(triangle.r[p * triangle.size + p]);
  const offset = Math.sqrt(along / p) / (across / Math.sqrt(Math.max(1, rows - p)));
  return Number.isNaN(offset) ? (along === 0 ? 0 : Number.POSITIVE_INFINITY) : offset;
}

/** Columns and right side of the triangle below its first `skip` rows. */
function lowerCorner(
  triangle: Triangle,
  skip: number,
  count: number,
): { readonly columns: readonly Float64Array[]; readonly rest: Float64Array } {
  const { r, size } = triangle;
  const column = (j: number): Float64Array =>
    Float64Array.from({ length: count }, (_, i) => (skip + i <= j ? r[(skip + i) * size + j] : 0));
  return { columns: Array.from({ length: count }, (_, j) => column(skip + j)), rest: column(skip + count) };
}

/** Whether each parameter may move: not where it stands at a bound and wants out. */
function movableOf(
  parameters: Float64Array,
  order: readonly number[],
  columns: readonly Float64Array[],
  rest: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
): readonly boolean[] {
  return order.map((j, position) => {
    const column = columns[position];
    let pull = 0;
    for (let i = 0; i < rest.length; i++) pull += column[i] * rest[i];
    return !((parameters[j] >= upper[j] && pull > 0) || (parameters[j] <= lower[j] && pull < 0));
  });
}

/** Minimises |A s - rest|² + damping |D s|², D the columns' norms; 0 for what may not move. null: there is no step. */
function dampedStep(
  columns: readonly Float64Array[],
  rest: Float64Array,
  movable: readonly boolean[],
  damping: number,
): Float64Array | null {
  const count = rest.length;
  const norms = columns.map((column) => Math.sqrt(squares(column)));
  const used = columns.map((_, j) => j).filter((j) => movable[j] && norms[j] > 0);
  if (used.length === 0 || !norms.every(Number.isFinite)) return null;
  const isDamped = damping > 0;
  const rows = count + (isDamped ? used.length : 0);
  const root = Math.sqrt(damping);
  const stacked = used.map((j, position) => {
    const tall = new Float64Array(rows);
    for (let i = 0; i < count; i++) tall[i] = columns[j][i] / norms[j];
    if (isDamped) tall[count + position] = root;
    return tall;
  });
  const right = new Float64Array(rows);
  right.set(rest);
  const solved = solveSmall(stacked, right, rows);
  const step = new Float64Array(columns.length);
  used.forEach((j, position) => {
    step[j] = solved[position] / norms[j];
  });
  return step.every(Number.isFinite) ? step : null;
}

function restAfter(columns: readonly Float64Array[], rest: Float64Array, step: Float64Array): Float64Array {
  const left = rest.slice();
  columns.forEach((column, j) => {
    for (let i = 0; i < left.length; i++) left[i] -= column[i] * step[j];
  });
  return left;
}

function squares(v: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < v.length; i++) sum += v[i] * v[i];
  return sum;
}
