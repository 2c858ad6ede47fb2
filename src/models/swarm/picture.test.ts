import { describe, expect, test } from 'vitest';
import { principalPlane, projectOnPlane } from './picture.numeric.ts';
import type { Plane } from './result.ts';
import type { MemberSample } from './swarm-machine.ts';

/** Members spread along (1, 1, 0) by `long` and along (1, -1, 1) by `short`, not at all along what is upright to both. */
function swarmOf(long: number, short: number, best: readonly number[] = [3, 4, 5]): MemberSample {
  const members = 200;
  const positions = new Float32Array(3 * members);
  for (let i = 0; i < members; i++) {
    const a = long * Math.sin(i);
    const b = short * Math.cos(2.3 * i);
    positions.set([3 + a + b, 4 + a - b, 5 + b], 3 * i);
  }
  return { generation: 7, dimensions: 3, positions, values: new Float32Array(members), best: Float32Array.from(best) };
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, d) => sum + x * (b[d] ?? 0), 0);

describe('the principal plane of a swarm', () => {
  test('lies along the two directions of largest spread, through the best place, and shows all members', () => {
    const sample = swarmOf(10, 2);
    const plane = principalPlane(sample);
    // Of 200 members neither direction's spread is exactly upright to the other's.
    expect(Math.abs(dot(plane.first, [1, 1, 0])) / Math.SQRT2).toBeCloseTo(1, 3);
    expect(Math.abs(dot(plane.second, [1, -1, 1])) / Math.sqrt(3)).toBeCloseTo(1, 3);
    expect(dot(plane.first, plane.second)).toBeCloseTo(0, 12);
    expect(plane.origin).toEqual([3, 4, 5]);
    const { points, bestPoint, axes } = projectOnPlane(sample, null);
    expect(axes).toEqual(plane);
    expect(bestPoint.map(Math.abs)).toEqual([0, 0]);
    for (let i = 0; i < points.length; i += 2) {
      expect(points[i]).toBeGreaterThan(plane.x[0]);
      expect(points[i]).toBeLessThan(plane.x[1]);
      expect(points[i + 1]).toBeGreaterThan(plane.y[0]);
      expect(points[i + 1]).toBeLessThan(plane.y[1]);
    }
  });

  test('is kept while the swarm can be seen on it, and given up when it has drawn together or gone elsewhere', () => {
    const kept = principalPlane(swarmOf(10, 2));
    const on = (sample: MemberSample): boolean => (projectOnPlane(sample, kept).axes as Plane) === kept;
    expect(on(swarmOf(6, 1.5))).toBe(true);
    expect(on(swarmOf(1, 1.5))).toBe(false);
    const sample = swarmOf(10, 2);
    expect(on({ ...sample, positions: sample.positions.map((x) => x + 8) })).toBe(false);
  });

  test('has an extent where all members are at one place', () => {
    const { x, y } = principalPlane(swarmOf(0, 0));
    expect(x[1]).toBeGreaterThan(x[0]);
    expect(y[1]).toBeGreaterThan(y[0]);
  });
});
