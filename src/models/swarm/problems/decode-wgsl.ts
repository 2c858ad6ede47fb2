// How kernels decode coordinates of the search: the WGSL twin of `decode` in problem.ts.
import type { Decoding } from '../problem.ts';

/**
 * WGSL of a variable's value at the coordinate `x`, an expression.
 * @param array where the values of choices stand, those of this one from `first` on
 */
export function decodeWgsl(decoding: Decoding, x: string, array: string, first: number): string {
  switch (decoding.kind) {
    case 'real':
      return x;
    case 'integer':
      return `clamp(floor(${x} + 0.5), ${float(decoding.first)}, ${float(decoding.last)})`;
    case 'oneOf':
      return `${array}[${first}u + u32(clamp(${x}, 0.0, ${float(decoding.values.length - 1)}))]`;
    default:
      return decoding satisfies never;
  }
}

/** The values of all choices, one after the other. */
export function choiceData(decodings: readonly Decoding[]): Float32Array<ArrayBuffer> {
  return Float32Array.from(decodings.flatMap((decoding) => (decoding.kind === 'oneOf' ? decoding.values : [])));
}

function float(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
