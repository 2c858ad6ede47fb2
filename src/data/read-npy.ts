// Reads a NumPy .npy file of numbers, in the order in which C holds them, whatever its shape.
// Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
import { AeonError } from '../core/errors.ts';

const magic = '\u0093NUMPY';
const hint = 'Save it by numpy.save(file, array.astype("float32")).';

const readers: Readonly<Record<string, { readonly bytes: number; read(view: DataView, at: number): number }>> = {
  '<f4': { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  '<f8': { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
  '<i4': { bytes: 4, read: (view, at) => view.getInt32(at, true) },
  '<i8': { bytes: 8, read: (view, at) => Number(view.getBigInt64(at, true)) },
};

/** All numbers as f32. Throws `bad-data` for another type or order, and for a file that is cut off. */
export function readNpy(bytes: Uint8Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = String.fromCharCode(...bytes.subarray(0, magic.length));
  if (start !== magic || bytes.length < 12) throw badNpy('It does not begin as a .npy file does.');
  const isLong = view.getUint8(6) > 1;
  const from = isLong ? 12 : 10;
  const length = isLong ? view.getUint32(8, true) : view.getUint16(8, true);
  const header = new TextDecoder().decode(bytes.subarray(from, from + length));
  const type = /'descr': *'([^']+)'/.exec(header)?.[1] ?? '';
  const shape = /'shape': *\(([^)]*)\)/.exec(header)?.[1];
  const reader = readers[type];
  if (shape === undefined) throw badNpy('Its header does not say its shape.');
  if (!reader) throw badNpy(`Its numbers are of the type "${type}", not ${Object.keys(readers).join(', ')}.`);
  const sizes = shape.split(',').flatMap((part) => (part.trim() === '' ? [] : [Number(part)]));
  if (sizes.length > 1 && /'fortran_order': *True/.test(header))
    throw badNpy('It holds columns one after the other (Fortran order).');
  const count = sizes.reduce((product, size) => product * size, 1);
  if (bytes.length < from + length + count * reader.bytes)
    throw badNpy(`It is cut off: its header speaks of ${count.toLocaleString('en')} numbers.`);
  const numbers = new Float32Array(count);
  for (let i = 0; i < count; i++) numbers[i] = reader.read(view, from + length + i * reader.bytes);
  return numbers;
}

function badNpy(message: string): AeonError {
  return new AeonError('bad-data', message, { hint });
}
