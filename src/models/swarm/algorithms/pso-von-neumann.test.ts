import { describe, expect, it } from 'vitest';
import { createOwnBestOrder } from '../ranking.reference.ts';
import { createSwarmState } from '../swarm.reference.ts';
import { columnsOf } from './knobs.ts';
import { vonNeumann } from './topologies.reference.ts';

const isAhead = createOwnBestOrder({ constraints: { kind: 'deb' } });

describe('the von Neumann neighbourhood', () => {
  it.each([
    [1, 1],
    [7, 7],
    [36, 6],
    [40, 8],
    [1024, 32],
    [1030, 103],
  ])('of %i members has rows of %i, the torus nearest to a square', (particles, columns) => {
    expect(columnsOf(particles)).toBe(columns);
  });

  it('of a member on the edge goes around it, in both directions', () => {
    const state = createSwarmState([1, 2, 3], 12, 1);
    const followed = (member: number, values: Readonly<Record<number, number>>): number | null => {
      for (let other = 0; other < 12; other++) state.values.set([values[other] ?? 5, 0], 4 * other);
      return vonNeumann(state, member, 12, 4, 0, 'pcg4d', isAhead);
    };
    // Three rows of four: 0 has 8 above, 3 to the left, 1 to the right and 4 below.
    for (const neighbour of [8, 3, 1, 4]) expect(followed(0, { [neighbour]: 1 })).toBe(neighbour);
    for (const other of [2, 5, 6, 7, 9, 10, 11]) expect(followed(0, { [other]: 1 })).toBe(0);
    // Ties: north, west, east, south.
    expect(followed(0, { 8: 1, 3: 1, 1: 1, 4: 1 })).toBe(8);
    expect(followed(0, { 3: 1, 1: 1, 4: 1 })).toBe(3);
    expect(followed(0, { 1: 1, 4: 1 })).toBe(1);
  });
});
