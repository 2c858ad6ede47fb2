// The refusal of a told value, with its place in the table. Device-free.
import { AeonError } from '../../../core/errors.ts';

export function badValue(
  message: string,
  hint: string,
  place: { readonly row: number; readonly column: string },
): AeonError {
  return new AeonError('bad-data', `Row ${place.row}, column ${place.column}: ${message}`, { hint, place });
}
