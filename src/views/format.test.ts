import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatMoment,
  formatNumber,
  formatPercent,
  formatTime,
  formatUncertain,
  formatWithUnit,
} from './format.ts';

describe('formatNumber', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [Math.PI, '3.142'],
    [-Math.PI, '-3.142'],
    [0.5, '0.5'],
    [12_345.6, '12,346'],
    [999_999.4, '999,999'],
    [999_999.9, '1e6'],
    [9.99996, '10'],
    [1_234_567, '1.235e6'],
    [0.001234, '0.001234'],
    [0.00012346, '1.235e-4'],
    [5e-324, '4.941e-324'],
    [Number.POSITIVE_INFINITY, '∞'],
    [Number.NEGATIVE_INFINITY, '-∞'],
    [Number.NaN, '–'],
    [null, '–'],
  ])('%s reads %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it('gives more digits when asked', () => {
    expect(formatNumber(238.94212918, 8)).toBe('238.94213');
  });
});

describe('formatWithUnit', () => {
  it.each([
    [1_240_000, 'eval/s', '1.24 M eval/s'],
    [350, 'eval/s', '350 eval/s'],
    [999.6, 'eval/s', '1.00 k eval/s'],
    [1_234, 'B', '1.23 kB'],
    [0.000012, 's', '12.0 µs'],
    [3.4e13, 'FLOP', '34.0 TFLOP'],
    [5e15, 'FLOP', '5,000 TFLOP'],
    [1e-12, 's', '0.00 ns'],
    [0, 'eval/s', '0 eval/s'],
    [-2_500, 'V', '-2.50 kV'],
  ])('%s %s reads %s', (value, unit, text) => {
    expect(formatWithUnit(value, unit)).toBe(text);
  });
});

describe('formatUncertain', () => {
  it.each([
    [3.2345, 0.4123, '3.2 ± 0.4'],
    [238.94212918, 2.7070075241, '238.9 ± 2.7'],
    [5.5015643181e-4, 7.2668688436e-6, '(5.50 ± 0.07)e-4'],
    [5.5e-4, 1.5e-6, '(5.500 ± 0.015)e-4'],
    [12_345, 678, '12,300 ± 700'],
    [12_345, 1_234, '12,300 ± 1,200'],
    [0, 0.02, '0.000 ± 0.020'],
    [0.1, 20, '0 ± 20'],
    [-7.25e8, 3e6, '(-7.25 ± 0.03)e8'],
    [1.5, 0, '1.5 ± 0'],
    [1.5, Number.NaN, '1.5'],
  ])('%s ± %s reads %s', (value, error, text) => {
    expect(formatUncertain(value, error)).toBe(text);
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0 s'],
    [0.00035, '350 µs'],
    [0.35, '350 ms'],
    [0.9999, '1.00 s'],
    [2.345, '2.35 s'],
    [9.999, '10 s'],
    [59.7, '1 min'],
    [134, '2 min 14 s'],
    [3_599.6, '1 h'],
    [11_100, '3 h 5 min'],
    [187_200, '2 d 4 h'],
    [Number.POSITIVE_INFINITY, '–'],
  ])('%s s reads %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

it('sizes are binary and say so', () => {
  expect([0, 512, 1000, 1024, 1_300_234, 1024 ** 3 * 1000].map(formatBytes)).toEqual([
    '0 B',
    '512 B',
    '0.977 KiB',
    '1.00 KiB',
    '1.24 MiB',
    '0.977 TiB',
  ]);
});

it('counts are whole and grouped', () => {
  expect([0, 999, 1_048_576, -12_345, Number.NaN].map(formatCount)).toEqual(['0', '999', '1,048,576', '-12,345', '–']);
});

it('shares read as percent, small ones with a decimal', () => {
  expect([0, 0.0312, 0.0996, 0.424, 1, Number.NaN].map(formatPercent)).toEqual([
    '0 %',
    '3.1 %',
    '10 %',
    '42 %',
    '100 %',
    '–',
  ]);
});

it('moments read as ISO dates, without seconds', () => {
  expect(formatMoment(Date.UTC(2026, 10, 24, 20, 45, 59), 'UTC')).toBe('2026-11-24 20:45');
});

it('times in lists leave the day out where it is today', () => {
  const noon = new Date(2026, 2, 3, 12, 5).getTime();
  expect(formatTime(noon, noon + 3_600_000)).toBe('12:05');
  expect(formatTime(noon, noon + 86_400_000 * 2)).toMatch(/Mar 3|3 Mar/);
  expect(formatTime(Number.NaN)).toBe('–');
});
