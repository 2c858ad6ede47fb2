import { describe, expect, it } from 'vitest';
import { createPartControl, mostParts } from './dispatch-parts.ts';

const plain = { multiple: 64, weight: 1 };

describe('members of one dispatch', () => {
  it('are all of a small swarm', () => {
    expect(createPartControl({ ...plain, members: 1_024, coordinatesPerMember: 30 }).membersPerPart).toBe(1_024);
  });

  it('are few before anything was measured, where a generation might hold the device', () => {
    const { membersPerPart } = createPartControl({ ...plain, members: 1_048_576, coordinatesPerMember: 2_048 });
    // At 20 million coordinates a second: under half a second, and not more dispatches than there is room for.
    expect(membersPerPart % 64).toBe(0);
    expect(membersPerPart * 2_048).toBeLessThan(0.5 * 20e6);
    expect(Math.ceil(1_048_576 / membersPerPart)).toBeLessThanOrEqual(mostParts);
  });

  it('are fewer where a coordinate costs more', () => {
    const of = (weight: number): number =>
      createPartControl({ ...plain, weight, members: 65_536, coordinatesPerMember: 128 }).membersPerPart;
    expect(of(64)).toBeLessThan(of(1));
  });

  it('grow on a fast adapter, at most fourfold at a time, until one dispatch takes all', () => {
    const control = createPartControl({ ...plain, members: 262_144, coordinatesPerMember: 128 });
    const first = control.membersPerPart;
    control.record(1, 3);
    expect(control.membersPerPart).toBeLessThanOrEqual(4 * first + 64);
    control.record(1, 3);
    control.record(1, 3);
    expect(control.membersPerPart).toBe(262_144);
  });

  it('shrink at once on a slow one, to about 50 ms a dispatch', () => {
    const control = createPartControl({ ...plain, members: 262_144, coordinatesPerMember: 8 });
    control.record(1, 10_000);
    expect((control.membersPerPart * 10_000) / 262_144).toBeLessThanOrEqual(53);
    expect(control.membersPerPart % 64).toBe(0);
  });
});
