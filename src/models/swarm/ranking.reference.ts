// What a search prefers, in TypeScript: the oracle of `is_better` in shaders/swarm/state.wgsl.
import type { SwarmState } from './swarm.reference.ts';
import type { SwarmSettings } from './swarm-settings.ts';

/** The value of what is not finite, and of nothing; as in state.wgsl. */
export const worst = Math.fround(3e38);

/** Deb's rules (2000): less violation first, then the lower value. */
export function isBetter(value: number, violation: number, thanValue: number, thanViolation: number): boolean {
  return violation < thanViolation || (violation === thanViolation && value < thanValue);
}

export type Preference = (
  state: Pick<SwarmState, 'counters'>,
  value: number,
  violation: number,
  thanValue: number,
  thanViolation: number,
) => boolean;

/** How the algorithm compares, by its constraints: Deb's rules, those with a leeway, or a penalty. */
export function createPreference({ constraints }: Pick<SwarmSettings, 'constraints'>): Preference {
  switch (constraints.kind) {
    case 'deb':
      return (_, value, violation, thanValue, thanViolation) => isBetter(value, violation, thanValue, thanViolation);
    case 'epsilon':
      return ({ counters: { leeway } }, value, violation, thanValue, thanViolation) =>
        isBetter(value, violation <= leeway ? 0 : violation, thanValue, thanViolation <= leeway ? 0 : thanViolation);
    case 'penalty': {
      const factor = Math.fround(constraints.factor);
      return (_, value, violation, thanValue, thanViolation) =>
        violation >= worst || thanViolation >= worst
          ? violation < thanViolation
          : Math.fround(value + Math.fround(factor * violation)) <
            Math.fround(thanValue + Math.fround(factor * thanViolation));
    }
    default:
      return constraints satisfies never;
  }
}

/** Whether the own best of one member is better than that of another. */
export function createOwnBestOrder(
  settings: Pick<SwarmSettings, 'constraints'>,
): (state: Pick<SwarmState, 'counters' | 'values'>, member: number, than: number) => boolean {
  const prefers = createPreference(settings);
  return (state, member, than) => {
    const { values } = state;
    return prefers(state, values[4 * member], values[4 * member + 1], values[4 * than], values[4 * than + 1]);
  };
}

/** Puts the members below the length of `order` into it, the best first, of equals the lower one: `rank_of` of rank.wgsl. */
export function sortMembers(order: Uint32Array, isAhead: (member: number, than: number) => boolean): void {
  for (let member = 0; member < order.length; member++) order[member] = member;
  order.sort((a, b) => (isAhead(a, b) ? -1 : isAhead(b, a) ? 1 : a - b));
}

/** The leeway of the start: the violation a fifth of the way from the least to the largest, as generation.wgsl finds it. */
export function firstLeeway({ values }: Pick<SwarmState, 'values'>, members: number): number {
  const violations = Float32Array.from({ length: members }, (_, member) => values[4 * member + 3]).sort();
  const found = violations[Math.max(1, Math.floor(members / 5)) - 1];
  return found >= worst ? 0 : found;
}
