// Data files of an objective in WGSL, as the numbers that it reads: a column of a table, a NumPy array, raw 32-bit numbers.
import { AeonError } from '../../../core/errors.ts';
import { readNpy } from '../../../data/read-npy.ts';
import { readTable } from '../../../data/read-table.ts';
import { numberColumn } from '../../../data/table.ts';
import { packNumbers } from './packed-numbers.ts';
import type { PackedNumbers } from './schema.ts';
import { meaningIn } from './words.ts';

/**
 * @param column of a table; null: the only one
 * @param field of the spec, for errors
 * @returns f32 numbers. Throws `bad-data` with the place in the file
 */
export function readNumbers(
  file: string,
  bytes: Uint8Array<ArrayBuffer>,
  column: string | null,
  field: string,
): PackedNumbers {
  try {
    const numbers = numbersOf(file, bytes, column);
    if (numbers.length === 0) throw new AeonError('bad-data', 'It holds no numbers.', { hint: 'Choose another file.' });
    const stray = numbers.findIndex((value) => !Number.isFinite(value));
    if (stray >= 0)
      throw new AeonError(
        'bad-data',
        `Number ${stray.toLocaleString('en')}, counted from 0, is ${numbers[stray]} in 32 bits.`,
        {
          hint: 'Every number must be finite and below 3.4e38.',
        },
      );
    return packNumbers(file, numbers);
  } catch (error) {
    if (!(error instanceof AeonError) || error.code !== 'bad-data') throw error;
    throw new AeonError('bad-data', `${field}, ${file}: ${error.message}`, {
      hint: error.hint,
      place: { ...error.place, field },
      cause: error,
    });
  }
}

function numbersOf(file: string, bytes: Uint8Array<ArrayBuffer>, column: string | null): Float32Array<ArrayBuffer> {
  if (isTable(file)) {
    const table = readTable(bytes);
    const [only, another] = table.columns;
    if (column === null && another)
      throw new AeonError('bad-data', `It has ${table.columns.length} columns, and the spec names none of them.`, {
        hint: `Write {"file": "${file}", "column": "${only?.name ?? ''}"}.`,
      });
    return Float32Array.from(numberColumn(table, column ?? only?.name ?? ''));
  }
  if (column !== null)
    throw new AeonError('bad-data', 'Only tables (.csv, .tsv, .txt) have columns.', { hint: 'Leave the column out.' });
  if (/\.npy$/i.test(file)) return readNpy(bytes);
  if (bytes.length % 4 !== 0)
    throw new AeonError('bad-data', `Its ${bytes.length.toLocaleString('en')} bytes are no whole 32-bit numbers.`, {
      hint: 'Files other than .csv and .npy are read as raw 32-bit numbers, little-endian.',
    });
  return new Float32Array(bytes.slice().buffer);
}

/** Every array of numbers in a file, by a name that an objective can read it by. Throws `bad-data` with the place. */
export function readNamedNumbers(file: string, bytes: Uint8Array<ArrayBuffer>): Record<string, PackedNumbers> {
  if (!isTable(file)) return { [nameFrom(file.replace(/\.[^.]*$/, ''))]: readNumbers(file, bytes, null, 'data') };
  const table = readTable(bytes);
  const names = table.columns.filter(({ kind }) => kind === 'number').map(({ name }) => name);
  return Object.fromEntries(names.map((name) => [nameFrom(name), readNumbers(file, bytes, name, 'data')]));
}

function nameFrom(text: string): string {
  const name = text
    .replaceAll(/\W+/g, '_')
    .replace(/^(?=\d|_*$)/, 'n')
    .slice(0, 64);
  return meaningIn(name) === null && name !== 'at' && name !== 'Position' ? name : `${name}_data`;
}

function isTable(file: string): boolean {
  return /\.(?:csv|tsv|txt)$/i.test(file);
}
