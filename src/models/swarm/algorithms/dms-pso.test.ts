import { describe, expect, it } from 'vitest';
import { createOwnBestOrder } from '../ranking.reference.ts';
import { createCounters, createSwarmState } from '../swarm.reference.ts';
import { groupOf, subSwarms } from './topologies.reference.ts';

const key = [1, 2, 3] as const;
const groupsIn = (generation: number, particles: number): number[][] => {
  const state = { key, counters: { ...createCounters(), evaluated: generation } };
  return Array.from({ length: particles }, (_, member) => groupOf(state, member, particles, 3, 5, 'pcg4d'));
};

const isAhead = createOwnBestOrder({ constraints: { kind: 'deb' } });

describe('dynamic sub-swarms', () => {
  it.each([1, 3, 4, 30, 100])(
    'deal %i members to groups of three, each to one, the rest to a smaller one',
    (particles) => {
      for (const generation of [1, 6, 11]) {
        const groups = groupsIn(generation, particles);
        groups.forEach((group, member) => {
          expect(group).toContain(member);
          for (const other of group) expect(groups[other]).toEqual(group);
        });
        const sizes = [...new Set(groups.map((group) => group.join()))].map((group) => group.split(',').length);
        expect(sizes.filter((size) => size !== 3)).toEqual(particles % 3 === 0 ? [] : [particles % 3]);
      }
    },
  );

  it('stay for five generations, and are dealt anew then', () => {
    const first = groupsIn(1, 30);
    for (const generation of [2, 3, 4, 5]) expect(groupsIn(generation, 30)).toEqual(first);
    const second = groupsIn(6, 30);
    expect(second).not.toEqual(first);
    expect(groupsIn(10, 30)).toEqual(second);
  });

  it('follow the best own best of the group', () => {
    const state = createSwarmState(key, 30, 1);
    state.counters.evaluated = 8;
    const [group] = groupsIn(8, 30);
    // The best of all is of no interest to those of other groups.
    const outsider = Array.from({ length: 30 }, (_, member) => member).find((member) => !group.includes(member)) ?? 0;
    for (let member = 0; member < 30; member++) state.values.set([50 - member, 0], 4 * member);
    state.values.set([-9, 0], 4 * outsider);
    for (const member of group) expect(subSwarms(state, member, 30, 3, 5, 'pcg4d', isAhead)).toBe(Math.max(...group));
    for (const member of group) state.values.set([7, 0], 4 * member);
    for (const member of group) expect(subSwarms(state, member, 30, 3, 5, 'pcg4d', isAhead)).toBe(member);
  });
});
