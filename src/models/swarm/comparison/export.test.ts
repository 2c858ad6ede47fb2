import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bbobOffset } from '../bbob/bbob.ts';
import { toCocoFormat } from './coco-format.ts';
import type { ComparisonResult } from './result.ts';
import { trialsToCsv } from './trials-csv.ts';

const result: ComparisonResult = JSON.parse(
  readFileSync(new URL('fixtures/small-comparison.json', import.meta.url), 'utf8'),
);

describe('in COCO’s format', () => {
  const files = toCocoFormat(result);

  test('every algorithm has its index and its data, and problems outside the suite are left out', () => {
    expect(Object.keys(files).filter((path) => path.startsWith('de/'))).toEqual([
      'de/bbobexp_f1.info',
      'de/data_f1/bbobexp_f1_DIM2.dat',
      'de/data_f1/bbobexp_f1_DIM2.tdat',
      'de/bbobexp_f8.info',
      'de/data_f8/bbobexp_f8_DIM2.dat',
      'de/data_f8/bbobexp_f8_DIM2.tdat',
      'de/data_f1/bbobexp_f1_DIM5.dat',
      'de/data_f1/bbobexp_f1_DIM5.tdat',
      'de/data_f8/bbobexp_f8_DIM5.dat',
      'de/data_f8/bbobexp_f8_DIM5.tdat',
    ]);
    expect(Object.keys(files)).toHaveLength(30);
  });

  test('an index has three lines a dimension, with evaluations and final error by instance', () => {
    const lines = (files['de/bbobexp_f1.info'] ?? '').split('\n');
    expect(lines[0]).toBe("suite = 'bbob', funcId = 1, DIM = 2, Precision = 1.000e-08, algId = 'de'");
    expect(lines[1]).toMatch(/^%/);
    expect(lines[2]).toMatch(/^data_f1\/bbobexp_f1_DIM2\.dat(, [123]:\d+\|[+-]?\d\.\de[+-]\d\d){6}$/);
    expect(lines[3]).toMatch(/DIM = 5/);
  });

  test('data begin with the first evaluation, never rise, and end where the trial did', () => {
    const trials = result.cells[0]?.[2]?.trials ?? [];
    for (const ending of ['dat', 'tdat']) {
      const sections = (files[`de/data_f1/bbobexp_f1_DIM5.${ending}`] ?? '').split(/^%.*\n/m).slice(1);
      expect(sections).toHaveLength(6);
      sections.forEach((text, t) => {
        const rows = text
          .trim()
          .split('\n')
          .map((line) => line.split(' ').map(Number));
        expect(rows[0]?.[0]).toBe(1);
        expect(rows.at(-1)?.[0]).toBe(trials[t]?.evaluations);
        expect(rows.every((row) => row.length === 5 && row.every(Number.isFinite))).toBe(true);
        expect(rows.every((row, i) => i === 0 || (row[0] ?? 0) > (rows[i - 1]?.[0] ?? 0))).toBe(true);
        expect(rows.every((row, i) => i === 0 || (row[2] ?? 0) <= (rows[i - 1]?.[2] ?? 0))).toBe(true);
        const [last] = rows.slice(-1);
        const instance = result.problems[2]?.trials[t]?.instance ?? 1;
        expect((last?.[3] ?? 0) - (last?.[1] ?? 0)).toBeCloseTo(bbobOffset('bbob-f1', instance), 6);
      });
    }
  });

  test('each hit of a target can be read back', () => {
    const trial = result.cells[0]?.[2]?.trials[0];
    const rows =
      (files['de/data_f1/bbobexp_f1_DIM5.dat'] ?? '')
        .split(/^%.*\n/m)[1]
        ?.trim()
        .split('\n') ?? [];
    const points = rows.map((line) => line.split(' ').map(Number));
    const read = result.targets.map(
      (target) => points.find((row) => (row[2] ?? Infinity) <= target * (1 + 1e-9))?.[0] ?? null,
    );
    expect(read).toEqual(trial?.hits);
  });

  test('a comparison without the suite is refused', () => {
    const other = { ...result, problems: result.problems.slice(4), cells: result.cells.map((of) => of.slice(4)) };
    expect(() => toCocoFormat(other)).toThrow(expect.objectContaining({ code: 'bad-spec' }));
  });
});

test('as CSV every trial is a row that reads back the same', () => {
  const [header, ...rows] = trialsToCsv(result).trimEnd().split('\r\n');
  expect(header?.split(',').slice(0, 10).join()).toBe(
    'algorithm,problem,dimensions,instance,seed,budget,evaluations,best,error,hit 100',
  );
  const trials = result.cells.flat().flatMap(({ trials: of }) => of);
  expect(rows).toHaveLength(trials.length);
  const cells = rows[0]?.split(',') ?? [];
  expect(cells.slice(0, 6)).toEqual(['de', 'bbob-f1 2-D', '2', '1', '1', '2000']);
  expect([Number(cells[7]), Number(cells[8])]).toEqual([trials[0]?.best, trials[0]?.error]);
  expect(cells.slice(9).map((hit) => (hit === '' ? null : Number(hit)))).toEqual(trials[0]?.hits);
});
