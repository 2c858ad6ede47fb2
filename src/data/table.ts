// A table of columns as readers hand it out, and the door through which numbers leave it. No parsing here.
import { AeonError } from '../core/errors.ts';
import { hintForUnknown } from './closest.ts';

export interface CellFault {
  /** Line in the file, from 1. */
  readonly row: number;
  /** What stands there; empty when nothing does. */
  readonly text: string;
}

export interface Column {
  readonly name: string;
  /** 'text' when some cell is neither a number nor missing. */
  readonly kind: 'number' | 'text';
  /** NaN where the cell is no number. */
  readonly values: Float64Array<ArrayBuffer>;
  /** The first cell that is no number: text if there is any, else a missing one; null when all are numbers. */
  readonly fault: CellFault | null;
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: number;
  readonly delimiter: ',' | ';' | '\t' | ' ';
  readonly decimal: '.' | ',';
  /** What the reader assumed or left out, as sentences for the user. */
  readonly notes: readonly string[];
}

/** What is in a cell, cut to a length that fits into a message. */
export function shorten(text: string, limit = 40): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}

/** The column's numbers. Throws `bad-data` with row and column when it is not there or a cell is not a number. */
export function numberColumn(table: Table, name: string): Float64Array<ArrayBuffer> {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column === undefined) {
    const names = table.columns.map((candidate) => candidate.name);
    throw new AeonError('bad-data', `The data has no column "${name}".`, {
      hint: hintForUnknown(name, names, 'columns'),
      place: { column: name },
    });
  }
  if (column.fault === null) return column.values;
  const { row, text } = column.fault;
  const place = { row, column: name };
  if (text === '') {
    throw new AeonError('bad-data', `The value of "${name}" in row ${row} is missing.`, {
      hint: 'Fill it in, or delete the row.',
      place,
    });
  }
  const decimalHint = /^[+-]?\d*,\d+$/.test(text)
    ? 'The file seems to mix decimal commas and points: use one of them.'
    : 'Correct it, delete the row, or choose another column.';
  throw new AeonError('bad-data', `"${shorten(text)}" in row ${row}, column "${name}", is not a number.`, {
    hint: decimalHint,
    place,
  });
}
