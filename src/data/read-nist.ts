// Reads the .dat files of NIST's Statistical Reference Datasets for nonlinear regression (NIST/ITL StRD): model, starts,
// certified results and data. The files were typed by hand; positions of lines are not relied upon.
import { AeonError } from '../core/errors.ts';
import { decodeText } from './decode.ts';
import { formatFormula } from './formula/format.ts';
import { parseFormula } from './formula/parse.ts';
import { shorten, type Table } from './table.ts';

export interface NistParameter {
  readonly name: string;
  readonly starts: readonly [number, number];
  readonly certified: number;
  readonly standardDeviation: number;
}

export interface NistData {
  readonly name: string;
  readonly description: string;
  /** Right side of the model as a formula, or null when it is not one that the parser knows. */
  readonly model: string | null;
  /** What the model predicts: `y`, or an expression such as `log(y)`. */
  readonly response: string;
  readonly table: Table;
  readonly parameters: readonly NistParameter[];
  /** Certified; NaN when the file does not say. */
  readonly residualSumOfSquares: number;
}

const numberText = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`;
const parameterLine = new RegExp(
  String.raw`^\s*(b\d+)\s*=\s*(${numberText})\s+(${numberText})\s+(${numberText})\s+(${numberText})\s*$`,
);
const numberCell = new RegExp(`^${numberText}$`);

function badData(message: string, hint: string, line: number): AeonError {
  return new AeonError('bad-data', message, { hint, place: { line, row: line } });
}

/** Whether a text is one of NIST's files, judged by its first lines. */
export function isNist(text: string): boolean {
  return /^\s*NIST\/ITL StRD/.test(text.slice(0, 200));
}

/** Text of a section from its label to the next line that matches `end`. */
function section(lines: readonly string[], label: string, end: RegExp): string[] {
  const start = lines.findIndex((line) => line.startsWith(label));
  if (start < 0) return [];
  const found = [(lines[start] ?? '').slice(label.length)];
  for (const line of lines.slice(start + 1)) {
    if (end.test(line)) break;
    found.push(line);
  }
  return found.map((line) => line.trim()).filter((line) => line !== '');
}

/** The canonical text, or null when it is no formula of ours: other files of the series hold prose there. */
function asFormula(text: string): string | null {
  try {
    return formatFormula(parseFormula(text));
  } catch (error) {
    if (error instanceof AeonError && error.code === 'bad-formula') return null;
    throw error;
  }
}

function readModel(lines: readonly string[]): { readonly model: string | null; readonly response: string | null } {
  const equation = section(lines, 'Model:', /starting\s+values/i)
    .filter((line) => !/class\b/i.test(line) && !/^\d+ parameters?\b/i.test(line) && !/^pi\s*=/.test(line))
    .join(' ');
  const sign = equation.indexOf('=');
  if (sign < 0) return { model: null, response: null };
  const right = equation.slice(sign + 1).replace(/\+\s*e\s*$/, '');
  return { model: asFormula(right), response: asFormula(equation.slice(0, sign)) };
}

function readParameters(lines: readonly string[]): NistParameter[] {
  return lines.flatMap((line) => {
    const found = parameterLine.exec(line);
    if (!found) return [];
    const [, name = '', ...numbers] = found;
    const [first = Number.NaN, second = Number.NaN, certified = Number.NaN, standardDeviation = Number.NaN] =
      numbers.map(Number);
    return [{ name, starts: [first, second] as const, certified, standardDeviation }];
  });
}

function readData(lines: readonly string[]): Table {
  // The first 'Data:' describes the variables, the last one heads the columns.
  const head = lines.findLastIndex((line) => /^Data:\s+[A-Za-z]\w*(?:\s+[A-Za-z]\w*)+\s*$/.test(line));
  if (head < 0)
    throw badData(
      'The file has no table of data.',
      'NIST files have a line such as "Data:   y   x" above the numbers.',
      lines.length,
    );
  const names = (lines[head] ?? '').slice('Data:'.length).trim().split(/\s+/);
  const values: number[][] = names.map(() => []);
  for (let index = head + 1; index < lines.length; index++) {
    const cells = (lines[index] ?? '').trim().split(/\s+/);
    if (cells.length === 1 && cells[0] === '') continue;
    if (cells.length !== names.length) {
      throw badData(
        `Line ${index + 1} has ${cells.length} numbers where ${names.length} columns are named.`,
        'Restore the file from NIST.',
        index + 1,
      );
    }
    for (const [column, cell] of cells.entries()) {
      if (!numberCell.test(cell)) {
        throw badData(
          `"${shorten(cell)}" in line ${index + 1}, column "${names[column] ?? ''}", is not a number.`,
          'Restore the file from NIST.',
          index + 1,
        );
      }
      values[column]?.push(Number(cell));
    }
  }
  const columns = names.map((name, index) => ({
    name,
    kind: 'number' as const,
    values: Float64Array.from(values[index] ?? []),
    fault: null,
  }));
  return { columns, rows: values[0]?.length ?? 0, delimiter: ' ', decimal: '.', notes: [] };
}

/** Throws `bad-data` with the line at fault. */
export function readNist(source: string | Uint8Array): NistData {
  const text = decodeText(source);
  if (!isNist(text))
    throw badData("The file is not one of NIST's reference datasets.", 'They begin with "NIST/ITL StRD".', 1);
  const lines = text.split('\n').map((line) => line.trimEnd());
  const table = readData(lines);
  const observations = /^Number of Observations:\s*(\d+)/m.exec(text)?.[1];
  if (observations !== undefined && Number(observations) !== table.rows) {
    throw badData(
      `The file names ${observations} observations and holds ${table.rows}.`,
      'Restore the file from NIST.',
      lines.length,
    );
  }
  const { model, response } = readModel(lines);
  return {
    name: /^Dataset Name:\s*(\S+)/m.exec(text)?.[1] ?? '',
    description: section(lines, 'Description:', /^Reference:/).join(' '),
    model,
    response: response ?? table.columns[0]?.name ?? 'y',
    table,
    parameters: readParameters(lines),
    residualSumOfSquares: Number(/^Residual Sum of Squares:\s*(\S+)/m.exec(text)?.[1] ?? Number.NaN),
  };
}

/** A box to search from two published starts: [-10 m, 10 m], m the larger magnitude; m is 1 when both are 0. */
export function suggestBox(starts: readonly [number, number]): readonly [number, number] {
  const magnitude = Math.max(Math.abs(starts[0]), Math.abs(starts[1])) || 1;
  return [-10 * magnitude, 10 * magnitude];
}
