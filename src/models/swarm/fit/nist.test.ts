// Fits of published data from boxes alone, against certified values (NIST/ITL StRD). All sets and more seeds:
// nist.soak.test.ts.
import { expect, test } from 'vitest';
import { agreement, readFixture, runSpec, specOf } from './nist.contract.ts';

test.each(['Misra1a', 'MGH09', 'MGH17', 'Rat42', 'Nelson', 'Thurber', 'DanWood'])('%s is certified', async (name) => {
  const nist = readFixture(name);
  const outcome = await runSpec(specOf(nist, 1));
  const found = agreement(nist, outcome);
  expect(found.parameters).toBeGreaterThan(8);
  expect(found.residualSumOfSquares).toBeGreaterThan(8);
  expect(found.standardErrors).toBeGreaterThan(6);
  expect(outcome.stoppedBecause).toBe('stagnation');
  expect(outcome.fit.notes.filter((note) => !note.startsWith('Other parameters'))).toEqual([]);
});

test('Lanczos1, whose residuals are rounding noise, gives its parameters', async () => {
  const nist = readFixture('Lanczos1');
  expect(agreement(nist, await runSpec(specOf(nist, 1))).parameters).toBeGreaterThan(8);
});

test('the degrees of freedom and the deviation are those published', async () => {
  const { fit } = await runSpec(specOf(readFixture('Misra1a'), 2));
  expect(fit.degreesOfFreedom).toBe(12);
  expect(fit.residualStandardDeviation).toBeCloseTo(1.018787633e-1, 9);
});
