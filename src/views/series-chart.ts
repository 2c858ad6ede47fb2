// Several series over one x, to be compared: each a line with marks of its own shape, a band where it has one, its name at
// its end. The picture for the page, for files and for reports, and its numbers.
import type { Chart, EndLabel } from './chart.ts';
import { type Cell, toCsvText, type ViewTable } from './csv.ts';
import type { Series } from './curves-chart.ts';
import { formatNumber } from './format.ts';
import type { Layer } from './layers.ts';
import type { Shape } from './marks.ts';
import { dashOf } from './palette.ts';
import { extentOf, type Range, type Scale, steadyLogRange, steadyRange } from './ticks.ts';

export interface BandSeries extends Series {
  /** At the places of `x`; null where there is none. */
  readonly low?: readonly (number | null)[];
  readonly high?: readonly (number | null)[];
}

export interface SeriesPicture {
  readonly title: string;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly xScale: Scale;
  readonly yScale: Scale;
  /** In the order of their colours and shapes. */
  readonly series: readonly BandSeries[];
  /** What the band is: "quartiles". */
  readonly bandTitle?: string;
  /** A value holds until the next one. */
  readonly steps?: boolean;
  /** Default: around the data. */
  readonly yRange?: Range;
}

const shapes: readonly Shape[] = ['dot', 'square', 'triangle', 'diamond'];
const marksOnLine = 6;
/** Below this width names stand in a legend above: at the ends they would take the room of the lines. */
const widthForLabels = 520;
const longestLabel = 24;

const shapeOf = (series: number): Shape => shapes[series % shapes.length] ?? 'dot';

export interface SeriesRanges {
  readonly x: Range;
  readonly y: Range;
}

/** @param x what is looked at; default: all */
export function seriesRanges({ series, xScale, yScale, yRange }: SeriesPicture, x: Range | null = null): SeriesRanges {
  const xs = extentOf(
    series.flatMap((one) => one.x),
    xScale,
  ) ?? [1, 10];
  const ys = extentOf(
    series.flatMap(({ y, low = [], high = [] }) => [...y, ...low, ...high]),
    yScale,
  );
  return {
    x: x ?? (xs[1] > xs[0] ? xs : [xs[0], xs[0] + 1]),
    y: yRange ?? (ys === null ? [0.1, 1] : yScale === 'log' ? steadyLogRange(null, ys) : steadyRange(null, ys)),
  };
}

export function seriesChart(
  picture: SeriesPicture,
  size: { readonly width: number; readonly height: number },
  ranges = seriesRanges(picture),
): Chart {
  const { series, xTitle, yTitle, xScale, yScale, steps = false } = picture;
  const hasLabels = size.width >= widthForLabels;
  const named = (name: string): { name?: string } => (hasLabels ? {} : { name });
  const bands = series.flatMap(({ x, low, high }, i): Layer[] =>
    low && high ? [{ kind: 'band', colour: i, ...(steps ? stepped(x, low, high) : { x, low, high }) }] : [],
  );
  const lines = series.map(({ name, x, y }, i): Layer => {
    const line = steps ? stepped(x, y, y) : { x, low: y };
    return {
      kind: 'line',
      ...named(name),
      x: line.x,
      y: line.low,
      colour: i,
      dash: dashOf(i),
      width: 2,
      marks: { shape: shapeOf(i), at: markPlaces(line.x, ranges.x, xScale, (i + 0.5) / series.length) },
    };
  });
  return {
    ...size,
    summary: seriesSummary(picture),
    x: { title: xTitle, range: ranges.x, scale: xScale },
    y: { title: yTitle, range: ranges.y, scale: yScale },
    layers: [...bands, ...lines],
    ...(hasLabels && { endLabels: series.flatMap((one, i) => labelOf(one, i, ranges)) }),
  };
}

function labelOf(series: BandSeries, i: number, ranges: SeriesRanges): EndLabel[] {
  const end = valueAt(series, ranges.x[1]) ?? series.y.findLast((value) => value !== null);
  if (end === null || end === undefined) return [];
  const { name } = series;
  const text = name.length > longestLabel ? `${name.slice(0, longestLabel - 1)}…` : name;
  return [{ text, y: Math.min(Math.max(end, ranges.y[0]), ranges.y[1]), colour: i, shape: shapeOf(i) }];
}

/** Corners of a staircase: each value holds up to the place of the next. */
function stepped(
  x: readonly number[],
  low: readonly (number | null)[],
  high: readonly (number | null)[],
): { x: number[]; low: (number | null)[]; high: (number | null)[] } {
  const out = { x: [] as number[], low: [] as (number | null)[], high: [] as (number | null)[] };
  x.forEach((at, i) => {
    if (i > 0) {
      out.x.push(at);
      out.low.push(low[i - 1] ?? null);
      out.high.push(high[i - 1] ?? null);
    }
    out.x.push(at);
    out.low.push(low[i] ?? null);
    out.high.push(high[i] ?? null);
  });
  return out;
}

/** Points nearest to places that are evenly spread over what is looked at, each series' shifted against the others'. */
function markPlaces(x: readonly number[], [low, high]: Range, scale: Scale, shift: number): number[] {
  const places = Array.from({ length: marksOnLine }, (_, k) => {
    const share = (k + shift) / marksOnLine;
    const at = scale === 'log' ? low * (high / low) ** share : low + share * (high - low);
    return lastAtOrBefore(x, at);
  });
  return [...new Set(places)].filter((i) => i >= 0);
}

function lastAtOrBefore(x: readonly number[], at: number): number {
  let [low, high] = [0, x.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((x[middle] ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A series where it was last at or before a place; null before its first. */
function valueAt({ x, y }: BandSeries, at: number): number | null {
  return y[lastAtOrBefore(x, at * (1 + 1e-12))] ?? null;
}

/** Names and values of all series at one x, with the band where there is one. */
export function readSeries({ series, xTitle }: SeriesPicture, at: number): readonly (readonly [string, string])[] {
  return [
    [xTitle, formatNumber(at)],
    ...series.map((one): readonly [string, string] => {
      const value = formatNumber(valueAt(one, at));
      if (!one.low || !one.high) return [one.name, value];
      const [low, high] = [one.low, one.high].map((y) => formatNumber(valueAt({ ...one, y }, at)));
      return [one.name, `${value} (${low} to ${high})`];
    }),
  ];
}

function seriesSummary(picture: SeriesPicture): string {
  const { title, series, xTitle, yTitle, xScale, yScale } = picture;
  const scale = (name: string, kind: Scale): string => (kind === 'log' ? `${name} (log scale)` : name);
  const ends = series.map((one) => {
    const last = one.y.findLast((value) => value !== null);
    return `${one.name}: ${formatNumber(last ?? null)} at ${formatNumber(one.x.at(-1) ?? null)}.`;
  });
  return [`${title}: ${scale(yTitle, yScale)} over ${scale(xTitle, xScale)}.`, ...ends].join(' ');
}

function columnsOf({ series, bandTitle = 'band' }: SeriesPicture): BandSeries[] {
  return series.flatMap((one): BandSeries[] => [
    one,
    ...(one.low && one.high
      ? [
          { ...one, name: `${one.name}, lower ${bandTitle}`, y: one.low },
          { ...one, name: `${one.name}, upper ${bandTitle}`, y: one.high },
        ]
      : []),
  ]);
}

function rowsOf(picture: SeriesPicture): { readonly headers: string[]; readonly rows: (number | null)[][] } {
  const columns = columnsOf(picture);
  const places = [...new Set(picture.series.flatMap(({ x }) => x))].sort((a, b) => a - b);
  return {
    headers: [picture.xTitle, ...columns.map(({ name }) => name)],
    rows: places.map((at) => [at, ...columns.map((column) => valueAt(column, at))]),
  };
}

/** Every place with what each series is there, in full precision. */
export function seriesCsv(picture: SeriesPicture): string {
  const { headers, rows } = rowsOf(picture);
  return toCsvText(headers, rows satisfies Cell[][]);
}

export function seriesTable(picture: SeriesPicture): ViewTable {
  const { headers, rows } = rowsOf(picture);
  return { headers, rows: rows.map((row) => row.map((value) => formatNumber(value))) };
}
