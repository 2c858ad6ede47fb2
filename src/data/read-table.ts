// Reads CSV and its kin into columns of numbers: finds delimiter, decimal sign and header by looking, and says so in notes.
// Text cells are not kept: a text column is known by name, and refused where its numbers are asked for.
import Papa from 'papaparse';
import { AeonError, type ErrorPlace } from '../core/errors.ts';
import { decodeText } from './decode.ts';
import { shorten, type CellFault, type Column, type Table } from './table.ts';

export interface ReadOptions {
  /** Default: found by looking at the first rows. */
  readonly delimiter?: ',' | ';' | '\t';
  readonly decimal?: '.' | ',';
  /** Whether the first row holds names. Default: found by looking. */
  readonly header?: boolean;
  /** More rows are refused. Default 1,000,000. */
  readonly rowLimit?: number;
}

const defaultRowLimit = 1_000_000;
const rowsLookedAt = 200;
const missingWords: ReadonlySet<string> = new Set(['', 'na', 'n/a', 'nan', 'null', 'none']);
const numberWithPoint = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const numberWithComma = /^[+-]?(?:\d+,?\d*|,\d+)(?:[eE][+-]?\d+)?$/;

function badData(message: string, hint: string, place: ErrorPlace): AeonError {
  return new AeonError('bad-data', message, { hint, place });
}

function isMissing(cell: string): boolean {
  return cell.length <= 4 && missingWords.has(cell.toLowerCase());
}

/** The number in a trimmed cell, or NaN. */
function toNumber(cell: string, decimal: '.' | ','): number {
  if (!(decimal === '.' ? numberWithPoint : numberWithComma).test(cell)) return Number.NaN;
  const value = Number(decimal === '.' ? cell : cell.replace(',', '.'));
  return Number.isFinite(value) ? value : Number.NaN;
}

/** Lines that are not empty; line ends inside quotes do not count. Cheap enough to run before anything is allocated. */
function countRows(source: string | Uint8Array): number {
  const isText = typeof source === 'string';
  let rows = 0;
  let quoted = false;
  let filled = false;
  for (let i = 0; i < source.length; i++) {
    const code = isText ? source.charCodeAt(i) : (source[i] ?? 0);
    if (code === 34) quoted = !quoted;
    if (!quoted && (code === 10 || code === 13)) {
      if (filled) rows++;
      filled = false;
    } else if (code > 32) filled = true;
  }
  return rows + (filled ? 1 : 0);
}

function preview(text: string, delimiter: string): string[][] {
  const rows = Papa.parse<string[]>(text, {
    delimiter,
    newline: '\n',
    preview: rowsLookedAt,
    skipEmptyLines: 'greedy',
  }).data;
  return rows.map((row) => row.map((cell) => cell.trim()));
}

/** Tab and semicolon before comma: where they split the rows evenly, commas are decimals. */
function findDelimiter(text: string): ',' | ';' | '\t' {
  for (const delimiter of ['\t', ';', ','] as const) {
    const counts = preview(text, delimiter).map((row) => row.length);
    const [first = 1] = counts;
    const even = counts.filter((count) => count === first).length;
    if (first > 1 && even * 2 > counts.length) return delimiter;
  }
  // One column under a name without commas: those below are decimals.
  const [name = '', ...cells] = preview(text, ';').map(([cell = '']) => cell);
  return !name.includes(',') && cells.some((cell) => cell.includes(',') && numberWithComma.test(cell)) ? ';' : ',';
}

function findDecimal(rows: readonly (readonly string[])[], delimiter: string): '.' | ',' {
  if (delimiter === ',')
    return rows.some((row) => row.some((cell) => cell.includes('.'))) || !hasDecimalCommas(rows) ? '.' : ',';
  return hasDecimalCommas(rows) &&
    !rows.some((row) => row.some((cell) => cell.includes('.') && numberWithPoint.test(cell)))
    ? ','
    : '.';
}

function hasDecimalCommas(rows: readonly (readonly string[])[]): boolean {
  return rows.some((row) => row.some((cell) => cell.includes(',') && numberWithComma.test(cell)));
}

/** A header has no number in it, or a word above a number. */
function findHeader(rows: readonly (readonly string[])[], decimal: '.' | ','): boolean {
  const [first = [], second = []] = rows;
  const isNumber = (cell: string): boolean => !Number.isNaN(toNumber(cell, decimal));
  if (!first.some(isNumber)) return true;
  return first.some((cell, index) => !isNumber(cell) && !isMissing(cell) && isNumber(second[index] ?? ''));
}

function checkHeader(names: readonly string[], line: number): void {
  const seen = new Set<string>();
  for (const [index, name] of names.entries()) {
    if (name === '') {
      throw badData(`Column ${index + 1} has no name in the header (row ${line}).`, 'Give every column a name.', {
        row: line,
        column: String(index + 1),
      });
    }
    if (seen.has(name)) {
      throw badData(
        `The name "${shorten(name)}" stands twice in the header (row ${line}).`,
        'Give every column a name of its own.',
        { row: line, column: name },
      );
    }
    seen.add(name);
  }
}

class ColumnBuilder {
  private readonly name: string;
  private values = new Float64Array(64);
  private firstText: CellFault | null = null;
  private firstMissing: CellFault | null = null;

  constructor(name: string) {
    this.name = name;
  }

  add(index: number, cell: string, line: number, decimal: '.' | ','): void {
    if (index === this.values.length) {
      const larger = new Float64Array(2 * index);
      larger.set(this.values);
      this.values = larger;
    }
    const value = toNumber(cell, decimal);
    this.values[index] = value;
    if (!Number.isNaN(value)) return;
    if (isMissing(cell)) this.firstMissing ??= { row: line, text: '' };
    else this.firstText ??= { row: line, text: shorten(cell) };
  }

  finish(rows: number): Column {
    const fault = this.firstText ?? this.firstMissing;
    return {
      name: this.name,
      kind: this.firstText === null ? 'number' : 'text',
      values: this.values.slice(0, rows),
      fault,
    };
  }
}

/** Takes rows as they come; keeps the first error and stops there. */
class TableBuilder {
  private readonly decimal: '.' | ',';
  private readonly delimiter: ',' | ';' | '\t';
  private expectHeader: boolean;
  private columns: ColumnBuilder[] | null = null;
  private line = 1;
  private rows = 0;
  private emptyLines = 0;

  constructor(delimiter: ',' | ';' | '\t', decimal: '.' | ',', hasHeader: boolean) {
    this.delimiter = delimiter;
    this.decimal = decimal;
    this.expectHeader = hasHeader;
  }

  add(raw: readonly string[], problems: readonly Papa.ParseError[]): void {
    const line = this.line;
    let lineBreaks = 0;
    for (const cell of raw) if (cell.includes('\n')) lineBreaks += cell.split('\n').length - 1;
    this.line += 1 + lineBreaks;
    const problem = problems.find((candidate) => candidate.type === 'Quotes');
    if (problem) {
      throw badData(
        `Row ${line} has a quote that is not closed or not doubled.`,
        'Put quotes around the whole cell, and double those inside it.',
        { row: line },
      );
    }
    const cells = raw.map((cell) => cell.trim());
    if (cells.every((cell) => cell === '') && (cells.length === 1 || this.columns?.length !== cells.length)) {
      this.emptyLines++;
      return;
    }
    if (this.columns === null) {
      const names = this.expectHeader ? cells : cells.map((_, index) => `x${index + 1}`);
      if (this.expectHeader) checkHeader(names, line);
      this.columns = names.map((name) => new ColumnBuilder(name));
      if (this.expectHeader) return;
    }
    if (cells.length !== this.columns.length) {
      throw badData(
        `Row ${line} has ${cells.length} cells where the ${this.expectHeader ? 'header' : 'first row'} has ${this.columns.length}.`,
        'Give every row as many cells; put cells with the delimiter in them in quotes.',
        { row: line },
      );
    }
    for (const [index, column] of this.columns.entries()) column.add(this.rows, cells[index] ?? '', line, this.decimal);
    this.rows++;
  }

  finish(): Table {
    const columns = (this.columns ?? []).map((column) => column.finish(this.rows));
    const notes: string[] = [];
    if (!this.expectHeader)
      notes.push(
        `The file has no header; its columns are called ${columns
          .map((column) => column.name)
          .slice(0, 3)
          .join(', ')}${columns.length > 3 ? ' and so on' : ''}.`,
      );
    if (this.emptyLines > 0)
      notes.push(
        this.emptyLines === 1 ? 'One empty line was skipped.' : `${this.emptyLines} empty lines were skipped.`,
      );
    if (this.decimal === ',') notes.push('Decimal commas were read.');
    return { columns, rows: this.rows, delimiter: this.delimiter, decimal: this.decimal, notes };
  }
}

/** Throws `bad-data` with the row (line in the file, from 1) and the column at fault. */
export function readTable(source: string | Uint8Array, options: ReadOptions = {}): Table {
  const limit = options.rowLimit ?? defaultRowLimit;
  const counted = countRows(source);
  if (counted > limit + 1) {
    throw badData(
      `The file has about ${counted.toLocaleString('en')} rows; ${limit.toLocaleString('en')} are the limit.`,
      'Take a sample of its rows, or average neighbouring ones.',
      { row: limit + 2 },
    );
  }
  const text = decodeText(source);
  if (text.trim() === '')
    throw badData('The file is empty.', 'Choose a file with rows of numbers, such as a CSV.', { row: 1 });
  const delimiter = options.delimiter ?? findDelimiter(text);
  const looked = preview(text, delimiter);
  const decimal = options.decimal ?? findDecimal(looked, delimiter);
  const builder = new TableBuilder(delimiter, decimal, options.header ?? findHeader(looked, decimal));
  let failure: unknown = null;
  Papa.parse<string[]>(text.endsWith('\n') ? text.slice(0, -1) : text, {
    delimiter,
    newline: '\n',
    step(row, parser) {
      try {
        builder.add(row.data, row.errors);
      } catch (error) {
        // Thrown again below: what Papa does with an error of its callback is not documented.
        failure = error;
        parser.abort();
      }
    },
  });
  if (failure !== null) throw failure;
  const table = builder.finish();
  if (table.rows === 0)
    throw badData('The file has a header and no rows under it.', 'Choose a file with rows of numbers.', { row: 2 });
  if (table.rows > limit) {
    throw badData(
      `The file has ${table.rows.toLocaleString('en')} rows; ${limit.toLocaleString('en')} are the limit.`,
      'Take a sample of its rows.',
      { row: limit + 2 },
    );
  }
  return table;
}
