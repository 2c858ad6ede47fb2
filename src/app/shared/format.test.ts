import { describe, expect, it } from 'vitest';
import { formatBytes, formatCount, formatNumber, formatSeconds, formatTime } from './format.ts';

describe('figures as they are shown', () => {
  it('have four significant digits, and whole numbers stay whole', () => {
    expect([0, 1024, 0.12345678, -1234.567, 1.2346e-7, 9.87654e12].map((value) => formatNumber(value))).toEqual([
      '0',
      '1,024',
      '0.1235',
      '−1,235',
      '1.235e-7',
      '9.877e+12',
    ]);
    expect([Number.NaN, Infinity, -Infinity].map((value) => formatNumber(value))).toEqual(['not a number', '∞', '−∞']);
  });

  it('carry units that suit their size', () => {
    expect([820, 12_345, 1_240_000, 3.1e9].map(formatCount)).toEqual(['820', '12.3 k', '1.24 M', '3.10 G']);
    expect([4.23, 59.4, 134, 3_780].map(formatSeconds)).toEqual(['4.2 s', '59 s', '2 min 14 s', '1 h 3 min']);
    expect([999, 12_000, 2_390_000, 10.7e9].map(formatBytes)).toEqual(['999 B', '12 kB', '2.39 MB', '10.7 GB']);
  });

  it('leave the day out where it is today', () => {
    const noon = new Date(2026, 2, 3, 12, 5).getTime();
    expect(formatTime(noon, noon + 3_600_000)).toBe('12:05');
    expect(formatTime(noon, noon + 86_400_000 * 2)).toMatch(/Mar 3|3 Mar/);
  });
});
