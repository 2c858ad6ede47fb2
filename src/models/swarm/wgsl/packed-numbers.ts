// Numbers of data as they travel in specs and records: 32-bit, little-endian, in base64. A list of numbers as JSON takes three
// times the room and, for millions, seconds to read and write.
import { badSpec } from '../spec-parts.ts';
import type { PackedNumbers } from './schema.ts';

/** Characters that are turned at a time: a multiple of 4, and few enough to be arguments of one call. */
const piece = 32_768;

const digits = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const padding = '='.charCodeAt(0);

/** By hand: `btoa` wants the bytes as a string, which takes seconds to make of millions. */
export function packNumbers(name: string, numbers: Float32Array<ArrayBuffer>): PackedNumbers {
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  const text = new Uint8Array(4 * Math.ceil(bytes.length / 3));
  const digit = (value: number): number => digits[value & 63] ?? padding;
  let at = 0;
  for (let i = 0; i < bytes.length; i += 3) {
    const three = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text[at++] = digit(three >> 18);
    text[at++] = digit(three >> 12);
    text[at++] = i + 1 < bytes.length ? digit(three >> 6) : padding;
    text[at++] = i + 2 < bytes.length ? digit(three) : padding;
  }
  return { name, f32: new TextDecoder().decode(text) };
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
