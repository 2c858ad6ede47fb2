// Numbers of data as they travel in specs and records: 32-bit, little-endian, in base64. A list of numbers as JSON takes three
// times the room and, for millions, seconds to read and write.
import { badSpec } from '../spec-parts.ts';
import type { PackedNumbers } from './schema.ts';

/** Characters that are turned at a time: a multiple of 4, and few enough to be arguments of one call. */
const piece = 32_768;

export function packNumbers(name: string, numbers: Float32Array<ArrayBuffer>): PackedNumbers {
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  const parts: string[] = [];
  const step = (piece / 4) * 3;
  for (let from = 0; from < bytes.length; from += step)
    parts.push(btoa(String.fromCharCode(...bytes.subarray(from, from + step))));
  return { name, f32: parts.join('') };
}

/** Throws `bad-spec` with the field for what is no base64 of whole numbers. */
export function unpackNumbers({ f32 }: PackedNumbers, field: string): Float32Array<ArrayBuffer> {
  const size = (f32.length / 4) * 3 - (f32.endsWith('==') ? 2 : f32.endsWith('=') ? 1 : 0);
  if (size <= 0 || size % 4 !== 0) throw badSpec(`${field}.f32`, 'is not the base64 of 32-bit numbers');
  const bytes = new Uint8Array(size);
  let at = 0;
  for (let from = 0; from < f32.length; from += piece) {
    const text = decodePiece(f32.slice(from, from + piece), field);
    for (let i = 0; i < text.length; i++) bytes[at++] = text.charCodeAt(i);
  }
  return new Float32Array(bytes.buffer);
}

function decodePiece(text: string, field: string): string {
  try {
    return atob(text);
  } catch (cause) {
    if (cause instanceof DOMException) throw badSpec(`${field}.f32`, 'is not the base64 of 32-bit numbers');
    throw cause;
  }
}
