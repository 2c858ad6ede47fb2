import { describe, expect, it } from 'vitest';
import { readNumber } from './read-number.ts';

describe('a number that is typed', () => {
  it('may have groups of three', () => {
    expect(readNumber('1,024')).toBe(1024);
    expect(readNumber(' 12 345 678.5 ')).toBe(12_345_678.5);
    expect(readNumber('−1_000')).toBe(-1000);
  });
  it('is refused where a comma may be a decimal one', () => {
    for (const text of ['0,125', '1,5', '1,02', '1234,567', '1.5,000', '1,024e3']) expect(readNumber(text)).toBeNaN();
  });
  it('may be written with an exponent or a minus sign of print', () => {
    expect(readNumber('1e-5')).toBe(1e-5);
    expect(readNumber('−3')).toBe(-3);
  });
  it('is none while the field is empty', () => {
    expect(readNumber('  ')).toBeUndefined();
    expect(readNumber('abc')).toBeNaN();
  });
});
