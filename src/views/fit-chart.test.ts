import { describe, expect, it } from 'vitest';
import { drawChart } from './chart.ts';
import { type Fit, fitChart, fitCsv, fitRanges, fitSummary, nearestRow } from './fit-chart.ts';
import { livePalette } from './palette.ts';
import { toMarkup } from './svg.ts';

const fit: Fit = {
  kind: 'curve',
  xTitle: 'x',
  yTitle: 'y',
  x: [1, 2, 3],
  observed: [10, 21, 29],
  fitted: [10.5, 20, 29.5],
  curve: { x: [1, 2, 3], y: [10.5, 20, 29.5], bandHalfWidth: [1, 0.5, 1] },
};
const size = { width: 400, height: 300 };
const textOf = (some: Fit): string => toMarkup(drawChart(fitChart(some, fitRanges(null, some), size), livePalette));

describe('the picture of a fit', () => {
  it('has the data, the curve and the band, each named', () => {
    const text = textOf(fit);
    for (const name of ['Data', 'Fit', '95 % band']) expect(text).toContain(`>${name}<`);
  });

  it('with several columns sets observed against fitted, with the diagonal on equal axes', () => {
    const several: Fit = { ...fit, x: null, curve: null };
    const ranges = fitRanges(null, several);
    expect(ranges.x).toEqual(ranges.y);
    const text = textOf(several);
    expect(text).toContain('>Fitted y<');
    expect(text).toContain('>Observed = fitted<');
  });

  it('has zero in the middle of the residuals', () => {
    const { y } = fitRanges(null, { ...fit, kind: 'residuals' });
    expect(y[0]).toBe(-y[1]);
    expect(y[1]).toBeGreaterThanOrEqual(1);
  });

  it('holds still while the fit changes within it', () => {
    const first = fitRanges(null, fit);
    const better = fitRanges(first, { ...fit, fitted: [10, 20.9, 29.1] });
    expect(better.x).toBe(first.x);
    expect(better.y).toBe(first.y);
  });

  it('is drawn before anything is fitted, and without any data', () => {
    expect(textOf({ ...fit, fitted: [], curve: null })).toContain('>Data<');
    expect(textOf({ ...fit, x: [], observed: [], fitted: [], curve: null })).not.toMatch(/NaN|Infinity/);
    expect(textOf({ ...fit, kind: 'residuals', fitted: [] })).not.toMatch(/NaN|Infinity/);
  });
});

it('a million rows are drawn by some thousands, and all are in the summary', () => {
  const observed = Array.from({ length: 1_000_000 }, (_, i) => i);
  const many: Fit = { ...fit, x: observed, observed, fitted: observed, curve: null };
  expect(textOf(many).length).toBeLessThan(2_000_000);
  expect(textOf({ ...many, kind: 'residuals' }).length).toBeLessThan(2_000_000);
  expect(fitSummary(many)).toContain('1,000,000 rows');
});

it('CSV has a line per row, with residuals', () => {
  expect(fitCsv(fit)).toBe('x,y,fitted,residual\r\n1,10,10.5,-0.5\r\n2,21,20,1\r\n3,29,29.5,-0.5\r\n');
});

it('the summary says what is seen', () => {
  expect(fitSummary(fit)).toBe('y over x, 3 rows, with the fitted curve. Residuals from -0.5 to 1.');
});

it('the pointer reads the nearest row within reach', () => {
  const place = (x: number, y: number): [number, number] => [x * 10, y];
  expect(nearestRow([1, 2], [0, 0], place, [18, 3], 12)).toBe(1);
  expect(nearestRow([1, 2], [0, 0], place, [15, 40], 12)).toBeNull();
});
