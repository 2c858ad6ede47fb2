// What the parts of a spec's schema share: sizes, numbers, and the refusal. Device-free.
import { AeonError } from '../../core/errors.ts';
import { z } from '../../core/schema.ts';

export const limits = {
  particles: 1_048_576,
  dimensions: 2_048,
  repeats: 1_024,
  variables: 64,
  constraints: 64,
  fitParameters: 64,
  fitRows: 1_000_000,
  /** From here on the generator that COCO draws them with would be given seeds beyond its own 31 bits. */
  bbobInstances: 200_000,
} as const;

export const finite = z.number().check(z.refine((value: number) => Number.isFinite(value), 'must be a finite number'));
export const count = (most: number) => z.int().check(z.minimum(1), z.maximum(most));

export function badSpec(field: string, message: string, hint = `Change ${field} and start again.`): AeonError {
  return new AeonError('bad-spec', `${field}: ${message}`, { hint, place: { field } });
}
