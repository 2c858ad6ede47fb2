// Data files of an objective in WGSL, as the numbers that it reads: a column of a table, a NumPy array, raw 32-bit numbers.
import { AeonError } from '../core/errors.ts';
import { readNpy } from '../data/read-npy.ts';
import { readTable } from '../data/read-table.ts';
import { numberColumn } from '../data/table.ts';
import type { PackedNumbers } from '../models/swarm/wgsl/schema.ts';
import { packNumbers } from '../models/swarm/wgsl/packed-numbers.ts';

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
  const name = file.toLowerCase();
  if (/\.(?:csv|tsv|txt)$/.test(name)) {
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
  if (name.endsWith('.npy')) return readNpy(bytes);
  if (bytes.length % 4 !== 0)
    throw new AeonError('bad-data', `Its ${bytes.length.toLocaleString('en')} bytes are no whole 32-bit numbers.`, {
      hint: 'Files other than .csv and .npy are read as raw 32-bit numbers, little-endian.',
    });
  return new Float32Array(bytes.slice().buffer);
}
