import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../core/run.ts';
import type { FitResult, SwarmResult } from '../models/swarm/result.ts';
import { typedProblem } from '../models/swarm/designs/design-formulas.ts';
import { parseSwarmSpec } from '../models/swarm/schema.ts';
import { buildReport } from './report.ts';
import { specText } from './spec-text.ts';

const adapter = { kind: 'gpu', vendor: 'acme', architecture: 'mark2', description: '', software: false } as const;

function makeRun(
  input: unknown,
  change: Partial<SwarmResult> = {},
): { record: RunRecord; result: SwarmResult; adapterName: string } {
  const spec = parseSwarmSpec(input);
  const best = {
    ...{ value: 0.00012345678901234, valueF32: 0.000123456789, position: [0.5, -2], feasible: true, violation: 0 },
    variables: { x1: 0.5, x2: -2 },
  };
  const shared = { evaluations: 10_240, generations: 10, stoppedBecause: 'generations' } as const;
  const repeat = { repeat: 0, best, restarts: 0, notFinite: 0, ...shared };
  const result: SwarmResult = {
    ...{ id: '01RUN', schemaVersion: 1, kind: 'swarm', seed: spec.seed, seconds: 1.5, setupSeconds: 0.2 },
    ...{ problem: spec.problem, algorithm: spec.algorithm, best, adapter, repeats: [repeat], ...shared },
    curve: { generations: [0, 5, 10], best: [100, 1, 0.0001] },
    ...change,
  };
  const record: RunRecord = {
    ...{ id: '01RUN', schemaVersion: 1, title: 'My run', spec, state: { status: 'done' }, knobTurns: [] },
    choices: { path: 'gpu', reason: 'asked for', adapter, variants: { pso: 'tile8' }, build: '0.1.0+abc' },
    ...{ createdAt: Date.UTC(2026, 10, 24, 20, 0), updatedAt: Date.UTC(2026, 10, 24, 20, 1), activeSeconds: 1.5 },
    ...{ fraction: 1, summary: '', result },
  };
  return { record, result, adapterName: 'acme mark2' };
}

const rastrigin = { kind: 'swarm', problem: { name: 'rastrigin', dimensions: 2 }, seed: 7 };

/** What a reader sees: no tags, entities resolved. */
const wordsOf = (report: string): string =>
  report
    .replace(/<style>[^]*?<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');

describe('a report', () => {
  it('says what was asked so that it can be repeated', () => {
    const run = makeRun(rastrigin);
    const report = buildReport(run);
    const [, text = ''] = /<pre>(\{[^]*?)<\/pre>/.exec(report) ?? [];
    expect(JSON.parse(text.replaceAll('&quot;', '"'))).toEqual(run.record.spec);
    const words = wordsOf(report);
    expect(words).toContain('npx aeonnova swarm run run.json --adapter gpu');
    for (const part of ['seed 7', '0.1.0+abc', 'acme mark2', '2026-11-24 20:00 UTC', 'tile8', 'asked for'])
      expect(words).toContain(part);
  });

  it('says what was found, in full precision, in f64 and as the search saw it', () => {
    const words = wordsOf(buildReport(makeRun(rastrigin)));
    for (const part of ['0.00012345678901234', '0.000123456789', 'x1 0.5', 'x2 -2', '10,240 evaluations'])
      expect(words).toContain(part);
  });

  it('does not claim more than one search can show', () => {
    expect(wordsOf(buildReport(makeRun(rastrigin)))).toContain('One search from one seed (7)');
  });

  it('lists repeats with their spread', () => {
    const one = makeRun(rastrigin).result.repeats[0]!;
    const repeats = [1, 2, 3, 10].map((value, repeat) => ({ ...one, repeat, best: { ...one.best, value } }));
    const words = wordsOf(buildReport(makeRun(rastrigin, { repeats })));
    expect(words).toContain('4 independent searches from seeds of their own: best 1, median 2.5, worst 10, mean 4 ± 4');
    expect(words).toContain('1 of 4 ended within a millionth of the best');
  });

  it('says how far a published minimum is, and what was not feasible or not finite', () => {
    const run = makeRun(rastrigin);
    expect(wordsOf(buildReport({ ...run, knownMinimum: 0 }))).toContain('1.235e-4 above it');
    const best = { ...run.result.best, feasible: false, violation: 0.25 };
    const repeats = [{ ...run.result.repeats[0]!, notFinite: 512 }];
    const words = wordsOf(buildReport(makeRun(rastrigin, { best, repeats })));
    expect(words).toContain('Not feasible: the constraints are violated by 0.25 in sum');
    expect(words).toContain('512 evaluations (5 %) gave no finite number');
  });

  it('tells of knobs that were turned, which the spec does not hold', () => {
    const { record, ...rest } = makeRun(rastrigin);
    const turned = { ...record, knobTurns: [{ generation: 40, knobs: { inertia: 0.4 } }] };
    expect(wordsOf(buildReport({ record: turned, ...rest }))).toContain('Knobs were turned once');
  });

  it('of a design shows its objective, its constraints and where it was searched', () => {
    const problem = { name: 'three-bar-truss' } as const;
    const run = makeRun({ kind: 'swarm', problem });
    const best = { ...run.result.best, variables: { A1: 0.79, A2: 0.41 }, position: [0.79, 0.41] };
    const result = { ...run.result, best };
    const words = wordsOf(buildReport({ ...run, result, typed: typedProblem(problem) }));
    for (const part of ['0 to 1', '100 * (2 * sqrt(2) * A1 + A2)', '2 / (sqrt(2) * A2 + A1) <= 2'])
      expect(words).toContain(part);
  });

  it('has the landscape as an image in the file itself', () => {
    const grid = { x: [-1, 1], y: [-1, 1], size: 16, values: new Float32Array(256).map((_, i) => i) } as const;
    const landscape = { grid, xTitle: 'x1', yTitle: 'x2', best: [0, 0], optimum: null } as const;
    expect(buildReport({ ...makeRun(rastrigin), landscape })).toContain('href="data:image/png;base64,');
  });

  it('runs nothing, loads nothing, and escapes every name', () => {
    const evil = '</title><script>alert(1)</script><img src=x onerror=alert(1)>';
    const spec = {
      kind: 'swarm',
      problem: { name: 'formula', variables: { x: [-1, 1] }, minimize: 'x^2' },
    };
    const { record, result } = makeRun(spec);
    const named = {
      ...result,
      best: { ...result.best, variables: { [evil]: 1 } },
    };
    const choices = { ...record.choices, reason: evil, build: evil };
    const report = buildReport({ record: { ...record, title: evil, choices }, result: named, adapterName: evil });
    expect(report).not.toMatch(/<script|<img|<link|<iframe|@import|url\(/i);
    expect(report).not.toMatch(/<[^>]* (?:src|on\w+)=/);
    expect(report.match(/<\/title>/g)).toHaveLength(1);
    expect(wordsOf(report)).toContain('<script>alert(1)</script>');
  });
});

describe('a report of a fit', () => {
  const data = { name: 'points.csv', columns: { x: [1, 2, 3, 4], y: [2.1, 3.9, 6.2, 7.8] } };
  const spec = {
    kind: 'swarm',
    problem: { name: 'fit', data, response: 'y', model: 'b1*x', parameters: { b1: [-10, 10] } },
  };
  const fit: FitResult = {
    ...{ parameters: { b1: 1.99 }, standardErrors: { b1: 0.0246 }, residualSumOfSquares: 0.0543 },
    ...{
      residualStandardDeviation: 0.1345,
      degreesOfFreedom: 3,
      rSquared: 0.9988,
      alternatives: [],
      notes: ['b1 is a note'],
    },
    ...{ observed: data.columns.y, fitted: [1.99, 3.98, 5.97, 7.96], bandHalfWidth: [0.1, 0.1, 0.2, 0.3] },
    curve: { column: 'x', x: [1, 4], y: [1.99, 7.96], bandHalfWidth: [0.1, 0.3] },
    found: { times: 12, polishes: 16, rounds: 3 },
  };

  it('gives parameters with their errors, the quality of the fit and how often it was found again', () => {
    const words = wordsOf(buildReport(makeRun(spec, { fit })));
    for (const part of [
      '1.990 ± 0.025',
      '0.0543',
      '0.1345',
      '0.9988',
      '12 of 16 polishes',
      'in 3 rounds',
      'b1 is a note',
    ])
      expect(words).toContain(part);
    expect(words).toContain('95 % confidence band');
    expect(words).toContain('No other optimum explains the data equally well');
  });

  it('lists equal optima, and says when it was found too seldom', () => {
    const alternatives = [{ parameters: { b1: -1.99 }, residualSumOfSquares: 0.0543 }];
    const found = { times: 1, polishes: 16, rounds: 3 };
    const words = wordsOf(buildReport(makeRun(spec, { fit: { ...fit, alternatives, found } })));
    expect(words).toContain('Other parameters explain the data equally well');
    expect(words).toContain('-1.99');
    expect(words).toContain('too seldom to call it certain');
  });
});

it('a spec reads as JSON does, with lists of numbers on one line', () => {
  const value = { a: [1, 2.5, null], b: { c: [{ d: 'x' }], e: {}, f: [] }, g: undefined, h: Number.NaN };
  expect(JSON.parse(specText(value))).toEqual(JSON.parse(JSON.stringify(value)));
  expect(specText({ a: [1, 2] })).toBe('{\n  "a": [1, 2]\n}');
});
