// A data file as the form holds it: its table, and what a NIST file says beside it. Reading is `src/data`'s.
import type { NistData } from '../../../data/read-nist.ts';
import type { Column, Table } from '../../../data/table.ts';
import type { InlineData } from '../../../models/swarm/schema.ts';
import type { Box } from './propose-box.ts';

export interface DataSource {
  readonly name: string;
  /** null: the spec names a file that nobody has handed over yet. */
  readonly table: Table | null;
  /** What the file itself says of the model. */
  readonly nist: NistData | null;
  /** Boxes from its two published starts. */
  readonly boxes?: Readonly<Record<string, Box>>;
}

/** Throws `bad-data` with row and column. */
export async function readDataFile(file: File): Promise<DataSource> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { decodeText } = await import('../../../data/decode.ts');
  return readDataText(file.name, decodeText(bytes));
}

/** The readers come when the first file does. */
export async function readDataText(name: string, text: string): Promise<DataSource> {
  const { isNist, readNist, suggestBox } = await import('../../../data/read-nist.ts');
  if (!isNist(text)) {
    const { readTable } = await import('../../../data/read-table.ts');
    return { name, table: readTable(text), nist: null };
  }
  const nist = readNist(text);
  const boxes = Object.fromEntries(nist.parameters.map((parameter) => [parameter.name, suggestBox(parameter.starts)]));
  return { name, table: nist.table, nist, boxes };
}

export function fromInlineData({ name, columns }: InlineData): DataSource {
  const entries = Object.entries(columns).map(([column, values]): Column => ({
    name: column,
    kind: 'number',
    values: Float64Array.from(values),
    fault: null,
  }));
  const table: Table = {
    columns: entries,
    rows: entries[0]?.values.length ?? 0,
    delimiter: ',',
    decimal: '.',
    notes: [],
  };
  return { name, table, nist: null };
}

/** The columns named, as the spec carries them. */
export function toInlineData({ name, table }: DataSource, wanted: readonly string[]): InlineData {
  const columns = (table?.columns ?? []).filter((column) => wanted.includes(column.name));
  return { name, columns: Object.fromEntries(columns.map((column) => [column.name, Array.from(column.values)])) };
}

/** Largest magnitude of each column of numbers. */
export function columnSizes(table: Table): Record<string, number> {
  return Object.fromEntries(
    table.columns
      .filter(({ fault }) => fault === null)
      .map(({ name, values }) => [name, values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)]),
  );
}

/** What to explain, when the file does not say: a column called y, else the last one that holds numbers. */
export function proposeResponse(table: Table): string {
  const numbers = table.columns.filter(({ fault }) => fault === null).map(({ name }) => name);
  return numbers.find((name) => name.toLowerCase() === 'y') ?? numbers.at(-1) ?? table.columns[0]?.name ?? 'y';
}

/** Counts in `bins` equal parts of the column's range, for the little pictures over the table. */
export function histogram(values: Float64Array, bins: number): number[] {
  const counts = Array.from({ length: bins }, () => 0);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    const bin = high > low ? Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins)) : 0;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}
