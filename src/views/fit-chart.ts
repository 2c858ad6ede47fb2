// A fit as a chart: the curve with its band over the data, or observed against fitted where there is no one x; and the
// residuals under it.
import type { Axis, Chart } from './chart.ts';
import type { Layer } from './layers.ts';
import { type Cell, toCsvText, type ViewTable } from './csv.ts';
import { formatCount, formatNumber } from './format.ts';
import { extentOf, type Range, steadyRange } from './ticks.ts';

export interface Fit {
  readonly kind: 'curve' | 'residuals';
  /** The column; not used for several. */
  readonly xTitle: string;
  readonly yTitle: string;
  /** Of the data, by row; null: several columns, so observed against fitted. */
  readonly x: readonly number[] | null;
  readonly observed: readonly number[];
  /** Empty while nothing is fitted. */
  readonly fitted: readonly number[];
  /** On a fine grid of x. */
  readonly curve: {
    readonly x: readonly number[];
    readonly y: readonly number[];
    /** Half width of the 95 % confidence band of the mean; empty where there is none yet. */
    readonly bandHalfWidth: readonly number[];
  } | null;
}

/** Ranges that hold while the data fit: a fit that is getting better does not make the picture breathe. */
export interface FitRanges {
  readonly x: Range;
  readonly y: Range;
}

export function residualsOf({ observed, fitted }: Fit): number[] {
  return fitted.map((value, i) => (observed[i] ?? Number.NaN) - value);
}

export function fitRanges(previous: FitRanges | null, fit: Fit): FitRanges {
  const { kind, x, observed, fitted } = fit;
  const range = (before: Range | null | undefined, values: Iterable<number>, shrinkBelow: number): Range => {
    const extent = extentOf(values);
    return extent ? steadyRange(before ?? null, extent, shrinkBelow) : (before ?? [0, 1]);
  };
  if (kind === 'residuals') {
    // Zero in the middle: whether residuals lean to one side is the question.
    const [low, high] = extentOf(residualsOf(fit)) ?? [0, 0];
    const largest = Math.max(-low, high);
    return {
      x: range(previous?.x, x ?? fitted, 0),
      y: range(previous?.y, largest > 0 ? [-largest, largest] : [], 0.3),
    };
  }
  // The data decide, not the curve: a first guess far off would squeeze them flat.
  if (x) return { x: range(previous?.x, x, 0), y: range(previous?.y, observed, 0) };
  const both = range(previous?.x, observed, 0);
  return { x: both, y: both };
}

export function fitChart(
  fit: Fit,
  ranges: FitRanges,
  size: { readonly width: number; readonly height: number },
): Chart {
  const { kind, x, observed, fitted, residuals } = drawnRows(fit);
  const axis = (title: string, range: Range): Axis => ({ title, range, scale: 'linear' });
  const name = (text: string): string => `${text} ${fit.yTitle}`;
  const isCloud = observed.length > 300;
  const radius = observed.length > 1_000 ? 1.75 : observed.length > 200 ? 2.5 : 3.25;
  const dots = {
    ...({ kind: 'points', shape: 'dot', radius, colour: 0 } as const),
    ...(isCloud ? { opacity: 0.45 } : { halo: 'paper' as const }),
  };
  const line = { kind: 'line', colour: 'nova', width: 2 } as const;
  let layers: Layer[];
  if (kind === 'residuals') {
    const zero = { x: ranges.x, y: [0, 0] };
    layers = [
      { ...line, ...zero, colour: 'soft', width: 1, dash: [4, 3] },
      { ...dots, x: x ?? fitted, y: residuals },
    ];
  } else if (x) {
    const data: Layer = { ...dots, name: 'Data', x, y: observed };
    // A few points lie on the curve; a cloud would hide it.
    layers = isCloud ? [data, ...curveLayers(fit)] : [...curveLayers(fit), data];
  } else {
    layers = [
      { ...dots, name: 'Rows', x: fitted, y: observed },
      { ...line, name: 'Observed = fitted', x: ranges.x, y: ranges.x },
    ];
    if (!isCloud) layers.reverse();
  }
  return {
    ...size,
    summary: fitSummary(fit),
    x: axis(x ? fit.xTitle : name('Fitted'), ranges.x),
    y: axis(kind === 'residuals' ? 'Observed − fitted' : x ? fit.yTitle : name('Observed'), ranges.y),
    layers,
  };
}

/** More points than a picture has room for are a cloud all the same; every k-th row draws it. */
const mostDrawn = 20_000;

function drawnRows(fit: Fit): Pick<Fit, 'kind' | 'x' | 'observed' | 'fitted'> & { readonly residuals: number[] } {
  const stride = Math.ceil(fit.observed.length / mostDrawn);
  const thin = (values: readonly number[]): number[] =>
    stride > 1 ? values.filter((_, i) => i % stride === 0) : [...values];
  return {
    kind: fit.kind,
    x: fit.x && thin(fit.x),
    observed: thin(fit.observed),
    fitted: thin(fit.fitted),
    residuals: thin(residualsOf(fit)),
  };
}

function curveLayers({ curve }: Fit): Layer[] {
  if (!curve) return [];
  const { x, y, bandHalfWidth } = curve;
  const fit: Layer = { kind: 'line', name: 'Fit', x, y, colour: 'nova', width: 2, halo: 'paper' };
  if (bandHalfWidth.length === 0) return [fit];
  const edge = (sign: 1 | -1): number[] => y.map((value, i) => value + sign * (bandHalfWidth[i] ?? Number.NaN));
  const low = edge(-1);
  const high = edge(1);
  // Thin edges show a band that is narrower than the line.
  const border = { kind: 'line', x, colour: 'nova', width: 0.75 } as const;
  return [
    { kind: 'band', name: '95 % band', x, low, high, colour: 'nova' },
    { ...border, y: low },
    { ...border, y: high },
    fit,
  ];
}

export function fitSummary(fit: Fit): string {
  const { kind, observed, x, xTitle, yTitle } = fit;
  const rows = `${formatCount(observed.length)} rows`;
  const extent = extentOf(residualsOf(fit));
  const rest = extent ? ` Residuals from ${formatNumber(extent[0])} to ${formatNumber(extent[1])}.` : '';
  const over = x ? `over ${xTitle}` : 'over the fitted value';
  if (kind === 'residuals') return `Residuals of ${yTitle} ${over}, ${rows}.${rest}`;
  if (!x) return `Observed ${yTitle} against fitted, ${rows}.${rest}`;
  return `${yTitle} ${over}, ${rows}${fit.curve ? ', with the fitted curve' : ''}.${rest}`;
}

export function fitCsv(fit: Fit): string {
  const residuals = residualsOf(fit);
  const rows = fit.observed.map((observed, i): Cell[] => [
    ...(fit.x ? [fit.x[i]] : []),
    observed,
    fit.fitted[i],
    residuals[i],
  ]);
  return toCsvText([...(fit.x ? [fit.xTitle] : []), fit.yTitle, 'fitted', 'residual'], rows);
}

export function fitTable(fit: Fit): ViewTable {
  const residuals = residualsOf(fit);
  return {
    headers: ['Row', ...(fit.x ? [fit.xTitle] : []), fit.yTitle, 'Fitted', 'Residual'],
    rows: fit.observed.map((observed, i) => [
      formatCount(i + 1),
      ...(fit.x ? [formatNumber(fit.x[i])] : []),
      formatNumber(observed),
      formatNumber(fit.fitted[i]),
      formatNumber(residuals[i]),
    ]),
  };
}

/** The row nearest to a place in pixels, within `reach`; null where none is. */
export function nearestRow(
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  place: (x: number, y: number) => readonly [number, number],
  at: readonly [number, number],
  reach: number,
): number | null {
  let nearest: number | null = null;
  let least = reach ** 2;
  for (let i = 0; i < xs.length; i++) {
    const [left, top] = place(xs[i] ?? Number.NaN, ys[i] ?? Number.NaN);
    const distance = (left - at[0]) ** 2 + (top - at[1]) ** 2;
    if (distance <= least) {
      least = distance;
      nearest = i;
    }
  }
  return nearest;
}
