import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extentOf, linearTicks, logTicks, steadyLogRange, steadyRange, tickLabels } from './ticks.ts';

describe('linear ticks', () => {
  it('are round values within the range', () => {
    expect(linearTicks([-5.12, 5.12], 5)).toEqual([-4, -2, 0, 2, 4]);
    expect(linearTicks([0, 1], 10)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
    expect(linearTicks([3, 3], 5)).toEqual([3]);
    expect(linearTicks([Number.NaN, 1], 5)).toEqual([]);
  });

  it('lie in the range, rise and are not many, whatever the range', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e12, max: 1e12, noNaN: true }),
        fc.double({ min: 1e-6, max: 1e12, noNaN: true }),
        fc.integer({ min: 2, max: 20 }),
        (low, span, most) => {
          fc.pre(span > Math.abs(low) * 1e-9);
          const ticks = linearTicks([low, low + span], most);
          expect(ticks.length).toBeLessThanOrEqual(1.6 * most + 1);
          expect(ticks.length).toBeGreaterThan(0);
          const slack = span * 1e-6 + Math.abs(low) * 1e-11;
          for (const tick of ticks) expect(tick >= low - slack && tick <= low + span + slack).toBe(true);
          for (let i = 1; i < ticks.length; i++) expect(ticks[i]).toBeGreaterThan(ticks[i - 1]!);
        },
      ),
    );
  });
});

describe('log ticks', () => {
  it('are powers of ten, thinned where there are many and filled where there are few', () => {
    expect(logTicks([1e-3, 1e3], 7)).toEqual([0.001, 0.01, 0.1, 1, 10, 100, 1000]);
    expect(logTicks([1e-30, 1], 6)).toEqual([1e-30, 1e-25, 1e-20, 1e-15, 1e-10, 1e-5, 1]);
    expect(logTicks([1, 10], 6)).toEqual([1, 2, 5, 10]);
    expect(logTicks([1.1, 1.4], 3)).toEqual([1.1, 1.2, 1.3, 1.4]);
    expect(logTicks([0, 10], 6)).toEqual([]);
  });
});

it('labels have the decimals that their distance needs', () => {
  expect(tickLabels('linear', [0, 0.5, 1])).toEqual(['0.0', '0.5', '1.0']);
  expect(tickLabels('linear', [1e-5, 1.5e-5])).toEqual(['1.0e-5', '1.5e-5']);
  expect(tickLabels('linear', [-4, -2, 0])).toEqual(['-4', '-2', '0']);
  expect(tickLabels('linear', [0, 2_000_000, 4_000_000])).toEqual(['0', '2e6', '4e6']);
  expect(tickLabels('linear', [1_000, 1_500])).toEqual(['1,000', '1,500']);
  expect(tickLabels('log', [1e-8, 1e-4, 1, 1e4, 1e12])).toEqual(['10⁻⁸', '10⁻⁴', '1', '10,000', '10¹²']);
  expect(tickLabels('linear', [])).toEqual([]);
});

describe('steady ranges', () => {
  it('end on round values and hold while the data fit', () => {
    const first = steadyRange(null, [0.3, 9.1]);
    expect(first).toEqual([-2, 10]);
    expect(steadyRange(first, [-1, 9.9])).toBe(first);
    expect(steadyRange(first, [0.3, 12])).toEqual([-2, 14]);
  });

  it('shrink only when asked, and only when the data fill little of them', () => {
    expect(steadyRange([-10, 10], [-1, 1])).toEqual([-10, 10]);
    expect(steadyRange([-10, 10], [-1, 1], 0.35)).toEqual([-1.5, 1.5]);
    expect(steadyRange([-10, 10], [-5, 5], 0.35)).toEqual([-10, 10]);
  });

  it('have room for data of one value', () => {
    for (const value of [0, 5, -1e300, 1e-300]) {
      const [low, high] = steadyRange(null, [value, value]);
      expect(low < value && high > value).toBe(true);
    }
  });

  it('grow by whole decades on a log scale', () => {
    expect(steadyLogRange(null, [2e-3, 40])).toEqual([1e-3, 100]);
    expect(steadyLogRange([1e-3, 100], [0.01, 1])).toEqual([1e-3, 100]);
    expect(steadyLogRange([1e-3, 100], [5e-7, 1])).toEqual([1e-7, 100]);
  });
});

it('an extent leaves out what is not finite, and on a log scale what is not above 0', () => {
  expect(extentOf([3, null, Number.NaN, -1, Number.POSITIVE_INFINITY])).toEqual([-1, 3]);
  expect(extentOf([3, 0, -1, 0.5], 'log')).toEqual([0.5, 3]);
  expect(extentOf([null, Number.NaN])).toBeNull();
});
