import { describe, expect, it } from 'vitest';
import { contoursOf } from './contours.ts';

function gridOf(size: number, f: (x: number, y: number) => number): Float32Array {
  return Float32Array.from({ length: size * size }, (_, i) =>
    f(((i % size) + 0.5) / size, (Math.floor(i / size) + 0.5) / size),
  );
}

describe('contours', () => {
  it('of a cone are circles, closed, each of the right radius', () => {
    const size = 128;
    const grid = gridOf(size, (x, y) => Math.hypot(x - 0.5, y - 0.5));
    for (const level of [0.1, 0.25, 0.4]) {
      const [circle, ...others] = contoursOf(grid, size, [level]);
      expect(others).toEqual([]);
      expect(circle?.closed).toBe(true);
      const { points } = circle!;
      expect(points.length).toBeGreaterThan(100);
      let length = 0;
      for (let i = 0; i < points.length; i += 2) {
        expect(Math.hypot(points[i]! - 0.5, points[i + 1]! - 0.5)).toBeCloseTo(level, 3);
        const next = (i + 2) % points.length;
        length += Math.hypot(points[i]! - points[next]!, points[i + 1]! - points[next + 1]!);
      }
      expect(length / (2 * Math.PI * level)).toBeCloseTo(1, 2);
    }
  });

  it('of a slope are straight lines from border to border', () => {
    const lines = contoursOf(
      gridOf(16, (x) => x),
      16,
      [0.5],
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]?.closed).toBe(false);
    expect(lines[0]?.points).toHaveLength(32);
    for (let i = 0; i < 32; i += 2) expect(lines[0]!.points[i]).toBeCloseTo(0.5, 6);
  });

  it('at a saddle do not cross', () => {
    // One cell, opposite corners high: the middle decides which two are joined.
    const high = Float32Array.of(1, 0, 0, 1);
    expect(contoursOf(high, 2, [0.4])).toHaveLength(2);
    expect(contoursOf(high, 2, [0.6])).toHaveLength(2);
    const sides = (level: number) =>
      contoursOf(high, 2, [level]).map(({ points }) => (points[0]! + points[2]!) / 2 + (points[1]! + points[3]!) / 2);
    // Below the mean of 0.5 the high corners are joined: lines cut off the low corners, whose x + y is 1.
    for (const sum of sides(0.4)) expect(sum).toBeCloseTo(1, 1);
    // Above it each high corner is cut off: x + y near 0.5 and 1.5.
    expect(sides(0.6).sort((a, b) => a - b)).toEqual([expect.closeTo(0.7, 5), expect.closeTo(1.3, 5)]);
  });

  it('leave out cells that are not finite, and nothing is drawn where the level is not reached', () => {
    const grid = gridOf(8, (x, y) => (x < 0.5 ? Number.NaN : y));
    for (const { points } of contoursOf(grid, 8, [0.4])) {
      for (let i = 0; i < points.length; i += 2) expect(points[i]).toBeGreaterThan(0.5);
    }
    expect(contoursOf(grid, 8, [2])).toEqual([]);
    expect(contoursOf(new Float32Array(1), 1, [0])).toEqual([]);
  });
});
