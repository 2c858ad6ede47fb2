import { describe, expect, it } from 'vitest';
import { alignSeries, type Curves, curvesCsv, curvesSummary, finalRanges, growRanges } from './curves-chart.ts';

const curves: Curves = {
  xTitle: 'Generation',
  yTitle: 'Value',
  yScale: 'log',
  series: [
    { name: 'best', x: [0, 1, 2], y: [100, 10, 1] },
    { name: 'mean', x: [0, 2, 4], y: [200, null, 20] },
  ],
};

it('series meet on common places: no point is undefined, a gap is null', () => {
  expect(alignSeries(curves.series)).toEqual([
    [0, 1, 2, 4],
    [100, 10, 1, undefined],
    [200, undefined, null, 20],
  ]);
  expect(alignSeries([])).toEqual([[]]);
});

it('a value that is not finite is a gap', () => {
  expect(alignSeries([{ name: 'a', x: [0, 1], y: [Number.NaN, Number.POSITIVE_INFINITY] }])[1]).toEqual([null, null]);
});

describe('ranges', () => {
  it('grow in steps and never shrink while a run goes on', () => {
    const first = growRanges(null, curves);
    expect(first).toEqual({ x: [0, 4], y: [1, 1000] });
    const longer: Curves = { ...curves, series: [{ name: 'best', x: [0, 5], y: [100, 0.03] }] };
    const second = growRanges(first, longer);
    expect(second).toEqual({ x: [0, 5], y: [0.01, 1000] });
    expect(growRanges(second, curves)).toEqual(second);
  });

  it('are drawn even where there is nothing, or nothing above 0 on a log scale', () => {
    expect(growRanges(null, { ...curves, series: [] })).toEqual({ x: [0, 1], y: [0.1, 1] });
    expect(growRanges(null, { ...curves, series: [{ name: 'a', x: [0], y: [-5] }] }).y).toEqual([0.1, 1]);
  });

  it('of a finished run end at its data', () => {
    expect(finalRanges({ ...curves, series: [{ name: 'best', x: [0, 1234], y: [5, 1] }] }).x).toEqual([0, 1234]);
  });
});

it('the summary names each curve with its first and last value', () => {
  expect(curvesSummary(curves)).toBe(
    'Value (log scale) over Generation. best: from 100 at 0 to 1 at 2. mean: from 200 at 0 to 20 at 4.',
  );
});

it('CSV has one line per place', () => {
  expect(curvesCsv(curves)).toBe('Generation,best,mean\r\n0,100,200\r\n1,10,\r\n2,1,\r\n4,,20\r\n');
});
