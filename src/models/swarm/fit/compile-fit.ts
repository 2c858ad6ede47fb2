// From the spec of a fit to a model over rows that can be searched and polished. Every fault of formula, parameters and
// data is found here, before a run begins.
import { AeonError } from '../../../core/errors.ts';
import { drawWords, toUniform } from '../../../core/random.ts';
import { compileBasis, compileFormula, compileWithDerivatives } from '../../../data/formula/compile.ts';
import { linearParameters } from '../../../data/formula/linear.ts';
import { checkNames, collectNames } from '../../../data/formula/names.ts';
import { parseFormula } from '../../../data/formula/parse.ts';
import type { FormulaNode } from '../../../data/formula/tree.ts';
import { inField, refuseFormulaWords } from '../problems/formula-problem.ts';
import type { FitProblem, InlineData } from '../schema.ts';
import { badSpec, limits } from '../spec-parts.ts';
import { type FitData, Passes, runToEnd, type SeparableModel } from './separable-model.numeric.ts';

/** Rows that one pass takes at once; some milliseconds for a model of ten parameters. */
const rowsPerBlock = 16_384;
/** Rows that the search sees; a fit of more is searched on so many of them, spread evenly, and polished on all. */
const mostSearchRows = 1_024;

export interface CompiledFit extends SeparableModel {
  readonly names: readonly string[];
  /** The model as a tree, for what prints it for the GPU. */
  readonly model: FormulaNode;
  /** Data columns that the model reads, by name. */
  readonly columns: Readonly<Record<string, Float64Array>>;
  readonly response: Float64Array;
  readonly data: FitData;
  /** What the search sees: all of `data`, or evenly spread rows of it, in one block. */
  readonly sample: FitData;
  /** Programs for other values of the columns: the fitted curve. */
  dataFor(columns: readonly Float64Array[], response: Float64Array): FitData;
  /** Residual sum of squares, f64. NaN and infinities are passed on. */
  evaluate(position: ArrayLike<number>): number;
}

/** Throws `bad-formula`, `bad-spec` or `bad-data`, with the place. Data has to be inlined. */
export function compileFit(spec: FitProblem): CompiledFit {
  if (typeof spec.data === 'string')
    throw badSpec('problem.data', `the file "${spec.data}" was not read`, 'Hand its columns over.');
  const { data } = spec;
  const names = Object.keys(spec.parameters);
  refuseFormulaWords('problem.parameters', names);
  if (names.length > limits.fitParameters)
    throw badSpec('problem.parameters', `there are ${names.length}, a fit takes ${limits.fitParameters} at most`);
  const rows = checkRows(data, names.length);
  const model = inField('problem.model', () => checkedModel(spec, data, names));
  const columnNames = [...collectNames(model)].filter((name) => !names.includes(name));
  const response = readResponse(spec, data, rows);
  const columns = columnNames.map((name) => Float64Array.from(data.columns[name] ?? []));
  const linearNames = linearParameters(model, names);
  const inputs = { scalars: names, columns: columnNames };

  const dataFor = (values: readonly Float64Array[], observed: Float64Array, most = rowsPerBlock): FitData => ({
    rows: observed.length,
    noise: 100 * observed.length * (2 ** -52 * largest(observed)) ** 2,
    blocks: Array.from({ length: Math.ceil(observed.length / most) }, (_, index) => {
      const from = index * most;
      const to = Math.min(observed.length, from + most);
      return {
        rows: to - from,
        response: observed.subarray(from, to),
        columns: values.map((column) => column.subarray(from, to)),
        basis: compileBasis(model, inputs, linearNames),
        full: compileWithDerivatives(model, inputs, names),
      };
    }),
  });
  const whole = dataFor(columns, response);
  const compiled = {
    parameters: names.length,
    lower: Float64Array.from(names, (name) => spec.parameters[name]?.[0] ?? Number.NaN),
    upper: Float64Array.from(names, (name) => spec.parameters[name]?.[1] ?? Number.NaN),
    linear: linearNames.map((name) => names.indexOf(name)),
    nonlinear: names.flatMap((name, j) => (linearNames.includes(name) ? [] : [j])),
  };
  let evaluation: Passes | null = null;
  return {
    ...compiled,
    names,
    model,
    columns: Object.fromEntries(columnNames.map((name, index) => [name, columns[index] ?? new Float64Array(0)])),
    response,
    data: whole,
    sample: rows <= mostSearchRows ? whole : sampleOf(columns, response, dataFor),
    dataFor,
    evaluate(position) {
      evaluation ??= new Passes(compiled, whole);
      return runToEnd(evaluation.sumOfSquares(Float64Array.from(position)));
    },
  };
}

function badData(message: string, hint: string, place: { row?: number; column?: string } = {}): AeonError {
  return new AeonError('bad-data', message, { hint, place: { field: 'problem.data', ...place } });
}

/** How many rows there are. */
function checkRows({ name, columns }: InlineData, parameters: number): number {
  const lengths = Object.values(columns).map((column) => column.length);
  const rows = lengths[0] ?? 0;
  const uneven = Object.keys(columns).find((_, index) => lengths[index] !== rows);
  if (uneven !== undefined)
    throw badData(
      `Column "${uneven}" has ${columns[uneven]?.length} values, the first has ${rows}.`,
      'Make them equal.',
      {
        column: uneven,
      },
    );
  if (rows < parameters) {
    throw badData(
      `${name} has ${rows} ${rows === 1 ? 'row' : 'rows'}, too few for ${parameters} parameters.`,
      'A fit needs at least as many rows as parameters, and more to say how sure it is.',
    );
  }
  if (rows > limits.fitRows)
    throw badData(
      `${name} has ${rows.toLocaleString('en')} rows, a fit takes ${limits.fitRows.toLocaleString('en')} at most.`,
      'Average neighbouring rows, or take a sample of them.',
    );
  return rows;
}

function checkedModel(spec: FitProblem, data: InlineData, names: readonly string[]): FormulaNode {
  const model = parseFormula(spec.model);
  checkNames(model, [...names, ...Object.keys(data.columns)]);
  const used = collectNames(model);
  const both = names.find((name) => Object.hasOwn(data.columns, name));
  if (both !== undefined)
    throw badSpec(`problem.parameters.${both}`, 'is also the name of a column', 'Rename the parameter.');
  const idle = names.find((name) => !used.has(name));
  if (idle !== undefined)
    throw badSpec(`problem.parameters.${idle}`, 'does not occur in the model', 'Take it out, or use it in the model.');
  return model;
}

function readResponse(spec: FitProblem, data: InlineData, rows: number): Float64Array {
  const columnNames = Object.keys(data.columns);
  const formula = inField('problem.response', () => {
    const parsed = parseFormula(spec.response);
    checkNames(parsed, columnNames);
    return parsed;
  });
  const response = new Float64Array(rows);
  compileFormula(formula, { scalars: [], columns: columnNames }).evaluate(
    new Float64Array(0),
    columnNames.map((name) => Float64Array.from(data.columns[name] ?? [])),
    rows,
    response,
  );
  const fault = response.findIndex((value) => !Number.isFinite(value));
  if (fault >= 0)
    throw badData(
      `The response ${spec.response} is not a finite number in data row ${fault + 1}.`,
      'Correct or leave out that row, or choose another response.',
      { row: fault + 1 },
    );
  return response;
}

/** One row out of each of equal stretches, at a place of its own, so that no period in the rows is met. */
function sampleOf(
  columns: readonly Float64Array[],
  response: Float64Array,
  dataFor: (columns: readonly Float64Array[], response: Float64Array) => FitData,
): FitData {
  const words = new Uint32Array(4);
  const chosen = Array.from({ length: mostSearchRows }, (_, index) => {
    drawWords('pcg4d', [0, 0, 0], index, 0, 0, 'problem', words);
    const row = Math.floor(((index + toUniform(words[0] ?? 0)) * response.length) / mostSearchRows);
    return Math.min(response.length - 1, row);
  });
  const pick = (from: Float64Array): Float64Array => Float64Array.from(chosen, (row) => from[row] ?? Number.NaN);
  return dataFor(columns.map(pick), pick(response));
}

function largest(values: Float64Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}
