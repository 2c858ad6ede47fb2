import { describe, expect, it } from 'vitest';
import { isWithin, reachAround, sliderValue } from './slider-reach.ts';

describe('the slider of a range', () => {
  it('reaches half a width beyond either end, and is fit to move both', () => {
    expect(reachAround(-5, 5)).toEqual([-10, 10]);
    expect(isWithin([-10, 10], -5, 5)).toBe(true);
  });
  it('is to reach further once a handle is at its end, or the range is too small to be seen', () => {
    expect(isWithin([-10, 10], -10, 5)).toBe(false);
    expect(isWithin([-10, 10], -5, 12)).toBe(false);
    expect(isWithin([-10, 10], 0, 0.5)).toBe(false);
  });
  it('gives round numbers: three digits of its reach, whole ones where they must be', () => {
    expect(sliderValue([-10, 10], 0.51234, false)).toBe(0.2);
    expect(sliderValue([0, 0.02], 1 / 3, false)).toBe(0.0067);
    expect(sliderValue([0, 10], 0.349, true)).toBe(3);
  });
});
