import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseExact, stringifyExact } from './exact-json.ts';

test('every number, key and text reads back as it was', () => {
  const keys = fc.oneof(fc.string(), fc.constantFrom('$number', '$$number', '$', 'NaN'));
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.double(),
      fc.string(),
      fc.constantFrom(null, true, false, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
      fc.constantFrom('NaN', '-0'),
      fc.array(tie('tree')),
      fc.dictionary(keys, tie('tree')),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      expect(parseExact(stringifyExact(value))).toEqual(value);
    }),
  );
});

test('what needs no care is plain JSON', () => {
  expect(stringifyExact({ a: [1, 'x', null], b: 1e300 })).toBe('{"a":[1,"x",null],"b":1e+300}');
});
