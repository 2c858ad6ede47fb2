import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Chart, chartFile, drawChart, layOut, shareOf, valueOf } from './chart.ts';
import type { Layer } from './layers.ts';
import { livePalette } from './palette.ts';
import { toMarkup } from './svg.ts';
import { expectWellFormed } from './well-formed.contract.ts';

const chart = (layers: readonly Layer[], more: Partial<Chart> = {}): Chart => ({
  width: 400,
  height: 300,
  summary: 'A picture',
  x: { title: 'Generation', range: [0, 100], scale: 'linear' },
  y: { title: 'Value', range: [1e-6, 1e3], scale: 'log' },
  layers,
  ...more,
});
const textOf = (some: Chart): string => toMarkup(drawChart(some, livePalette));

describe('a chart as SVG', () => {
  it('is a file of its own: namespace, size, summary, axis titles, ticks, legend', () => {
    const text = textOf(
      chart([{ kind: 'line', name: 'Best', colour: 0, x: [0, 50, 100], y: [100, 1, 0.01] }], { title: 'Convergence' }),
    );
    expectWellFormed(text);
    expect(text).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 400 300"/);
    expect(text).toContain('aria-label="Convergence. A picture"');
    for (const word of ['Convergence', 'Generation', 'Value', 'Best', '100', '0.01'])
      expect(text).toContain(`>${word}<`);
  });

  it('escapes names, and leaves out what XML cannot hold', () => {
    const name = '<script>alert("x")</script> & \u0000 \ud800 \'';
    const text = textOf(
      chart([{ kind: 'line', name, colour: 0, x: [0, 1], y: [1, 2] }], { title: name, summary: name }),
    );
    expectWellFormed(text);
    expect(text).not.toContain('<script');
    expect(text).toContain('&lt;script&gt;');
    // oxlint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000\ud800]/);
  });

  it('as a file stands on paper of its own', () => {
    const text = chartFile(chart([]), { ...livePalette, paper: '#123456' });
    expectWellFormed(text);
    expect(text).toMatch(/^<svg [^>]*><rect width="400" height="300" style="fill:#123456"\/>/);
  });

  it('draws members with an edge one by one, so that a crowd keeps its edges', () => {
    const dots: Layer = {
      kind: 'points',
      colour: 0,
      x: [1, Number.NaN, 3],
      y: [1, 1, 1],
      shape: 'dot',
      radius: 2,
      halo: 'ink',
    };
    expect(textOf(chart([dots])).match(/<circle /g)).toHaveLength(2);
  });

  it('breaks a line where there is no value or no place for it', () => {
    const text = textOf(chart([{ kind: 'line', colour: 0, x: [0, 10, 20, 30, 40, 50], y: [1, 2, null, 4, -1, 8] }]));
    const [path = ''] = /M[^"]*(?=" style="fill:none;stroke:var\(--data-1)/.exec(text) ?? [];
    expect(path.match(/M/g)).toHaveLength(3);
    expect(path.match(/L/g)).toHaveLength(1);
  });

  it('is well-formed and has only finite numbers, whatever it is given', () => {
    const numbers = fc.array(fc.oneof(fc.double(), fc.constantFrom(Number.NaN, 0, -0, 1e308, 5e-324)), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        numbers,
        numbers,
        fc.string({ unit: 'binary' }),
        fc.constantFrom('linear' as const, 'log' as const),
        fc.integer({ min: 40, max: 900 }),
        (x, y, name, scale, width) => {
          const text = textOf(
            chart(
              [
                { kind: 'line', name, colour: 3, x, y, dash: [2, 2], halo: 'paper' },
                { kind: 'band', name, colour: 'nova', x, low: y, high: y },
                { kind: 'points', name, colour: '#ff0000', x, y, shape: 'target', radius: 4, halo: 'ink' },
                { kind: 'outlines', colour: 'line', width: 1, lines: [{ points: [1, 1, 2, 2], closed: true }] },
              ],
              {
                ...{ width, title: name },
                y: { title: name, range: scale === 'log' ? [1e-9, 1e9] : [-5, 5], scale },
                bar: { title: name, ticks: [{ unit: 0.5, label: name }] },
              },
            ),
          );
          expectWellFormed(text);
          expect(text.replace(/>[^<]*</g, '><').replace(/aria-label="[^"]*"/, '')).not.toMatch(
            /NaN|Infinity|undefined/,
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('layout', () => {
  it('keeps room for the data at 300 px and below', () => {
    for (const width of [80, 160, 300]) {
      const layout = layOut(
        chart([], { width, height: 200, bar: { title: '', ticks: [{ unit: 0, label: '1.234e-10' }] } }),
      );
      expect(layout.plot.width).toBeGreaterThanOrEqual(Math.min(120, width / 4));
      expect(layout.plot.left + layout.plot.width).toBeLessThanOrEqual(Math.max(width, 100));
    }
  });

  it('has no two labels of the x axis touch', () => {
    for (const width of [120, 200, 300, 640]) {
      const { plot, xTicks } = layOut(chart([], { width, x: { title: '', range: [0, 1_000_000], scale: 'linear' } }));
      const places = xTicks.values.map((value) => (value / 1_000_000) * plot.width);
      for (let i = 1; i < places.length; i++) {
        const half = ((xTicks.labels[i]!.length + xTicks.labels[i - 1]!.length) / 2) * 6.5;
        expect(places[i]! - places[i - 1]!).toBeGreaterThan(half);
      }
    }
  });

  it('puts legend entries into rows that fit', () => {
    const layers: Layer[] = ['Known optimum', 'Best so far', 'Members of the swarm', 'Path of the best'].map(
      (name) => ({
        ...{ kind: 'points', name, x: [], y: [], colour: 0, shape: 'dot', radius: 3 },
      }),
    );
    const { legend } = layOut(chart(layers, { width: 300 }));
    expect(Math.max(...legend.map(({ row }) => row))).toBeGreaterThan(0);
    for (const { left } of legend) expect(left).toBeLessThan(300);
  });
});

it('values and places on an axis are each other’s inverse', () => {
  for (const scale of ['linear', 'log'] as const) {
    const axis = { title: '', range: [0.5, 200], scale } as const;
    for (const value of [0.5, 1, 17, 200]) expect(valueOf(axis, shareOf(axis, value))).toBeCloseTo(value, 9);
  }
  expect(shareOf({ title: '', range: [1, 10], scale: 'log' }, 0)).toBeNaN();
});
