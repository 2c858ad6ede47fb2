import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileProblem } from '../compile-problem.ts';
import { concludeComparison } from './conclude.ts';
import { comparedProblems, problemOfTrial } from './plan.ts';
import type { ComparisonResult } from './result.ts';
import { type RawTrial, runTrial } from './run-trial.ts';
import { parseComparisonSpec } from './schema.ts';
import { summariseComparison } from './summary.numeric.ts';

const unhurried = { now: () => 0, tick: () => 0, yield: async () => undefined };
const result: ComparisonResult = JSON.parse(
  readFileSync(new URL('fixtures/small-comparison.json', import.meta.url), 'utf8'),
);

describe('a stored comparison', () => {
  test('has the trials that its spec gives', async () => {
    const spec = parseComparisonSpec(result.spec);
    const problems = comparedProblems(spec);
    expect(problems).toEqual(result.problems);
    const at = { algorithm: 1, problem: 1, trial: 4 };
    const problem = problems[at.problem];
    const algorithm = spec.algorithms[at.algorithm];
    if (!problem || !algorithm) throw new Error('the spec has no such trial');
    const own = problemOfTrial(problem, at.trial);
    const { budget, grid } = problem;
    const seed = problem.trials[at.trial]?.seed ?? 0;
    const raw = await runTrial(
      { algorithm, problem: own, seed, budget, grid, targets: spec.targets },
      compileProblem(own),
      unhurried,
    );
    const trials = spec.algorithms.map((_, a) =>
      problems.map((of, p) =>
        of.trials.map((_unused, t): RawTrial | null =>
          a === at.algorithm && p === at.problem && t === at.trial ? raw : null,
        ),
      ),
    );
    const again = concludeComparison(spec, problems, trials);
    expect(again.cells[at.algorithm]?.[at.problem]?.trials[at.trial]).toEqual(
      result.cells[at.algorithm]?.[at.problem]?.trials[at.trial],
    );
    expect(again.evaluations).toBe(raw?.evaluations);
  });

  test('measures from the best that was found where no least value is known', () => {
    const p = result.problems.findIndex(({ reference }) => reference === 'best-found');
    const errors = result.cells.flatMap((of) => of[p]?.trials.map((trial) => trial?.error ?? Infinity) ?? []);
    expect(Math.min(...errors)).toBe(0);
    const best = result.cells.flatMap((of) => of[p]?.trials.filter((trial) => trial?.error === 0) ?? [])[0];
    expect(best?.hits.at(-1)).toBeLessThanOrEqual(best?.evaluations ?? 0);
  });
});

describe('its summary', () => {
  const summary = summariseComparison(result);

  test('ranks random search last on every problem, and says so of all together', () => {
    expect(summary.cells.map((of) => of[2]?.rank)).toEqual([3, 3, 3, 3, 3]);
    expect(summary.meanRanks.reduce((total, rank) => total + rank, 0)).toBeCloseTo(6, 12);
    expect(summary.friedman?.fP).toBeLessThan(0.05);
  });

  test('counts what each trial hit', () => {
    const trials = result.cells[0]?.[0]?.trials ?? [];
    expect(summary.cells[0]?.[0]).toMatchObject({
      trials: 6,
      solved: trials.filter((trial) => trial?.hits.at(-1) !== null).length,
    });
    expect(summary.targetsHit[0]).toBeGreaterThan(summary.targetsHit[2] ?? 1);
  });

  test('compares pairs both ways, and not over fewer problems than can say anything', () => {
    expect(summary.pairs.map(({ first, second }) => [first, second])).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
    for (const pair of summary.pairs) {
      expect(pair.better + pair.worse + pair.equal).toBe(result.problems.length);
      expect(pair.p).toBeNull();
    }
    expect(summary.pairs[1]?.effect).toBeGreaterThan(0.8);
  });

  test('stands when trials are missing', () => {
    const cancelled: ComparisonResult = {
      ...result,
      cells: result.cells.map((of, a) =>
        of.map((cell) => ({ trials: cell.trials.map((trial, t) => (a === 2 || t > 2 ? null : trial)) })),
      ),
    };
    const partial = summariseComparison(cancelled);
    expect(partial.cells[0]?.[2]).toMatchObject({ trials: 0, median: null, runningTime: null, targetsHit: 0 });
    expect(partial.cells[0]?.[0]?.trials).toBe(3);
  });
});
