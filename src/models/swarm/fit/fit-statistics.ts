// What is said of a fit once its parameters are found: standard errors, how much of the response is explained, the
// confidence band of the mean, and what a reader has to know besides. All in f64 over all rows.
import type { FitCurve } from '../result.ts';
import type { CompiledFit } from './compile-fit.ts';
import { errorFactors } from './error-factors.numeric.ts';
import { Passes, type Work } from './separable-model.numeric.ts';
import { studentTwoSided } from './student-t.numeric.ts';

export interface FitStatistics {
  readonly residualSumOfSquares: number;
  readonly standardErrors: Readonly<Record<string, number | null>>;
  readonly residualStandardDeviation: number | null;
  readonly degreesOfFreedom: number;
  readonly rSquared: number | null;
  readonly observed: readonly number[];
  readonly fitted: readonly number[];
  readonly bandHalfWidth: readonly number[];
  readonly curve: FitCurve | null;
  readonly notes: readonly string[];
}

const confidence = 0.95;
const curvePoints = 400;

export function* computeFitStatistics(fit: CompiledFit, parameters: Float64Array): Work<FitStatistics> {
  const passes = new Passes(fit, fit.data);
  const { names, lower, upper } = fit;
  const rows = fit.data.rows;
  const atBound = names.map((_, j) => parameters[j] === lower[j] || parameters[j] === upper[j]);
  const free = names.flatMap((_, j) => (atBound[j] ? [] : [j]));
  const { triangle } = yield* passes.measure(parameters, free);
  const { inverse, isDetermined } = errorFactors(triangle);
  const notes: string[] = [];
  names.forEach((name, j) => {
    if (atBound[j])
      notes.push(
        `${name} stands at the ${parameters[j] === lower[j] ? 'lower' : 'upper'} bound of its box, ${parameters[j]}: a better fit may lie beyond it.`,
      );
  });
  const loose = free.flatMap((j, position) => (isDetermined[position] ? [] : [names[j]]));
  if (loose.length > 0)
    notes.push(
      `The data do not determine ${loose.join(' and ')}: other values explain them as well. The model has more parameters than the data can tell apart.`,
    );

  const fitted: number[] = Array.from({ length: rows }, () => 0);
  const half: number[] = Array.from({ length: rows }, () => 0);
  yield* passes.visitRows(parameters, free, inverse, (row, value, variance) => {
    fitted[row] = value;
    half[row] = variance;
  });
  const sum = yield* passes.sumOfSquares(parameters);
  const degreesOfFreedom = rows - names.length;
  const deviation = degreesOfFreedom > 0 ? Math.sqrt(sum / degreesOfFreedom) : null;
  if (deviation === null)
    notes.push(
      'There are as many parameters as rows: the curve goes through every point, and nothing tells how sure it is.',
    );
  const reach = deviation === null ? null : studentTwoSided(degreesOfFreedom, confidence) * deviation;
  const toBand = (variances: readonly number[]): number[] =>
    reach === null || !variances.every(Number.isFinite) ? [] : variances.map((variance) => reach * Math.sqrt(variance));

  const standardErrors: Record<string, number | null> = Object.fromEntries(names.map((name) => [name, null]));
  free.forEach((j, position) => {
    const name = names[j];
    if (name === undefined || deviation === null || !isDetermined[position]) return;
    const error = deviation * Math.hypot(...(inverse[position] ?? []));
    standardErrors[name] = Number.isFinite(error) ? error : null;
  });
  const total = totalSumOfSquares(fit.response);
  if (total === 0) notes.push('The response is the same in every row: there is nothing to explain, and no R².');
  return {
    residualSumOfSquares: sum,
    standardErrors,
    residualStandardDeviation: deviation,
    degreesOfFreedom,
    rSquared: total > 0 ? 1 - sum / total : null,
    observed: Array.from(fit.response),
    fitted,
    bandHalfWidth: toBand(half),
    curve: yield* drawCurve(fit, parameters, free, inverse, toBand),
    notes,
  };
}

/** The curve between the least and the largest value of the one column that the model reads. */
function* drawCurve(
  fit: CompiledFit,
  parameters: Float64Array,
  free: readonly number[],
  inverse: readonly Float64Array[],
  toBand: (variances: readonly number[]) => number[],
): Work<FitCurve | null> {
  const [only, ...others] = Object.entries(fit.columns);
  if (!only || others.length > 0) return null;
  const [column, values] = only;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low === high) return null;
  const grid = Float64Array.from({ length: curvePoints }, (_, i) => {
    const share = i / (curvePoints - 1);
    return low * (1 - share) + high * share;
  });
  const points: { x: number; y: number; variance: number }[] = [];
  const passes = new Passes(fit, fit.dataFor([grid], new Float64Array(curvePoints)));
  yield* passes.visitRows(parameters, free, inverse, (row, y, variance) => {
    // Between the data a model may have a pole.
    if (Number.isFinite(y)) points.push({ x: grid[row] ?? Number.NaN, y, variance });
  });
  return {
    column,
    x: points.map(({ x }) => x),
    y: points.map(({ y }) => y),
    bandHalfWidth: toBand(points.map(({ variance }) => variance)),
  };
}

function totalSumOfSquares(response: Float64Array): number {
  let mean = 0;
  response.forEach((value, i) => {
    mean += (value - mean) / (i + 1);
  });
  let sum = 0;
  for (const value of response) sum += (value - mean) ** 2;
  // A mean of equal numbers may be off by a rounding.
  return sum <= response.length * (4 * 2 ** -52 * Math.abs(mean)) ** 2 ? 0 : sum;
}
