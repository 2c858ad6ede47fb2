import { describe, expect, test } from 'vitest';
import type { Asked } from './external-values.ts';
import { readValuesCsv, writeValuesCsv } from './values-csv.ts';

const asked: Asked = {
  generation: 3,
  names: ['x', 'kind'],
  constraints: 1,
  rows: [
    { id: 5, values: [0.1, 2], told: null },
    { id: 6, values: [-1.5e-7, 3], told: { value: 4.25, violations: [0.5] } },
    { id: 7, values: [12, 2], told: { value: null, violations: [] } },
  ],
  awaited: 1,
};

describe('the table of values', () => {
  test('comes back as it went out, untold rows left out', () => {
    const text = writeValuesCsv(asked);
    expect(text).toBe('id,x,kind,value,violation1\n5,0.1,2,,\n6,-1.5e-7,3,4.25,0.5\n7,12,2,failed,\n');
    expect(readValuesCsv(text, asked)).toEqual([
      { id: 6, row: 3, value: 4.25, violations: [0.5] },
      { id: 7, row: 4, value: null },
    ]);
  });

  test('is read as a spreadsheet writes it: other order, semicolons, decimal commas, only what is needed', () => {
    expect(readValuesCsv('\ufeffvalue;violation1;id\r\n"1,5";0;5\r\n;;6\r\n', asked)).toEqual([
      { id: 5, row: 2, value: 1.5, violations: [0] },
    ]);
  });

  test.each([
    ['id,x,value\n5,0.1,1\n', 1, 'violation1'],
    ['id,value,violation1\n5,1.2.3,0\n', 2, 'value'],
    ['id,value,violation1\n5,1,\n', 2, 'violation1'],
    ['id,x,value,violation1\n5,0.2,1,0\n', 2, 'x'],
    ['id,value,violation1\n5,1,0\n6,"2,0\n7,3,0\n', 3, 'id'],
  ])('is refused whole, with its place: %j', (text, row, column) => {
    expect(() => readValuesCsv(text, asked)).toThrow(
      expect.objectContaining({ code: 'bad-data', place: { row, column } }),
    );
  });
});
