import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AeonError } from '../core/errors.ts';
import { readTable, type ReadOptions } from './read-table.ts';
import { numberColumn } from './table.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Names and numbers of all columns. */
function read(text: string | Uint8Array, options?: ReadOptions): Record<string, number[]> {
  const table = readTable(text, options);
  return Object.fromEntries(table.columns.map(({ name }) => [name, [...numberColumn(table, name)]]));
}

function refusal(work: () => unknown): AeonError {
  try {
    work();
  } catch (error) {
    if (error instanceof AeonError && error.code === 'bad-data') return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('a table', () => {
  const xy = { x: [1, 2.5], y: [-3, 4e-3] };

  test.each([
    ['commas', 'x,y\n1,-3\n2.5,4e-3\n'],
    ['no line end at the end', 'x,y\n1,-3\n2.5,4e-3'],
    ['Windows line ends', 'x,y\r\n1,-3\r\n2.5,4e-3\r\n'],
    ['old Macintosh line ends', 'x,y\r1,-3\r2.5,4e-3\r'],
    ['a byte order mark', '\uFEFFx,y\n1,-3\n2.5,4e-3\n'],
    ['semicolons', 'x;y\n1;-3\n2.5;4e-3\n'],
    ['semicolons and decimal commas', 'x;y\n1;-3\n2,5;4e-3\n'],
    ['tabs', 'x\ty\n1\t-3\n2.5\t4e-3\n'],
    ['tabs and decimal commas', 'x\ty\n1\t-3\n2,5\t0,004\n'],
    ['quotes around everything', '"x","y"\n"1","-3"\n"2.5","4e-3"\n'],
    ['decimal commas in quotes', 'x,y\n"1","-3"\n"2,5","0,004"\n'],
    ['spaces around cells', ' x , y \n 1 , -3 \n 2.5 , 4e-3 \n'],
    ['empty lines anywhere', '\n\nx,y\n\n1,-3\n   \n2.5,4e-3\n\n\n'],
  ])('with %s', (_, text) => {
    expect(read(text)).toEqual(xy);
    expect(read(bytes(text))).toEqual(xy);
  });

  test('in UTF-16 either way round', () => {
    const text = '\uFEFFx,y\n1,-3\n2.5,4e-3\n';
    for (const isLittle of [true, false]) {
      const raw = new Uint8Array(2 * text.length);
      const view = new DataView(raw.buffer);
      for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), isLittle);
      expect(read(raw)).toEqual(xy);
    }
  });

  test('without a header names its columns and says so', () => {
    expect(read('1,2\n3,4\n')).toEqual({ x1: [1, 3], x2: [2, 4] });
    expect(readTable('1,2\n3,4\n').notes).toEqual(['The file has no header; its columns are called x1, x2.']);
  });

  test('says what it assumed and skipped', () => {
    expect(readTable('x;y\n1,5;2\n\n3;4\n').notes).toEqual([
      'One empty line was skipped.',
      'Decimal commas were read.',
    ]);
  });

  test('of one row is a table', () => {
    expect(read('x,y\n1,2')).toEqual({ x: [1], y: [2] });
    expect(read('1,2')).toEqual({ x1: [1], x2: [2] });
  });

  test('of one column is a table', () => {
    expect(read('x\n1\n2\n')).toEqual({ x: [1, 2] });
    expect(read('x\n1,5\n2\n')).toEqual({ x: [1.5, 2] });
  });

  test('keeps quoted names with commas, quotes and line ends in them', () => {
    expect(read('"x, in m","say ""y""","z\nz"\n1,2,3\n')).toEqual({ 'x, in m': [1], 'say "y"': [2], 'z\nz': [3] });
  });

  test('with a column of text is read; the text is refused where its numbers are asked for', () => {
    const table = readTable('id,x\na,1\nb,2\n');
    expect([...numberColumn(table, 'x')]).toEqual([1, 2]);
    expect(refusal(() => numberColumn(table, 'id')).place).toEqual({ row: 2, column: 'id' });
  });

  test('with any numbers, any delimiter, decimal sign and line end reads back as it was written', () => {
    const cell = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
    const rows = fc
      .integer({ min: 1, max: 5 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 20 }),
      );
    const style = fc.constantFrom(
      { delimiter: ',', decimal: '.' },
      { delimiter: ';', decimal: '.' },
      { delimiter: ';', decimal: ',' },
      { delimiter: '\t', decimal: '.' },
      { delimiter: '\t', decimal: ',' },
    );
    fc.assert(
      fc.property(
        rows,
        style,
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        (numbers, { delimiter, decimal }, end, quoted) => {
          const write = (text: string): string => (quoted ? `"${text}"` : text);
          const names = numbers[0]?.map((_, i) => `c${i}`) ?? [];
          const lines = [
            names.map(write),
            ...numbers.map((row) => row.map((value) => write(String(value).replace('.', decimal)))),
          ];
          const text = lines.map((line) => line.join(delimiter)).join(end);
          const columns = read(text);
          for (const [i, name] of names.entries())
            expect(columns[name]).toEqual(numbers.map((row) => (row[i] ?? 0) + 0));
        },
      ),
    );
  });
});

describe('a table is refused with its place when', () => {
  test('it is empty, or holds a header and nothing else', () => {
    expect(refusal(() => readTable('')).message).toContain('empty');
    expect(refusal(() => readTable('\uFEFF \n\n')).message).toContain('empty');
    expect(refusal(() => readTable('x,y\n')).message).toContain('no rows');
  });

  test('a column is asked for that is not there: the nearest name is offered', () => {
    const table = readTable('time,temperature\n1,2\n');
    const error = refusal(() => numberColumn(table, 'temprature'));
    expect(error.place).toEqual({ column: 'temprature' });
    expect(error.hint).toBe('Did you mean "temperature"?');
  });

  test('text stands where a number should', () => {
    const error = refusal(() => read('x,y\n1,2\n\n3,about 4\n'));
    expect(error.place).toEqual({ row: 4, column: 'y' });
    expect(error.message).toBe('"about 4" in row 4, column "y", is not a number.');
  });

  test('a number is missing', () => {
    for (const hole of ['', 'NA', 'NaN', 'null', ' ']) {
      const error = refusal(() => read(`x,y\n1,2\n3,${hole}\n`));
      expect(error.place).toEqual({ row: 3, column: 'y' });
      expect(error.message).toContain('missing');
    }
  });

  test('points and commas are mixed', () => {
    const error = refusal(() => read('x;y\n1.5;2\n3,5;4\n'));
    expect(error.place).toEqual({ row: 3, column: 'x' });
    expect(error.hint).toContain('decimal commas');
  });

  test('a number is none that can be held', () => {
    expect(refusal(() => read('x,y\n1,1e999\n')).place).toEqual({ row: 2, column: 'y' });
    expect(refusal(() => read('x,y\n1,0x10\n')).place).toEqual({ row: 2, column: 'y' });
  });

  test('rows are of different lengths', () => {
    expect(refusal(() => readTable('x,y\n1,2\n3\n')).place).toEqual({ row: 3 });
    expect(refusal(() => readTable('x,y\n1,2\n3,4,5\n')).place).toEqual({ row: 3 });
  });

  test('a name stands twice or not at all', () => {
    expect(refusal(() => readTable('x,y,x\n1,2,3\n')).place).toEqual({ row: 1, column: 'x' });
    expect(refusal(() => readTable('x,,z\n1,2,3\n')).place).toEqual({ row: 1, column: '2' });
    expect(refusal(() => readTable('\n\nx,x\n1,2\n')).place).toEqual({ row: 3, column: 'x' });
  });

  test('a quote is not closed', () => {
    expect(refusal(() => readTable('x,y\n1,"2\n3,4\n')).message).toContain('quote');
  });

  test('lines after a cell of several lines are still counted as in the file', () => {
    expect(refusal(() => read('note,x\n"a\nb",1\nc,two\n').x).place).toMatchObject({ column: 'note' });
    const table = readTable('note,x\n"a\nb",1\nc,two\n');
    expect(refusal(() => numberColumn(table, 'x')).place).toEqual({ row: 4, column: 'x' });
  });

  test('it is no text, or text of another encoding', () => {
    expect(refusal(() => readTable(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 1]))).message).toContain('binary');
    const latin = new Uint8Array([...bytes('x,y\n1,2\n'), 0xb5, 0x0a]);
    expect(refusal(() => readTable(latin)).place).toEqual({ line: 3 });
  });

  test('it has ten million rows: at once, and before anything is kept of them', () => {
    const rows = new Uint8Array(4 * 10_000_000).fill(0x31);
    for (let i = 1; i < rows.length; i += 4) {
      rows[i] = 0x2c;
      rows[i + 2] = 0x0a;
    }
    const before = process.memoryUsage().arrayBuffers;
    const error = refusal(() => readTable(rows));
    expect(error.message).toBe('The file has about 10,000,000 rows; 1,000,000 are the limit.');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 20);
  });

  test('it has one row more than the limit, and not one less', () => {
    expect(readTable('x\n1\n2\n3', { rowLimit: 3 }).rows).toBe(3);
    expect(refusal(() => readTable('x\n1\n2\n3\n4', { rowLimit: 3 })).message).toContain('3 are the limit');
    expect(refusal(() => readTable('1\n2\n3\n4', { rowLimit: 3 })).message).toContain('3 are the limit');
  });
});
