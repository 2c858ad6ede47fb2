import { describe, expect, it } from 'vitest';
import { type Grid, pixelsOf, shadesOf, suggestScale, valueAt } from './heat.ts';
import { viridis } from './viridis.ts';

describe('shades', () => {
  it('run from the lowest value to the highest on both scales, and back', () => {
    const values = Float32Array.of(-3, 0, 5, Number.NaN, 7);
    for (const scale of ['linear', 'log'] as const) {
      const shades = shadesOf(values, scale);
      expect(shades.units[0]).toBe(0);
      expect(shades.units[4]).toBeCloseTo(1, 6);
      expect(shades.units[3]).toBeNaN();
      for (const unit of [0, 0.25, 0.5, 1]) expect(shades.unitOf(shades.valueAt(unit))).toBeCloseTo(unit, 9);
    }
  });

  it('on the log scale tell apart what lies close to the floor', () => {
    const values = Float32Array.of(0, 0.01, 1, 100);
    const { units } = shadesOf(values, 'log');
    expect(units[1]!).toBeGreaterThan(0.05);
    expect(units[2]! - units[1]!).toBeGreaterThan(0.3);
  });

  it('of a plain without height, or without any value, are drawn all the same', () => {
    expect([...shadesOf(Float32Array.of(2, 2), 'log').units]).toEqual([0, 0]);
    expect(shadesOf(Float32Array.of(Number.NaN), 'linear').units[0]).toBeNaN();
  });
});

it('the scale fits the landscape: a steep valley wants log, an even bowl does not', () => {
  const side = 32;
  const over = (f: (x: number, y: number) => number): Float32Array =>
    Float32Array.from({ length: side * side }, (_, i) =>
      f(((i % side) / side) * 4 - 2, (Math.floor(i / side) / side) * 4 - 2),
    );
  expect(suggestScale(over((x, y) => 100 * (y - x * x) ** 2 + (1 - x) ** 2))).toBe('log');
  expect(suggestScale(over((x, y) => 1e6 * x ** 2 + y ** 2))).toBe('log');
  expect(suggestScale(over((x, y) => x * x + y * y))).toBe('linear');
  expect(suggestScale(over((x, y) => 20 + x * x + y * y - 10 * Math.cos(6.283 * x) - 10 * Math.cos(6.283 * y)))).toBe(
    'linear',
  );
});

it('pixels have the high end of y on top, and none where there is no value', () => {
  const pixels = pixelsOf(Float32Array.of(0, 1, Number.NaN, 0.5), 2);
  const hex = (i: number) =>
    `#${[...pixels.subarray(4 * i, 4 * i + 3)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  expect(pixels[3]).toBe(0);
  expect([hex(1), hex(2), hex(3)]).toEqual([viridis(0.5), viridis(0), viridis(1)]);
});

it('viridis ends and middle are those of the published table', () => {
  expect([viridis(0), viridis(0.5), viridis(1), viridis(-1), viridis(9)]).toEqual([
    '#440154',
    expect.stringMatching(/^#2[01]9[01]8[bcd]$/),
    '#fde725',
    '#440154',
    '#fde725',
  ]);
});

it('a place reads the value of its cell, and none outside', () => {
  const grid: Grid = { x: [0, 2], y: [-1, 1], size: 2, values: Float32Array.of(1, 2, 3, Number.NaN) };
  expect([valueAt(grid, 0.5, -0.5), valueAt(grid, 1.5, -0.5), valueAt(grid, 0.5, 0.5)]).toEqual([1, 2, 3]);
  expect([valueAt(grid, 1.5, 0.5), valueAt(grid, 2.1, 0), valueAt(grid, 1, Number.NaN)]).toEqual([null, null, null]);
});
