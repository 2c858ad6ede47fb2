// What the parts of a spec's schema share: sizes, numbers, names, variables, and the refusal. Device-free.
import { AeonError } from '../../core/errors.ts';
import { z } from '../../core/schema.ts';
import { isSearchable, largestBound, largestWhole, spansBox } from './f32-box.ts';

export const limits = {
  particles: 1_048_576,
  dimensions: 2_048,
  repeats: 1_024,
  variables: 64,
  constraints: 64,
  fitParameters: 64,
  fitRows: 1_000_000,
  wgslCharacters: 1_000_000,
  /** Of the loops of one evaluation. */
  iterations: 1_000_000_000,
  /** From here on the generator that COCO draws them with would be given seeds beyond its own 31 bits. */
  bbobInstances: 200_000,
} as const;

export const finite = z.number().check(z.refine((value: number) => Number.isFinite(value), 'must be a finite number'));
export const count = (most: number) => z.int().check(z.minimum(1), z.maximum(most));

export const range = z
  .tuple([finite, finite])
  .check(
    z.refine(
      (pair: readonly number[]) => (pair[0] ?? 0) < (pair[1] ?? 0),
      'the lower bound must lie below the upper one',
    ),
  );
/** A fit scales its boxes by itself; every other search moves in the box as it is. */
export const searchedRange = range.check(
  z.refine(
    (pair: readonly number[]) => spansBox(pair[0] ?? 0, pair[1] ?? 0),
    `the search works in 32-bit numbers: the bounds must differ in their first 7 digits and lie within ±${largestBound}`,
  ),
);
export const name = z
  .string()
  .check(z.regex(/^[A-Za-z_]\w{0,63}$/, 'a name starts with a letter and has letters, digits and _'));

const whole = z.int().check(z.minimum(-largestWhole), z.maximum(largestWhole));
const choice = finite.check(
  z.refine(isSearchable, 'the search works in 32-bit numbers: must be 0 or of a size from 1.2e-38 to 3.4e38'),
);

export const variableSchema = z.union([
  searchedRange,
  z.strictObject({
    integer: z
      .tuple([whole, whole])
      .check(
        z.refine(
          (pair: readonly number[]) => (pair[0] ?? 0) <= (pair[1] ?? 0),
          'the lower bound must not exceed the upper one',
        ),
      ),
  }),
  z.strictObject({ oneOf: z.array(choice).check(z.minLength(1), z.maxLength(10_000)) }),
]);

export type Variable = z.output<typeof variableSchema>;

export function badSpec(field: string, message: string, hint = `Change ${field} and start again.`): AeonError {
  return new AeonError('bad-spec', `${field}: ${message}`, { hint, place: { field } });
}
