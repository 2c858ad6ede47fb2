// A local minimum in a box, by a projected quasi-Newton method in f64: limited-memory BFGS (Nocedal 1980; Liu & Nocedal 1989),
// with steps bent to the box and backtracking (Bertsekas 1982). It knows nothing of swarms. It yields after each evaluation,
// so that whoever drives it can rest or stop.

export interface LocalMinimum {
  readonly position: Float64Array;
  readonly value: number;
}

/** Value at `x`, its gradient written to `gradient`. Neither need be finite. */
export type ValueAndGradient = (x: Float64Array, gradient: Float64Array) => number;

export interface Box {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** Pairs of steps that the curvature is remembered by. */
const memory = 8;
const mostIterations = 2_000;
/** Of a step: the share of the decrease that the slope promises which is taken for enough (Armijo). */
const enough = 1e-4;

/**
 * From `start` downhill, until a step promises less than `tolerance` of the value, or nothing lower is found. The result is
 * never above the start.
 * @param start inside the box
 */
export function* minimiseInBox(
  evaluate: ValueAndGradient,
  { lower, upper }: Box,
  start: ArrayLike<number>,
  tolerance = Number.EPSILON,
): Generator<void, LocalMinimum, void> {
  const size = lower.length;
  let x = Float64Array.from(start);
  let gradient = new Float64Array(size);
  let value = evaluate(x, gradient);
  yield;
  let next = new Float64Array(size);
  let nextGradient = new Float64Array(size);
  const direction = new Float64Array(size);
  const weights = new Float64Array(memory);
  const curvatures = new Float64Array(memory);
  const steps = Array.from({ length: memory }, () => new Float64Array(size));
  const turns = Array.from({ length: memory }, () => new Float64Array(size));
  /** Pairs remembered; the newest is at `(pairs - 1) % memory`. */
  let pairs = 0;

  /** Where a bound holds the coordinate, downhill leads out of the box. */
  const isHeld = (d: number): boolean => (x[d] <= lower[d] && gradient[d] > 0) || (x[d] >= upper[d] && gradient[d] < 0);

  function aim(): void {
    for (let d = 0; d < size; d++) direction[d] = isHeld(d) ? 0 : -gradient[d];
    const oldest = Math.max(0, pairs - memory);
    for (let pair = pairs - 1; pair >= oldest; pair--) {
      const k = pair % memory;
      weights[k] = inner(steps[k], direction) / curvatures[k];
      add(direction, -weights[k], turns[k]);
    }
    if (pairs > 0) {
      const newest = (pairs - 1) % memory;
      const scale = curvatures[newest] / inner(turns[newest], turns[newest]);
      for (let d = 0; d < size; d++) direction[d] *= scale;
    }
    for (let pair = oldest; pair < pairs; pair++) {
      const k = pair % memory;
      add(direction, weights[k] - inner(turns[k], direction) / curvatures[k], steps[k]);
    }
    for (let d = 0; d < size; d++) if (isHeld(d)) direction[d] = 0;
  }

  for (let iteration = 0; iteration < mostIterations && Number.isFinite(value); iteration++) {
    aim();
    let slope = inner(gradient, direction);
    let length = 1;
    if (pairs === 0) {
      // Nothing is known of the scale: a hundredth of the box along the steepest coordinate.
      let most = 0;
      for (let d = 0; d < size; d++) most = Math.max(most, Math.abs(direction[d]) / (upper[d] - lower[d]));
      length = Math.min(1, 0.01 / most);
    }
    if (-slope * length <= tolerance * Math.abs(value) && slope <= 0) break;

    let isLower = false;
    let nextValue = value;
    for (let tries = 0; tries < 40 && !isLower && slope < 0; tries++) {
      let moved = 0;
      slope = 0;
      for (let d = 0; d < size; d++) {
        next[d] = Math.min(upper[d], Math.max(lower[d], x[d] + length * direction[d]));
        slope += gradient[d] * (next[d] - x[d]);
        moved = Math.max(moved, Math.abs(next[d] - x[d]));
      }
      if (moved === 0) break;
      nextValue = evaluate(next, nextGradient);
      yield;
      isLower = nextValue < value && nextValue <= value + enough * slope;
      // The least of the parabola through what is known, between a tenth and a half of the step.
      const bend = nextValue - value - slope;
      length *= Number.isFinite(bend) && bend > 0 ? Math.min(0.5, Math.max(0.1, -slope / (2 * bend))) : 0.1;
    }
    if (!isLower) {
      // What is remembered does not fit here: forgotten, the next direction is straight down.
      if (pairs === 0) break;
      pairs = 0;
      continue;
    }
    let curvature = 0;
    for (let d = 0; d < size; d++) curvature += (next[d] - x[d]) * (nextGradient[d] - gradient[d]);
    if (curvature > 0) {
      const k = pairs++ % memory;
      curvatures[k] = curvature;
      for (let d = 0; d < size; d++) {
        steps[k][d] = next[d] - x[d];
        turns[k][d] = nextGradient[d] - gradient[d];
      }
    }
    [x, next] = [next, x];
    [gradient, nextGradient] = [nextGradient, gradient];
    value = nextValue;
  }
  return { position: x, value };
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d] * b[d];
  return sum;
}

/** a += factor b */
function add(a: Float64Array, factor: number, b: Float64Array): void {
  for (let d = 0; d < a.length; d++) a[d] += factor * b[d];
}
