import { describe, expect, it } from 'vitest';
import { SwarmMotion, trailLength } from './motion.ts';

const at = (...numbers: number[]): Float32Array => Float32Array.from(numbers);

describe('motion of the swarm', () => {
  it('begins where the members are and ends where they shall be', () => {
    const motion = new SwarmMotion();
    motion.moveTo(at(0, 0), 0, false);
    motion.moveTo(at(10, 20), 100, false);
    expect([...motion.at(100)]).toEqual([0, 0]);
    expect(motion.isMoving(101)).toBe(true);
    expect([...motion.at(5_000)]).toEqual([10, 20]);
    expect(motion.isMoving(5_000)).toBe(false);
  });

  it('is steady: positions lie on the straight way, evenly in time', () => {
    const motion = new SwarmMotion();
    motion.moveTo(at(0, 0), 0, false);
    motion.moveTo(at(10, 20), 100, false);
    const [a, b, c] = [110, 120, 130].map((now) => [...motion.at(now)]);
    expect(b![0]! - a![0]!).toBeCloseTo(c![0]! - b![0]!, 5);
    expect(a![1]).toBeCloseTo(2 * a![0]!, 5);
  });

  it('goes on from where it is when a record comes early, without a jump', () => {
    const motion = new SwarmMotion();
    motion.moveTo(at(0, 0), 0, false);
    motion.moveTo(at(10, 0), 100, false);
    const before = motion.at(150)[0]!;
    motion.moveTo(at(0, 0), 150, false);
    expect(motion.at(150)[0]).toBeCloseTo(before, 5);
  });

  it('does not happen where it is not wanted, or where the members are others', () => {
    const motion = new SwarmMotion();
    motion.moveTo(at(0, 0), 0, false);
    motion.moveTo(at(10, 0), 100, true);
    expect([...motion.at(101)]).toEqual([10, 0]);
    motion.moveTo(at(1, 1, 2, 2), 200, false);
    expect([...motion.at(201)]).toEqual([1, 1, 2, 2]);
  });

  it('keeps a bounded number of records for trails, and of members that have one', () => {
    const motion = new SwarmMotion();
    for (let k = 0; k < 50; k++) motion.moveTo(new Float32Array(4_000).fill(k), k * 100, false);
    const { records, stride } = motion.trails();
    expect(records).toHaveLength(trailLength - 1);
    expect(records.at(-1)?.[0]).toBe(48);
    expect(2_000 / stride).toBeLessThanOrEqual(150);
    motion.clear();
    expect(motion.count).toBe(0);
    expect(motion.trails().records).toEqual([]);
  });
});
