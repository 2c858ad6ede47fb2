import { expect, test } from 'vitest';
import { criticalDifference } from './critical-difference.numeric.ts';

test('the critical difference is that of Demšar (2006)', () => {
  // His example: 4 classifiers on 14 data sets, 2.569 √(4·5 / (6·14)) = 1.25.
  expect(criticalDifference(4, 14)).toBeCloseTo(1.2536, 4);
  // Table 5 (a): q at 5 % for 2 and 10 classifiers, 1.960 and 3.164.
  expect(criticalDifference(2, 1)).toBeCloseTo(1.96, 3);
  expect(criticalDifference(10, 1)).toBeCloseTo(3.164 * Math.sqrt(110 / 6), 2);
  expect(criticalDifference(1, 5)).toBeNull();
  expect(criticalDifference(21, 5)).toBeNull();
});
