// Every set that the project carries, at several seeds.
import { describe, expect, test } from 'vitest';
import { agreement, readFixture, runSpec, specOf } from './nist.contract.ts';

const sets = [
  'Misra1a',
  'Misra1b',
  'Chwirut2',
  'DanWood',
  'Nelson',
  'Kirby2',
  'Hahn1',
  'MGH17',
  'Lanczos1',
  'Gauss1',
  'MGH09',
  'Thurber',
  'Rat42',
];

describe.each([1, 2, 3, 4, 5])('seed %i', (seed) => {
  test.each(sets)('%s is certified', async (name) => {
    const nist = readFixture(name);
    const found = agreement(nist, await runSpec(specOf(nist, seed)));
    expect(found.parameters).toBeGreaterThan(6);
    // The sum of squares of Lanczos1 is rounding noise.
    if (name === 'Lanczos1') return;
    expect(found.residualSumOfSquares).toBeGreaterThan(6);
    expect(found.standardErrors).toBeGreaterThan(4);
  });
});
