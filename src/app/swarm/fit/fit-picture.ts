// What the stage draws of a fit: observed values, and the curve of any parameters on a fine grid, computed on the page from
// the same formulas. The band and the final values are the engine's.
import { compileFormula } from '../../../data/formula/compile.ts';
import { parseFormula } from '../../../data/formula/parse.ts';
import type { FitProblem, InlineData } from '../../../models/swarm/schema.ts';
import { checkFormula } from '../spec/formula-check.ts';

export interface FitData {
  /** Title and values of the one column that the model reads; null where it reads several. */
  readonly x: { readonly title: string; readonly values: readonly number[] } | null;
  readonly yTitle: string;
  readonly observed: readonly number[];
}

export interface FineCurve {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

const gridPoints = 240;

/** While a model is being typed it may not parse; then the first column that is not the response is taken for x. */
export function fitData(problem: FitProblem, data: InlineData): FitData {
  const columns = Object.keys(data.columns);
  const named = namesOf(problem.model, columns) ?? columns.filter((name) => name !== problem.response).slice(0, 1);
  const [only] = named;
  return {
    x: named.length === 1 && only !== undefined ? { title: only, values: data.columns[only] ?? [] } : null,
    yTitle: problem.response,
    observed: evaluateOverRows(problem.response, data.columns, {}),
  };
}

/** Columns that the model names; null where it does not parse or names none. */
function namesOf(model: string, columns: readonly string[]): string[] | null {
  const check = checkFormula(model);
  const named = check.fault ? [] : check.names.filter((name) => columns.includes(name));
  return named.length > 0 ? named : null;
}

export function fineCurve(
  problem: FitProblem,
  { x }: FitData,
  parameters: Readonly<Record<string, number>>,
): FineCurve | null {
  if (!x || x.values.length === 0) return null;
  const low = Math.min(...x.values);
  const high = Math.max(...x.values);
  const grid = Array.from({ length: gridPoints }, (_, i) => low + (i / (gridPoints - 1)) * (high - low));
  return { x: grid, y: evaluateOverRows(problem.model, { [x.title]: grid }, parameters) };
}

function evaluateOverRows(
  formula: string,
  columns: Readonly<Record<string, readonly number[]>>,
  scalars: Readonly<Record<string, number>>,
): number[] {
  const names = Object.keys(columns);
  const rows = columns[names[0] ?? '']?.length ?? 0;
  const compiled = compileFormula(parseFormula(formula), { scalars: Object.keys(scalars), columns: names });
  const out = new Float64Array(rows);
  const arrays = names.map((name) => Float64Array.from(columns[name] ?? []));
  compiled.evaluate(Float64Array.from(Object.values(scalars)), arrays, rows, out);
  return Array.from(out);
}
