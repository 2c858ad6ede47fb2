import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../core/run.ts';
import type { ComparisonResult } from '../models/swarm/comparison/result.ts';
import { parseComparisonSpec } from '../models/swarm/comparison/schema.ts';
import { buildComparisonReport } from './comparison-report.ts';

const result: ComparisonResult = JSON.parse(
  readFileSync(new URL('../models/swarm/comparison/fixtures/small-comparison.json', import.meta.url), 'utf8'),
);
const record: RunRecord = {
  ...{ id: result.id, schemaVersion: 1, title: 'Compare <all>', spec: result.spec, knobTurns: [], result },
  choices: { path: 'cpu', reason: 'asked for', adapter: result.adapter, variants: {}, build: 'abc123' },
  ...{ state: { status: 'done' }, createdAt: 0, updatedAt: 0, activeSeconds: 1, fraction: 1, summary: '' },
};
const report = buildComparisonReport({
  record,
  result,
  adapterName: 'CPU',
  conclusions: ['de hit more & more.'],
  pictures: [
    {
      ...{ title: 'Targets', xTitle: 'evaluations', yTitle: 'share', xScale: 'log', yScale: 'linear' },
      series: [{ name: 'de', x: [1, 10], y: [0, 1] }],
    },
  ],
  tables: [
    {
      title: 'Ranks',
      note: 'Less is better.',
      headers: ['A', 'B'],
      rows: [[{ text: 'de' }, { text: '1', isStrong: true }]],
    },
  ],
});

describe('the report of a comparison', () => {
  it('is one page without script or request, everything from outside escaped', () => {
    expect(report).toContain('<h1>Compare &lt;all&gt;</h1>');
    expect(report).toContain('de hit more &amp; more.');
    expect(report).not.toMatch(/<script|src=|href="http/);
    expect(report).toContain('<strong>1</strong>');
    expect(report.match(/<svg xmlns/g)).toHaveLength(1);
  });

  it('holds the spec from which it can be repeated, seeds and adapter', () => {
    const text =
      /<p>The spec in full[^<]*<\/p>\s*<pre>([^<]*)<\/pre>/
        .exec(report)?.[1]
        ?.replaceAll('&quot;', '"')
        .replaceAll('&gt;', '>') ?? '';
    expect(parseComparisonSpec(JSON.parse(text))).toEqual(parseComparisonSpec(result.spec));
    expect(report).toContain('npx aeonnova compare comparison.json');
    expect(report).toMatch(/has seed 1 plus t/);
    expect(report).toContain('1 to 6');
    expect(report).toContain('abc123');
  });
});
