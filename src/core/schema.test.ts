import { describe, expect, test } from 'vitest';
import { AeonError } from './errors.ts';
import { parseWith, z } from './schema.ts';

const shape = z.strictObject({
  name: z.enum(['pso', 'de']),
  size: z.int().check(z.minimum(1), z.maximum(10)),
  box: z.optional(z.array(z.number()).check(z.minLength(1))),
  share: z.optional(
    z.union([
      z.number(),
      z.tuple([z.number(), z.number()]).check(z.refine(([low, high]: number[]) => low! < high!, 'must rise')),
    ]),
  ),
  by: z.optional(z.record(z.string().check(z.regex(/^[a-z]+$/, 'must be letters')), z.number())),
  tagged: z.optional(
    z.discriminatedUnion('tag', [z.strictObject({ tag: z.literal('a') }), z.strictObject({ tag: z.literal('b') })]),
  ),
  stop: z.optional(
    z.union([
      z.strictObject({ kind: z.literal('time'), seconds: z.number() }),
      z.strictObject({ kind: z.literal('count'), count: z.int() }),
    ]),
  ),
});

function complaint(input: unknown): { message: string; field: string | undefined } {
  try {
    parseWith(shape, input, 'The spec');
  } catch (error) {
    if (error instanceof AeonError && error.code === 'bad-spec')
      return { message: error.message, field: error.place?.field };
    throw error;
  }
  throw new Error('it was accepted');
}

describe('a complaint names the field, what it should be and what it is', () => {
  test.each([
    [{ name: 'pso', size: 0 }, 'size', 'The spec, field size: must be at least 1, got 0'],
    [{ name: 'pso', size: 11 }, 'size', 'The spec, field size: must be at most 10, got 11'],
    [{ name: 'pso', size: 'x' }, 'size', 'The spec, field size: expected number, got "x"'],
    [{ name: 'pso', size: Number.NaN }, 'size', 'The spec, field size: expected number, got NaN'],
    [{ name: 'pso' }, 'size', 'The spec, field size: expected number, got nothing'],
    [{ name: 'x', size: 1 }, 'name', 'The spec, field name: must be one of pso, de, got "x"'],
    [{ name: 'pso', size: 1, box: [1, null] }, 'box.1', 'The spec, field box.1: expected number, got null'],
    [{ name: 'pso', size: 1, box: {} }, 'box', 'The spec, field box: expected list, got object'],
    [{ name: 'pso', size: 1, more: 1, most: 2 }, 'more', 'The spec, field more: unknown key "more", "most"'],
    [null, '', 'The spec: expected object, got null'],
    [[], '', 'The spec: expected object, got []'],
    [{ name: 'pso', size: 1.5 }, 'size', 'The spec, field size: expected whole number, got 1.5'],
    [{ name: 'pso', size: 1, box: [] }, 'box', 'The spec, field box: must have at least 1 entry, got 0'],
    [{ name: 'pso', size: 1, share: Number.NaN }, 'share', 'The spec, field share: expected number or list, got NaN'],
    [{ name: 'pso', size: 1, share: 'all' }, 'share', 'The spec, field share: expected number or list, got "all"'],
    [{ name: 'pso', size: 1, share: [3, 2] }, 'share', 'The spec, field share: must rise, got [3, 2]'],
    [{ name: 'pso', size: 1, by: { 'x y': 1 } }, 'by.x y', 'The spec, field by.x y: must be letters, got "x y"'],
    [
      { name: 'pso', size: 1, tagged: { tag: 'c' } },
      'tagged.tag',
      'The spec, field tagged.tag: must be one of a, b, got "c"',
    ],
    [
      { name: 'pso', size: 1, tagged: {} },
      'tagged.tag',
      'The spec, field tagged.tag: must be one of a, b, got nothing',
    ],
    [
      JSON.parse('{"name":"pso","size":1,"__proto__":{}}'),
      '__proto__',
      'The spec, field __proto__: unknown key "__proto__"',
    ],
    [
      { name: 'pso', size: 1, stop: { kind: 'count', count: 'x' } },
      'stop.count',
      'The spec, field stop.count: expected number, got "x"',
    ],
  ])('%j', (input, field, message) => expect(complaint(input)).toEqual({ field, message }));

  test('of a long text shows its beginning', () => {
    expect(complaint({ name: 'pso', size: 'x'.repeat(1000) }).message.length).toBeLessThan(120);
  });

  test('what fits is given back', () => {
    const spec = { name: 'pso', size: 10, stop: { kind: 'time', seconds: 1 } };
    expect(parseWith(shape, spec, 'The spec')).toEqual(spec);
  });
});
