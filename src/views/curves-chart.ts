// Curves over one x: the data of several series put on common places, their steady ranges, and the picture for files.
import type { Chart } from './chart.ts';
import { type Cell, toCsvText, type ViewTable } from './csv.ts';
import { formatNumber } from './format.ts';
import { dashOf } from './palette.ts';
import { extentOf, type Range, type Scale, steadyLogRange, steadyRange } from './ticks.ts';

export interface Series {
  readonly name: string;
  /** Rising. */
  readonly x: readonly number[];
  /** null where there is none; on a log scale what is not above 0 is not drawn. */
  readonly y: readonly (number | null)[];
}

export interface Curves {
  readonly series: readonly Series[];
  readonly xTitle: string;
  readonly yTitle: string;
  readonly yScale: Scale;
}

/** All series on the union of their x, as uPlot wants them: undefined where a series has no point, null where a gap. */
export function alignSeries(series: readonly Series[]): [number[], ...(number | null | undefined)[][]] {
  const xs = [...new Set(series.flatMap(({ x }) => x))].filter((x) => Number.isFinite(x)).sort((a, b) => a - b);
  const places = new Map(xs.map((x, i) => [x, i]));
  const columns = series.map(({ x, y }) => {
    const column: (number | null | undefined)[] = Array.from({ length: xs.length });
    x.forEach((at, i) => {
      const place = places.get(at);
      const value = y[i];
      if (place !== undefined) column[place] = value === undefined || !isFinite(value ?? Number.NaN) ? null : value;
    });
    return column;
  });
  return [xs, ...columns];
}

export interface Ranges {
  readonly x: Range;
  readonly y: Range;
}

/** Ranges around the data that grow in steps: those before are kept while the data fit. */
export function growRanges(previous: Ranges | null, { series, yScale }: Curves): Ranges {
  const xExtent = extentOf(series.flatMap(({ x }) => x));
  const yExtent = extentOf(
    series.flatMap(({ y }) => y),
    yScale,
  );
  return {
    x: xExtent ? steadyFromZero(previous?.x ?? null, xExtent) : (previous?.x ?? [0, 1]),
    y: yExtent
      ? yScale === 'log'
        ? steadyLogRange(previous?.y ?? null, yExtent)
        : steadyRange(previous?.y ?? null, yExtent)
      : (previous?.y ?? (yScale === 'log' ? [0.1, 1] : [0, 1])),
  };
}

/** Generations and times begin at 0 and grow to the right: the high end goes up by quarters, the low end stays. */
function steadyFromZero(previous: Range | null, [low, high]: Range): Range {
  if (previous && low >= previous[0] && high <= previous[1]) return previous;
  if (!(low >= 0) || low > high / 2) return steadyRange(previous, [low, high]);
  const power = 10 ** Math.floor(Math.log10(high > 0 ? high : 1));
  const step = [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((some) => some * power >= high * (1 - 1e-9)) ?? 10;
  return [0, Number((step * power).toPrecision(12))];
}

/** Where a live picture ends in a finished one: at the data. */
export function finalRanges(curves: Curves): Ranges {
  const ranges = growRanges(null, curves);
  const extent = extentOf(curves.series.flatMap(({ x }) => x));
  return extent && extent[1] > extent[0] ? { ...ranges, x: extent } : ranges;
}

export function curvesChart(
  curves: Curves,
  ranges: Ranges,
  size: { readonly width: number; readonly height: number },
): Chart {
  return {
    ...size,
    summary: curvesSummary(curves),
    x: { title: curves.xTitle, range: ranges.x, scale: 'linear' },
    y: { title: curves.yTitle, range: ranges.y, scale: curves.yScale },
    layers: curves.series.map(({ name, x, y }, i) => ({
      ...{ kind: 'line', name, x, y, colour: i, dash: dashOf(i), width: 2 },
    })),
  };
}

export function curvesSummary({ series, xTitle, yTitle, yScale }: Curves): string {
  const parts = series.map(({ name, x, y }) => {
    const first = y.findIndex((value) => value !== null);
    const last = y.findLastIndex((value) => value !== null);
    if (first < 0) return `${name}: no values yet.`;
    return `${name}: from ${formatNumber(y[first])} at ${formatNumber(x[first])} to ${formatNumber(y[last])} at ${formatNumber(x[last])}.`;
  });
  return [`${yTitle}${yScale === 'log' ? ' (log scale)' : ''} over ${xTitle}.`, ...parts].join(' ');
}

/** Every place and value, in full precision. */
export function curvesCsv(curves: Curves): string {
  const [xs, ...columns] = alignSeries(curves.series);
  const rows: Cell[][] = xs.map((x, i) => [x, ...columns.map((column) => column[i])]);
  return toCsvText([curves.xTitle, ...curves.series.map(({ name }) => name)], rows);
}

export function curvesTable(curves: Curves): ViewTable {
  const [xs, ...columns] = alignSeries(curves.series);
  return {
    headers: [curves.xTitle, ...curves.series.map(({ name }) => name)],
    rows: xs.map((x, i) => [formatNumber(x), ...columns.map((column) => formatNumber(column[i]))]),
  };
}
