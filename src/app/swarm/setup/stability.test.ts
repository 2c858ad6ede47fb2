import { describe, expect, it } from 'vitest';
import { stabilityHint } from './stability.ts';

describe('the stability hint', () => {
  it('calls the constriction set stable, and large pulls not', () => {
    expect(stabilityHint({})).toMatch(/^Stable: c1 \+ c2 = 2.992 lies below 3\.\d+/);
    expect(stabilityHint({ cognitive: 2.5, social: 2.5 })).toMatch(/^Not stable/);
    expect(stabilityHint({ inertia: 1 })).toMatch(/^Not stable/);
  });

  it('judges a falling inertia by its worse end', () => {
    // At 0.9 the limit is 24 (1 - 0.81) / 2.5 = 1.824; at 0.4 it is 4.032.
    expect(stabilityHint({ inertia: [0.9, 0.4], cognitive: 0.9, social: 0.9 })).toContain('below 1.824');
    expect(stabilityHint({ inertia: [0.9, 0.4], cognitive: 1, social: 1 })).toMatch(/^Not stable/);
  });

  it('is silent where a number is missing', () => {
    expect(stabilityHint({ inertia: Number.NaN })).toBeNull();
  });
});
