import { expect, it } from 'vitest';
import { toCsvText } from './csv.ts';

it('numbers are whole, gaps are empty, names are quoted where they must be', () => {
  expect(
    toCsvText(
      ['x', 'a "b", c'],
      [
        [0.1 + 0.2, null],
        [Number.NaN, 'two\nlines'],
        [-1e-300, undefined],
      ],
    ),
  ).toBe('x,"a ""b"", c"\r\n0.30000000000000004,\r\n,"two\nlines"\r\n-1e-300,\r\n');
});

it('text that a spreadsheet would run as a formula is made text', () => {
  expect(toCsvText(['=HYPERLINK("http://x")', '@a'], [])).toBe('"\'=HYPERLINK(""http://x"")",\'@a\r\n');
});
