import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { welcomeDraft } from '../examples.ts';
import { checkDraft } from '../spec/check-draft.ts';
import { checkComparison } from './check-comparison.ts';
import {
  comparisonOf,
  type ComparisonDraft,
  firstComparison,
  fromComparisonSpec,
  newAlgorithm,
  newKey,
  toComparisonSpec,
} from './comparison-draft.ts';
import { readRanges, writeRanges } from './number-ranges.ts';

describe('lists of numbers', () => {
  it.each([
    ['1-5, 8', [1, 2, 3, 4, 5, 8]],
    [' 3 ; 1 – 2 7', [3, 1, 2, 7]],
    ['', []],
    ['5-3', null],
    ['1.5', null],
    ['-2', null],
    ['1-99999999', null],
  ])('%j is read as %j', (text, numbers) => expect(readRanges(text)).toEqual(numbers));

  it('are written so that they are read as they were', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 60 })), (numbers) => {
        expect(readRanges(writeRanges(numbers))).toEqual(numbers);
      }),
    );
    expect(writeRanges([1, 2, 3, 5, 6, 9])).toBe('1-3, 5, 6, 9');
  });
});

const withoutKeys = (draft: ComparisonDraft): unknown =>
  JSON.parse(JSON.stringify(draft, (name, value: unknown) => (name === 'key' ? undefined : value)));

describe('the form of a comparison', () => {
  it('begins with one that is small', () => {
    const { faults, cost } = checkComparison(firstComparison);
    expect([...faults]).toEqual([]);
    expect(cost).toEqual({ trials: 60, evaluations: 1_500_000, coordinates: 7_500_000 });
  });

  it('comes back from its spec as it was', () => {
    const draft: ComparisonDraft = {
      ...firstComparison,
      algorithms: [newAlgorithm('pso'), { key: newKey(), name: 'pso', knobs: { particles: 40, inertia: 0.4 } }],
      problems: [
        ...firstComparison.problems,
        { key: newKey(), kind: 'single', problem: { name: 'rastrigin', dimensions: 3 } },
        { key: newKey(), kind: 'single', problem: { name: 'welded-beam' } },
      ],
      repeats: 3,
      budget: { per: 'trial', evaluations: 2_000 },
      targets: [1, 0.1],
    };
    expect(withoutKeys(fromComparisonSpec(toComparisonSpec(draft)))).toEqual(withoutKeys(draft));
  });

  it.each<[string, Partial<ComparisonDraft>]>([
    ['algorithms', { algorithms: [] }],
    ['algorithms.0.inertia', { algorithms: [{ key: 1, name: 'pso', knobs: { inertia: Number.NaN } }] }],
    ['problems', { problems: [] }],
    [
      'problems.0.functions',
      { problems: [{ key: 1, kind: 'suite', functions: 'x', dimensions: '5', instances: '1' }] },
    ],
    [
      'problems.0.functions',
      { problems: [{ key: 1, kind: 'suite', functions: '25', dimensions: '5', instances: '1' }] },
    ],
    ['problems.0.dimensions', { problems: [{ key: 1, kind: 'single', problem: { name: 'sphere', dimensions: 0 } }] }],
    ['problems', { problems: [...firstComparison.problems, ...firstComparison.problems] }],
    ['repeats', { repeats: 0 }],
    ['seed', { seed: -1 }],
    ['budget', { budget: { per: 'trial', evaluations: 1.5 } }],
    ['budget', { budget: { per: 'trial', evaluations: 10 } }],
  ])('a fault in %s is told there', (field, change) => {
    const { faults, spec } = checkComparison({ ...firstComparison, ...change });
    expect([...faults.keys()]).toEqual([field]);
    expect(spec).toBeNull();
  });

  it('takes over what the lab’s form holds, against the usual ones', () => {
    const draft = comparisonOf({ ...welcomeDraft, repeats: 2 }, checkDraft({ ...welcomeDraft, repeats: 2 }));
    expect(toComparisonSpec(draft)).toMatchObject({
      algorithms: [{ name: 'pso', particles: 400 }, { name: 'cma-es' }, { name: 'de' }],
      problems: [{ name: 'rastrigin', dimensions: 2 }],
      // 400 members, 120 generations after the first places.
      budget: { evaluations: 48_400 },
    });
    expect(checkComparison(draft).faults.size).toBe(0);
  });
});
