// The table of values as CSV: what is asked for goes out with empty cells, and comes back with some of them filled.
import Papa from 'papaparse';
import { decodeText } from '../../../data/decode.ts';
import { shorten } from '../../../data/table.ts';
import type { Asked, ToldValue } from './external-values.ts';
import { badValue } from './bad-value.ts';

/** The word for an evaluation without a value. `nan` and `inf` say the same. */
const failedWord = 'failed';
const failedWords = /^(failed|[+-]?(nan|inf(inity)?))$/i;
const number = /^[+-]?(\d+[.,]?\d*|[.,]\d+)(e[+-]?\d+)?$/i;
/** A variable that differs by more than this share of its size and its spread is that of another place. Spreadsheets round. */
const otherPlace = 1e-3;

type Columns = Pick<Asked, 'names' | 'constraints'>;

function violationColumns({ constraints }: Columns): string[] {
  return Array.from({ length: constraints }, (_, i) => `violation${i + 1}`);
}

/** Header and rows: id, the variables, value, and violation1, violation2, … where there are constraints. */
export function writeValuesCsv({ names, constraints, rows }: Pick<Asked, 'names' | 'constraints' | 'rows'>): string {
  const violations = violationColumns({ names, constraints });
  const lines = rows.map(({ id, values, told }) => [
    id,
    ...values,
    told === null ? '' : (told.value ?? failedWord),
    ...violations.map((_, i) => told?.violations[i] ?? ''),
  ]);
  return [['id', ...names, 'value', ...violations], ...lines].map((line) => `${line.join(',')}\n`).join('');
}

/**
 * The told rows of such a table. Empty values are not told yet, `failed` is an evaluation without one; of the columns only id
 * and value (and the violations) must be there, in any order, and others are passed over. Delimiter and decimal sign are
 * found by looking. Throws `bad-data` with row and column.
 */
export function readValuesCsv(source: string | Uint8Array, asked: Asked): ToldValue[] {
  const text = decodeText(source);
  const [header = '', ...rest] = text.split('\n');
  const delimiter = ['\t', ';', ','].find((candidate) => header.includes(candidate)) ?? ',';
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: '\n' });
  const unclosed = errors.find(({ type }) => type === 'Quotes');
  if (unclosed)
    throw badValue(
      'A quote is opened here and never closed, so that rows run together.',
      'Close the quote, or take it away: numbers need none.',
      { row: (unclosed.row ?? 0) + 1, column: 'id' },
    );
  const names = header === '' && rest.length === 0 ? [] : (data[0] ?? []).map((name) => name.trim());
  const violations = violationColumns(asked);
  for (const needed of ['id', 'value', ...violations])
    if (!names.includes(needed))
      throw badValue(
        `The table has no column "${needed}".`,
        `Its first row names the columns: ${['id', ...asked.names, 'value', ...violations].join(', ')}.`,
        { row: 1, column: needed },
      );
  const spreads = asked.names.map((_, d) => {
    const column = asked.rows.map(({ values }) => values[d] ?? 0);
    return (
      column.reduce((most, x) => Math.max(most, x), Number.NEGATIVE_INFINITY) -
      column.reduce((least, x) => Math.min(least, x), Number.POSITIVE_INFINITY)
    );
  });
  const places = new Map(asked.rows.map((row) => [row.id, row.values]));
  return data.slice(1).flatMap((cells, i): ToldValue[] => {
    const row = i + 2;
    const at = (column: string): string => (cells[names.indexOf(column)] ?? '').trim();
    if (cells.every((cell) => cell.trim() === '') || at('value') === '') return [];
    const id = toNumber(at('id'), row, 'id');
    asked.names.forEach((name, d) => {
      const place = places.get(id)?.[d];
      if (place === undefined || !names.includes(name) || at(name) === '') return;
      if (Math.abs(toNumber(at(name), row, name) - place) > otherPlace * (Math.abs(place) + (spreads[d] ?? 0)))
        throw badValue(
          `${id} was asked for at ${name} = ${place}, and the table has ${shorten(at(name))}.`,
          'A value is that of the place that was asked for. Is this the table of another run?',
          { row, column: name },
        );
    });
    if (failedWords.test(at('value'))) return [{ id, row, value: null }];
    return [
      {
        id,
        row,
        value: toNumber(at('value'), row, 'value'),
        violations: violations.map((column) => toNumber(at(column), row, column)),
      },
    ];
  });
}

function toNumber(cell: string, row: number, column: string): number {
  if (number.test(cell)) return Number(cell.replace(',', '.'));
  throw badValue(
    cell === '' ? 'The cell is empty.' : `"${shorten(cell)}" is not a number.`,
    `Numbers are written as 1.5 or 2e-3. An evaluation that has no value is told as ${failedWord}.`,
    { row, column },
  );
}
