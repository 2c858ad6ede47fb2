import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ComparisonResult } from '../../../models/swarm/comparison/result.ts';
import { summariseComparison } from '../../../models/swarm/comparison/summary.numeric.ts';
import { convergencePicture, distributionPicture, problemGroups, profilePicture } from './pictures.ts';
import { conclusionsOf } from './sentences.ts';
import { finalErrorTable, formatP, pairTable, pairTableOf, rankTable, runningTimeTable } from './tables.ts';

const result: ComparisonResult = JSON.parse(
  readFileSync(new URL('../../../models/swarm/comparison/fixtures/small-comparison.json', import.meta.url), 'utf8'),
);
const summary = summariseComparison(result);
const texts = (rows: readonly (readonly { readonly text: string }[])[]): string[][] =>
  rows.map((row) => row.map(({ text }) => text));

describe('pictures of a comparison', () => {
  it('convergence has the median of the trials, held where they ended earlier', () => {
    const picture = convergencePicture(result, 0);
    expect(picture.series.map(({ name }) => name)).toEqual(['de', 'pso', 'random']);
    const trials = result.cells[1]?.[0]?.trials ?? [];
    const at = 20;
    const errors = trials.map((trial) => trial?.curve[at] ?? trial?.error ?? Infinity).sort((a, b) => a - b);
    const median = ((errors[2] ?? 0) + (errors[3] ?? 0)) / 2;
    expect(picture.series[1]?.y[at]).toBeCloseTo(median, 12);
    for (const { y, low = [], high = [] } of picture.series)
      y.forEach((value, i) => {
        expect(value).toBeGreaterThanOrEqual(low[i] ?? 0);
        expect(value).toBeLessThanOrEqual(high[i] ?? Infinity);
        expect(value).toBeGreaterThanOrEqual(1e-8);
      });
  });

  it('targets hit grow with evaluations, to the share that was hit in the end', () => {
    const [all] = problemGroups(result);
    if (!all) throw new Error('there is always the group of all');
    const { series } = distributionPicture(result, all, 'none');
    series.forEach(({ y }, a) => {
      expect([...y].sort((p, q) => (p ?? 0) - (q ?? 0))).toEqual(y);
      expect(y.at(-1)).toBeCloseTo(summary.targetsHit[a] ?? 0, 9);
    });
    const restarted = distributionPicture(result, all, 'simulated').series;
    restarted.forEach(({ y }, a) => expect(y.at(-1)).toBeGreaterThanOrEqual(series[a]?.y.at(-1) ?? 1));
  });

  it('groups are those that tell problems apart', () => {
    expect(problemGroups(result).map(({ title, problems }) => [title, problems])).toEqual([
      ['All problems', [0, 1, 2, 3, 4]],
      ['2 dimensions', [0, 1, 4]],
      ['5 dimensions', [2, 3]],
      ['BBOB, separable', [0, 2]],
      ['BBOB, moderate conditioning', [1, 3]],
      ...result.problems.map(({ label }, p) => [label, [p]]),
    ]);
  });

  it('a profile begins with the problems on which each is quickest', () => {
    const { series } = profilePicture(result, summariseComparison(result, 0), 0);
    const first = series.reduce((total, { y }) => total + (y[0] ?? 0), 0);
    // Each problem has a quickest one, or several.
    expect(first).toBeGreaterThanOrEqual(1);
    for (const { y } of series) expect(y.at(-1)).toBeLessThanOrEqual(1);
  });
});

describe('tables of a comparison', () => {
  it('running times have their hits, and ∞ where there are none', () => {
    const last = result.targets.length - 1;
    const { rows } = runningTimeTable(result, summary, last);
    expect(rows.map(([name]) => name?.text)).toEqual(result.problems.map(({ label }) => label));
    const random = texts(rows).map((row) => row[3]);
    expect(random[0]).toBe('∞ (0/6)');
    const solved = result.cells[0]?.[0]?.trials.filter((trial) => trial?.hits[last] !== null).length;
    expect(rows[0]?.[1]?.text).toMatch(new RegExp(`\\(${solved}/6\\)$`));
    for (const row of rows) expect(row.filter(({ isStrong }) => isStrong).length).toBeLessThanOrEqual(2);
  });

  it('ranks come best first, with what the tests say', () => {
    const table = rankTable(result, summary);
    expect(texts(table.rows).at(-1)?.[0]).toBe('random');
    expect(table.note).toContain('Friedman');
    // q of 3 treatments, 2.343701, times √(12/30).
    expect(table.note).toContain('1.48 apart');
  });

  it('pairs have effects in words', () => {
    expect(texts(pairTable(result, summary).rows)[1]).toEqual(expect.arrayContaining(['de – random', '–', 'large']));
    const one = pairTableOf(result, summary, 0);
    expect(one.rows).toHaveLength(3);
    expect(one.title).toBe('Pairs on bbob-f1 2-D');
    expect(finalErrorTable(result, summary).rows).toHaveLength(5);
    expect([formatP(null), formatP(3e-7), formatP(0.0312)]).toEqual(['–', '< 0.001', '0.031']);
  });
});

describe('conclusions', () => {
  it('say who hit how much, and what can be trusted', () => {
    const [targets, overall, leaders] = conclusionsOf(result, summary);
    expect(targets).toMatch(
      /^Within 1,000 evaluations per dimension, (de|pso) hit \d+ % of the targets from 100 to 1e-8; second is (de|pso) with \d+ %, last random with \d+ %\.$/,
    );
    expect(overall).toMatch(/^Over the 5 problems the algorithms differ .* p < 0\.001\)\.$/);
    expect(leaders).toContain('fewer than 6 problems');
  });

  it('of a comparison that was stopped are about what was done', () => {
    const stopped: ComparisonResult = {
      ...result,
      stoppedBecause: 'cancelled',
      cells: result.cells.map((of, a) => of.map((cell) => (a === 2 ? { trials: cell.trials.map(() => null) } : cell))),
    };
    expect(conclusionsOf(stopped, summariseComparison(stopped))[0]).toBe(
      'It was stopped after 52 of 78 trials: what follows says nothing of the others.',
    );
  });
});
