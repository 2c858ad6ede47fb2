// The shape of a kept draft, checked when it is read: the version of the app that wrote it may be another one.
import { z } from '../../../core/schema.ts';
import { algorithmNames } from '../../../models/swarm/algorithms/registry.ts';
import type { DataSource } from '../fit/data-source.ts';
import { wgslProblemSchema } from '../../../models/swarm/wgsl/schema.ts';
import { blankExternal, type Draft } from './draft.ts';
import { emptyWgsl } from './wgsl-draft.ts';
import { polishes } from '../../../models/swarm/polish/polish.ts';

/** In a form numbers may be missing (NaN) or out of range. */
const anyNumber = z.custom<number>((value) => typeof value === 'number');
const numbers = z.custom<Float64Array<ArrayBuffer>>((value) => value instanceof Float64Array);
const box = z.readonly(z.tuple([anyNumber, anyNumber]));
const boxes = z.record(z.string(), box);
const overrides = z.record(z.string(), z.unknown());

const tableSchema = z.object({
  columns: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['number', 'text']),
      values: numbers,
      fault: z.nullable(z.object({ row: anyNumber, text: z.string() })),
    }),
  ),
  rows: z.int(),
  delimiter: z.enum([',', ';', '\t', ' ']),
  decimal: z.enum(['.', ',']),
  notes: z.array(z.string()),
});

const nistSchema = z.object({
  name: z.string(),
  description: z.string(),
  model: z.nullable(z.string()),
  response: z.string(),
  table: tableSchema,
  parameters: z.array(
    z.object({
      name: z.string(),
      starts: z.readonly(z.tuple([anyNumber, anyNumber])),
      certified: anyNumber,
      standardDeviation: anyNumber,
    }),
  ),
  residualSumOfSquares: anyNumber,
});

export const dataSchema = z.object({
  name: z.string(),
  table: z.nullable(tableSchema),
  nist: z.nullable(nistSchema),
  boxes: z.exactOptional(boxes),
}) satisfies z.ZodMiniType<DataSource>;

const variables = z.array(
  z.object({
    name: z.string(),
    kind: z.enum(['range', 'integer', 'oneOf']),
    low: anyNumber,
    high: anyNumber,
    choices: z.string(),
  }),
);

/** A form without its data, which are kept beside it. */
export const formSchema = z.object({
  kind: z.enum(['catalogue', 'fit', 'formula', 'wgsl', 'external']),
  catalogue: overrides,
  fit: z.object({ data: z.null(), response: z.string(), model: z.string(), parameters: boxes }),
  formula: z.object({ variables, minimize: z.string(), subjectTo: z.array(z.string()) }),
  wgsl: z._default(
    z.object({
      source: z.string(),
      space: z.enum(['variables', 'box']),
      variables,
      dimensions: anyNumber,
      low: anyNumber,
      high: anyNumber,
      data: wgslProblemSchema.shape.data,
      iterations: z.optional(anyNumber),
    }),
    // Forms that were kept before there was one.
    { ...emptyWgsl, variables: [...emptyWgsl.variables] },
  ),
  // What an older version kept knows nothing of it.
  external: z._default(z.object({ variables, constraints: anyNumber }), {
    ...blankExternal,
    variables: blankExternal.variables.map((variable) => ({ ...variable })),
  }),
  algorithm: z.enum(algorithmNames),
  knobs: overrides,
  stop: overrides,
  seed: anyNumber,
  repeats: anyNumber,
  // Drafts from before there was a polish have none.
  polish: z._default(z.enum(['auto', ...polishes]), 'auto'),
  path: z.enum(['auto', 'gpu', 'cpu']),
}) satisfies z.ZodMiniType<Draft>;
