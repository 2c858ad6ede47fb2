import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, findClosest, hintForUnknown } from './closest.ts';

describe('edit distance', () => {
  test.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['ab', 'ba', 1],
    ['Temperature', 'temperature', 0],
    ['abcdef', 'abdcef', 1],
  ])('%j to %j is %i', (a, b, distance) => expect(editDistance(a, b)).toBe(distance));

  test('is symmetric, 0 for the same word, and at most the longer length', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, a)).toBe(0);
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(editDistance(a, b)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      }),
    );
  });
});

describe('a hint for a word that is not known', () => {
  test('offers the nearest, or lists what there is, or says that there is nothing', () => {
    expect(findClosest('rastrign', ['sphere', 'rastrigin', 'ackley'])).toBe('rastrigin');
    expect(findClosest('zzz', ['sphere', 'rastrigin'])).toBeNull();
    expect(hintForUnknown('spere', ['sphere'], 'problems')).toBe('Did you mean "sphere"?');
    expect(hintForUnknown('zzz', ['a', 'bb'], 'columns')).toBe('The columns here are "a", "bb".');
    expect(hintForUnknown('zzz', [], 'columns')).toBe('There are no columns here.');
    const many = Array.from({ length: 15 }, (_, i) => `long name ${i}`);
    expect(hintForUnknown('zzz', many, 'columns')).toContain('and 3 more');
  });
});
