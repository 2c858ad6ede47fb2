// The spec of an objective in WGSL: its text, its space, its data. Device-free.
import { fieldTexts, z } from '../../../core/schema.ts';
import { badSpec, count, finite, limits, name, searchedRange, variableSchema } from '../spec-parts.ts';

/** Numbers of a data file as they travel in a spec: 32-bit, little-endian, in base64. */
const packedNumbersSchema = z.strictObject({ name: z.string(), f32: z.string().check(z.minLength(1)) });

export const wgslProblemSchema = z.strictObject({
  name: z.literal('wgsl'),
  source: z
    .string()
    .check(z.minLength(1), z.maxLength(limits.wgslCharacters))
    .register(fieldTexts, { label: 'Objective', help: 'WGSL with fn objective(x: Position, d: u32) -> f32.' }),
  variables: z.optional(z.record(name, variableSchema)).register(fieldTexts, {
    label: 'Variables',
    help: 'Each a range, {"integer":[1,9]} or {"oneOf":[2,3,5]}; at(x, 0u) is the first. Or give dimensions and bounds.',
  }),
  dimensions: z.optional(count(limits.dimensions)).register(fieldTexts, {
    label: 'Dimensions',
    help: 'How many coordinates there are, instead of variables.',
    scale: 'log',
  }),
  bounds: z
    .optional(searchedRange)
    .register(fieldTexts, { label: 'Bounds', help: 'The box, the same in every dimension, instead of variables.' }),
  data: z
    ._default(
      z.record(
        name,
        z.union([
          z.string().check(z.minLength(1)),
          z.strictObject({ file: z.string().check(z.minLength(1)), column: z.string() }),
          z.array(finite).check(z.minLength(1)),
          packedNumbersSchema,
        ]),
      ),
      {},
    )
    .register(fieldTexts, {
      label: 'Data',
      help: 'By name: a file (.csv, .npy, else raw 32-bit numbers), {"file": …, "column": …}, or numbers; weights(i) reads the data weights, which has weights_length numbers.',
    }),
  iterations: z._default(count(limits.iterations), 1_000_000).register(fieldTexts, {
    label: 'Iterations',
    help: 'What the loops of one evaluation may spend together, on top of four for every number of the data. A loop that uses it up ends the run.',
    group: 'more',
    scale: 'log',
  }),
});

export type WgslProblem = z.output<typeof wgslProblemSchema>;
export type PackedNumbers = z.output<typeof packedNumbersSchema>;

/** Throws `bad-spec` for a space that is given twice, or not wholly. */
export function checkWgslBox({ variables, dimensions, bounds }: WgslProblem): void {
  const hint = 'Give variables, or dimensions and bounds.';
  if (variables && (dimensions !== undefined || bounds !== undefined))
    throw badSpec(
      dimensions === undefined ? 'problem.bounds' : 'problem.dimensions',
      'cannot be given together with variables',
      hint,
    );
  if (!variables && dimensions === undefined)
    throw badSpec('problem.dimensions', 'the size of the space is not given', hint);
  if (!variables && bounds === undefined) throw badSpec('problem.bounds', 'the box is not given', hint);
}
