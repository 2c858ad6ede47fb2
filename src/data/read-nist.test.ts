import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AeonError } from '../core/errors.ts';
import { parseFormula } from './formula/parse.ts';
import { isNist, readNist, suggestBox } from './read-nist.ts';

const folder = new URL('fixtures/', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.dat'));
const load = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

function refusal(text: string): AeonError {
  try {
    readNist(text);
  } catch (error) {
    if (error instanceof AeonError && error.code === 'bad-data') return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe.each(names)('%s', (file) => {
  test('gives model, parameters, certified values and data', () => {
    const text = load(file);
    expect(isNist(text)).toBe(true);
    const data = readNist(text);
    expect(`${data.name}.dat`).toBe(file);
    expect(data.description.length).toBeGreaterThan(20);
    parseFormula(data.model ?? '');
    parseFormula(data.response);
    // The file says how many parameters and observations it has.
    expect(data.parameters).toHaveLength(Number(/(\d+) Parameters/.exec(text)?.[1]));
    expect(data.table.rows).toBe(Number(/(\d+) Observations/.exec(text)?.[1]));
    expect(data.residualSumOfSquares).toBeGreaterThan(0);
    for (const { starts, certified, standardDeviation } of data.parameters)
      expect([...starts, certified, standardDeviation].every(Number.isFinite)).toBe(true);
    for (const { values } of data.table.columns) expect(values.every(Number.isFinite)).toBe(true);
  });

  test('reads the same with Windows line ends', () => {
    expect(readNist(load(file).replaceAll('\n', '\r\n'))).toEqual(readNist(load(file)));
  });
});

test('Misra1a is read as NIST states it', () => {
  const { model, response, parameters, table, residualSumOfSquares } = readNist(load('Misra1a.dat'));
  expect([model, response]).toEqual(['b1*(1 - exp(-b2*x))', 'y']);
  expect(parameters).toEqual([
    { name: 'b1', starts: [500, 250], certified: 238.94212918, standardDeviation: 2.7070075241 },
    { name: 'b2', starts: [0.0001, 0.0005], certified: 5.5015643181e-4, standardDeviation: 7.2668688436e-6 },
  ]);
  expect(residualSumOfSquares).toBe(0.12455138894);
  expect(table.columns.map(({ name, values }) => [name, values[0], values.at(-1)])).toEqual([
    ['y', 10.07, 81.78],
    ['x', 77.6, 760],
  ]);
});

test('a certified value with an odd exponent is read as it stands', () => {
  const odd = load('Misra1a.dat').replace('5.5015643181E-04', '1.20196866396E-0');
  expect(readNist(odd).parameters[1]?.certified).toBe(1.20196866396);
});

describe('a damaged file is refused with its line', () => {
  const text = load('Misra1a.dat');
  const lines = text.split('\n');
  const lineOf = (content: string): number => lines.findIndex((line) => line.includes(content)) + 1;

  test('another file', () => {
    expect(refusal('x,y\n1,2\n').message).toContain('reference datasets');
  });

  test('no data', () => {
    expect(refusal(text.replace('Data:   y               x', '')).message).toContain('no table of data');
  });

  test('a number that is none', () => {
    const error = refusal(text.replace('14.73E0', '14.73EO'));
    expect(error.place?.line).toBe(lineOf('14.73E0'));
    expect(error.message).toContain('14.73EO');
  });

  test('a row with a number too few or too many', () => {
    expect(refusal(text.replace('14.73E0', '')).place?.line).toBe(lineOf('14.73E0'));
    expect(refusal(text.replace('14.73E0', '14.73E0 1')).place?.line).toBe(lineOf('14.73E0'));
  });

  test('rows that are missing', () => {
    expect(refusal(lines.slice(0, -3).join('\n')).message).toMatch(/names 14 observations and holds/);
  });
});

test('a box around two starts is ten times the larger magnitude each way', () => {
  expect(suggestBox([500, 250])).toEqual([-5000, 5000]);
  expect(suggestBox([-0.05, 0.01])).toEqual([-0.5, 0.5]);
  expect(suggestBox([0, 0])).toEqual([-10, 10]);
});
