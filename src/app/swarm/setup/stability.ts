// Whether a swarm with these pulls settles: Poli 2009, order-2 stability of the sampling distribution,
// c1 + c2 < 24 (1 - w²) / (7 - 5w). A hint, not a rule: some searches want to be unstable.
import { formatNumber } from '../../../views/format.ts';
import type { Overrides } from '../spec/draft.ts';

export function stabilityHint(knobs: Overrides): string | null {
  const number = (key: string, fallback: number): number => {
    const value = knobs[key];
    return typeof value === 'number' ? value : fallback;
  };
  const given = knobs['inertia'];
  const inertia: readonly number[] = Array.isArray(given) ? given.map(Number) : [number('inertia', 0.7298)];
  const pull = number('cognitive', 1.49618) + number('social', 1.49618);
  if (!Number.isFinite(pull) || inertia.some((w) => !Number.isFinite(w))) return null;
  const limits = inertia.map((w) => (w >= 1 ? 0 : (24 * (1 - w * w)) / (7 - 5 * w)));
  const limit = Math.min(...limits);
  return pull < limit
    ? `Stable: c1 + c2 = ${formatNumber(pull)} lies below ${formatNumber(limit)}.`
    : `Not stable: c1 + c2 = ${formatNumber(pull)} should lie below ${formatNumber(limit)}; members may fly apart.`;
}
