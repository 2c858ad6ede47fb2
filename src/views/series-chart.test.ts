import { describe, expect, it } from 'vitest';
import { drawChart } from './chart.ts';
import { livePalette } from './palette.ts';
import { readSeries, seriesChart, seriesCsv, type SeriesPicture, seriesRanges, seriesTable } from './series-chart.ts';
import { toMarkup } from './svg.ts';
import { expectWellFormed } from './well-formed.contract.ts';

const picture: SeriesPicture = {
  title: 'Convergence',
  xTitle: 'evaluations',
  yTitle: 'error',
  xScale: 'log',
  yScale: 'log',
  bandTitle: 'quartile',
  series: [
    { name: 'one', x: [1, 10, 100], y: [5, 0.5, 0.05], low: [4, 0.4, 0.04], high: [6, 0.6, 0.06] },
    { name: 'two', x: [1, 50], y: [null, 3] },
  ],
};
const markup = (some: SeriesPicture, width: number): string =>
  toMarkup(drawChart(seriesChart(some, { width, height: 300 }), livePalette));

describe('series side by side', () => {
  it('are named at their ends where there is room, and in a legend where there is none', () => {
    for (const width of [320, 800]) {
      const text = markup(picture, width);
      expectWellFormed(text);
      expect(text.match(/>one</g)).toHaveLength(1);
      expect(text.includes('class="legend"')).toBe(width < 500);
    }
  });

  it('keep their names apart when they end at one place', () => {
    const same = Array.from({ length: 6 }, (_, i) => ({ name: `s${i}`, x: [1, 2], y: [1, 1] }));
    const text = markup({ ...picture, series: same }, 800);
    const places = [...text.matchAll(/<text x="([\d.]+)" y="([\d.]+)"[^>]*>s\d</g)].map((match) => Number(match[2]));
    expect(places).toHaveLength(6);
    const sorted = [...places].sort((a, b) => a - b);
    for (let i = 1; i < sorted.length; i++) expect((sorted[i] ?? 0) - (sorted[i - 1] ?? 0)).toBeGreaterThanOrEqual(13);
    expect(Math.max(...places)).toBeLessThan(300);
  });

  it('are read together at one x, each where it was last', () => {
    expect(readSeries(picture, 60)).toEqual([
      ['evaluations', '60'],
      ['one', '0.5 (0.4 to 0.6)'],
      ['two', '3'],
    ]);
    expect(readSeries(picture, 0.5).map(([, value]) => value)).toEqual(['0.5', '– (– to –)', '–']);
  });

  it('hold their values up to the next in steps', () => {
    const [line] = seriesChart(
      { ...picture, yScale: 'linear', steps: true, series: [{ name: 's', x: [1, 2, 4], y: [0, 0.5, 1] }] },
      { width: 800, height: 300 },
    ).layers;
    expect(line).toMatchObject({ kind: 'line', x: [1, 2, 2, 4, 4], y: [0, 0, 0.5, 0.5, 1] });
  });

  it('give all their numbers, bands included', () => {
    expect(seriesCsv(picture).split('\r\n')).toEqual([
      'evaluations,one,"one, lower quartile","one, upper quartile",two',
      '1,5,4,6,',
      '10,0.5,0.4,0.6,',
      '50,0.5,0.4,0.6,3',
      '100,0.05,0.04,0.06,3',
      '',
    ]);
    expect(seriesTable(picture).rows[0]).toEqual(['1', '5', '4', '6', '–']);
  });

  it('have ranges in whole decades, or as they are given', () => {
    expect(seriesRanges(picture)).toEqual({ x: [1, 100], y: [0.01, 10] });
    expect(seriesRanges({ ...picture, yRange: [0, 1] }, [2, 3])).toEqual({ x: [2, 3], y: [0, 1] });
  });
});
