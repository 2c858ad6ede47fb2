// A chart as data, and its picture as an SVG tree: axes with ticks and titles, layers, legend, colour bar. The one way
// from numbers to a still picture: live frames, saved files and reports all come from here.
import { drawLayer, drawMarks, drawSample, type Layer, type LegendLayer, type Pen, stroke } from './layers.ts';
import { type Shape, shapePath, short } from './marks.ts';
import type { Colour, Palette } from './palette.ts';
import { svg, type SvgNode, toMarkup } from './svg.ts';
import { type Range, type Scale, tickLabels, ticksOf } from './ticks.ts';
import { viridis } from './viridis.ts';

export interface Axis {
  readonly title: string;
  readonly range: Range;
  readonly scale: Scale;
}

export interface ColourBar {
  readonly title: string;
  /** Places from 0 to 1 on viridis. */
  readonly ticks: readonly { readonly unit: number; readonly label: string }[];
}

export interface Chart {
  readonly width: number;
  readonly height: number;
  readonly title?: string;
  /** For those who cannot see the picture. */
  readonly summary: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly layers: readonly Layer[];
  readonly bar?: ColourBar | null;
  /** Grid lines; left out: yes. */
  readonly grid?: boolean;
  /** Names of lines at their right ends, instead of a legend. */
  readonly endLabels?: readonly EndLabel[];
}

export interface EndLabel {
  readonly text: string;
  /** Where the line ends. */
  readonly y: number;
  readonly colour: Colour;
  readonly shape: Shape;
}

/** Where the data are drawn, in pixels of the picture. */
export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const tickSize = 11;
const titleSize = 12;
const barWidth = 10;
const rowHeight = 18;

/** Pixels that text takes, about: Inter's digits are 0.62 of its size wide. */
const textWidth = (text: string, size = tickSize): number => text.length * size * 0.62;

interface Ticks {
  readonly values: readonly number[];
  readonly labels: readonly string[];
}

/** A chart as an SVG file: on paper of its own, so that it can be read wherever it is put. */
export function chartFile(chart: Chart, palette: Palette): string {
  const picture = drawChart(chart, palette);
  const paper = svg('rect', { width: chart.width, height: chart.height, style: `fill:${palette.paper}` });
  return toMarkup({ ...picture, children: [paper, ...picture.children] });
}

interface Layout {
  readonly plot: Plot;
  readonly xTicks: Ticks;
  readonly yTicks: Ticks;
  readonly legend: readonly { readonly layer: LegendLayer; readonly left: number; readonly row: number }[];
  readonly barLeft: number;
}

export function layOut(chart: Chart): Layout {
  const { width, height, bar } = chart;
  const titleRoom = chart.title === undefined ? 0 : 24;
  const barLabels = bar ? Math.max(...bar.ticks.map(({ label }) => textWidth(label)), 0) : 0;
  // Narrow pictures keep their room for the data.
  const barRoom = bar && width >= 300 ? barWidth + barLabels + 18 : 0;
  const labelRoom = Math.max(0, ...(chart.endLabels ?? []).map(({ text: name }) => textWidth(name) + 22));
  const bottom = tickSize + 10 + (chart.x.title === '' ? 4 : titleSize + 8);

  const yTicks = axisTicks(chart.y, Math.max(2, Math.round((height - bottom - titleRoom) / 48)));
  const yLabels = Math.max(...yTicks.labels.map((label) => textWidth(label)), 12);
  const left = Math.round(yLabels + 10 + (chart.y.title === '' ? 0 : titleSize + 8));
  const plotWidth = Math.max(20, width - left - Math.max(12, barRoom, labelRoom));

  // In one row above the plot if it fits; else from the picture's own edge.
  const aligned = layLegend(chart.layers, left, width - 4);
  const rows = aligned.some(({ row }) => row > 0) ? layLegend(chart.layers, 8, width - 4) : aligned;
  const legendRows = Math.max(0, ...rows.map(({ row }) => row + 1));
  const top = 10 + titleRoom + legendRows * rowHeight;
  const plot: Plot = { left, top, width: plotWidth, height: Math.max(20, height - top - bottom) };

  // Fewer ticks until no two labels touch.
  let most = Math.max(2, Math.round(plotWidth / 72));
  let xTicks = axisTicks(chart.x, most);
  while (most > 1 && labelsTouch(chart.x, xTicks, plotWidth)) xTicks = axisTicks(chart.x, --most);
  return { plot, xTicks, yTicks, legend: rows, barLeft: left + plotWidth + 10 };
}

function axisTicks({ scale, range }: Axis, most: number): Ticks {
  const values = ticksOf(scale, range, most);
  return { values, labels: tickLabels(scale, values) };
}

function labelsTouch(axis: Axis, { values, labels }: Ticks, width: number): boolean {
  let end = Number.NEGATIVE_INFINITY;
  return values.some((value, i) => {
    const half = textWidth(labels[i] ?? '') / 2;
    const middle = shareOf(axis, value) * width;
    const touches = middle - half < end + 6;
    end = middle + half;
    return touches;
  });
}

function layLegend(layers: readonly Layer[], from: number, to: number): Layout['legend'] {
  let left = from;
  let row = 0;
  const named = layers.filter((layer): layer is LegendLayer => 'name' in layer && layer.name !== undefined);
  return named.map((layer) => {
    const needed = 24 + textWidth(layer.name, 10.5) + 14;
    if (left > from && left + needed - 14 > to) {
      left = from;
      row++;
    }
    const place = { layer, left, row };
    left += needed;
    return place;
  });
}

/** Where a value lies on its axis: 0 at the low end, 1 at the high end; NaN where a log axis has no place for it. */
export function shareOf({ scale, range: [low, high] }: Axis, value: number): number {
  if (scale === 'linear') return (value - low) / (high - low);
  return value > 0 ? Math.log(value / low) / Math.log(high / low) : Number.NaN;
}

export function valueOf({ scale, range: [low, high] }: Axis, share: number): number {
  return scale === 'linear' ? low + share * (high - low) : low * (high / low) ** share;
}

export function drawChart(chart: Chart, palette: Palette, layout = layOut(chart)): SvgNode {
  const { plot } = layout;
  const pen: Pen = {
    palette,
    height: plot.height,
    x: (value) => toPixel(value, shareOf(chart.x, value) * plot.width),
    y: (value) => toPixel(value, (1 - shareOf(chart.y, value)) * plot.height),
  };
  return svg(
    'svg',
    {
      viewBox: `0 0 ${chart.width} ${chart.height}`,
      width: chart.width,
      height: chart.height,
      role: 'img',
      'aria-label': chart.title === undefined ? chart.summary : `${chart.title}. ${chart.summary}`,
      style: `font-family:${palette.font};font-size:${tickSize}px`,
    },
    ...(chart.title === undefined
      ? []
      : [text(chart.title, plot.left, 18, palette.ink, { 'font-size': 14, 'font-weight': 600 })]),
    ...drawLegend(layout, chart.title === undefined ? 0 : 24, palette),
    ...(chart.grid === false ? [] : drawGrid(layout, pen)),
    ...chart.layers.map((layer) => svg('svg', clipOf(plot, layer), ...drawLayer(layer, pen))),
    ...drawAxes(chart, layout, palette),
    ...(chart.bar && chart.width >= 300 ? drawBar(chart.bar, layout, palette) : []),
    ...drawEndLabels(chart, plot, palette),
  );
}

const labelHeight = 14;

/** Each at its line's end, or as near to it as its neighbours allow. */
function drawEndLabels(chart: Chart, { left, top, width, height }: Plot, palette: Palette): SvgNode[] {
  const labels = (chart.endLabels ?? [])
    .map((label) => ({ ...label, at: top + (1 - shareOf(chart.y, label.y)) * height }))
    .map((label) => ({ ...label, at: Number.isFinite(label.at) ? label.at : top + height }))
    .sort((a, b) => a.at - b.at);
  const lowest = top + height - 4;
  let next = top + 4;
  const places = labels.map(({ at }) => {
    const place = Math.max(next, Math.min(at, lowest));
    next = place + labelHeight;
    return place;
  });
  // Those that were pushed out below push the others up.
  for (let i = places.length - 1, limit = lowest; i >= 0; i--, limit -= labelHeight)
    places[i] = Math.min(places[i] ?? limit, limit);
  return labels.flatMap(({ text: name, colour, shape }, i) => {
    const y = places[i] ?? lowest;
    return [
      ...drawMarks(shapePath(shape, left + width + 9, y, 3.5), { colour }, palette),
      text(name, left + width + 18, y + 4, palette.ink),
    ];
  });
}

/** Points at the edge of the plot are drawn whole. */
export const pointMargin = 12;

/** A nested svg clips what lies outside the plot, without an id that two pictures on a page could share. */
function clipOf({ left, top, width, height }: Plot, layer: Layer): Record<string, string | number> {
  const margin = layer.kind === 'points' ? pointMargin : 0;
  const size = { width: width + 2 * margin, height: height + 2 * margin };
  const viewBox = `${-margin} ${-margin} ${size.width} ${size.height}`;
  return { x: left - margin, y: top - margin, ...size, viewBox, overflow: 'hidden' };
}

/** Far outside is far enough: drawing programs lose their way beyond some millions of pixels. */
function toPixel(value: number, pixel: number): number {
  return Number.isFinite(value) ? Math.max(-1e5, Math.min(1e5, pixel)) : Number.NaN;
}

function text(
  content: string,
  x: number,
  y: number,
  fill: string,
  attributes: Readonly<Record<string, string | number>> = {},
): SvgNode {
  return svg('text', { x: short(x), y: short(y), style: `fill:${fill}`, ...attributes }, content);
}

function drawGrid({ plot, xTicks, yTicks }: Layout, pen: Pen): SvgNode[] {
  const columns = xTicks.values.map((value) => `M${short(plot.left + pen.x(value))} ${plot.top}v${short(plot.height)}`);
  const rows = yTicks.values.map((value) => `M${plot.left} ${short(plot.top + pen.y(value))}h${short(plot.width)}`);
  return [svg('path', { d: [...columns, ...rows].join(''), style: stroke(pen.palette.grid, 1) })];
}

function drawAxes(chart: Chart, { plot, xTicks, yTicks }: Layout, palette: Palette): SvgNode[] {
  const bottom = plot.top + plot.height;
  const nodes: SvgNode[] = [
    svg('path', {
      d: `M${plot.left} ${plot.top}v${short(plot.height)}h${short(plot.width)}`,
      style: stroke(palette.line, 1),
    }),
  ];
  xTicks.values.forEach((value, i) => {
    const x = plot.left + shareOf(chart.x, value) * plot.width;
    const label = xTicks.labels[i] ?? '';
    // Labels at the ends stay inside the picture.
    const half = textWidth(label) / 2;
    const shifted = Math.min(Math.max(x, half + 2), chart.width - half - 2);
    nodes.push(
      svg('path', { d: `M${short(x)} ${short(bottom)}v4`, style: stroke(palette.line, 1) }),
      text(label, shifted, bottom + tickSize + 6, palette.soft, { 'text-anchor': 'middle' }),
    );
  });
  yTicks.values.forEach((value, i) => {
    const y = plot.top + (1 - shareOf(chart.y, value)) * plot.height;
    nodes.push(
      svg('path', { d: `M${plot.left} ${short(y)}h-4`, style: stroke(palette.line, 1) }),
      text(yTicks.labels[i] ?? '', plot.left - 7, y + 4, palette.soft, { 'text-anchor': 'end' }),
    );
  });
  const heading = { 'text-anchor': 'middle', 'font-size': titleSize };
  if (chart.x.title !== '') {
    const title = shorten(chart.x.title, plot.width);
    nodes.push(text(title, plot.left + plot.width / 2, chart.height - 6, palette.ink, heading));
  }
  if (chart.y.title !== '') {
    const middle = short(plot.top + plot.height / 2);
    const title = shorten(chart.y.title, plot.height);
    nodes.push(
      text(title, 0, 0, palette.ink, { ...heading, transform: `translate(${titleSize} ${middle}) rotate(-90)` }),
    );
  }
  return nodes;
}

/** A title cut to the pixels that there are. */
export function shorten(title: string, room: number): string {
  const most = Math.max(4, Math.floor(room / textWidth('n', titleSize)));
  return title.length <= most ? title : `${title.slice(0, most - 1)}…`;
}

function drawLegend({ legend }: Layout, offset: number, palette: Palette): SvgNode[] {
  return legend.flatMap(({ layer, left, row }) => {
    const y = 10 + offset + row * rowHeight + 4;
    return [
      ...drawSample(layer, left + 9, y, palette),
      text(layer.name, left + 24, y + 4, palette.soft, { class: 'legend' }),
    ];
  });
}

function drawBar(bar: ColourBar, { plot, barLeft }: Layout, palette: Palette): SvgNode[] {
  const slices = 64;
  const height = plot.height / slices;
  const nodes = Array.from({ length: slices }, (_, i) =>
    svg('rect', {
      x: barLeft,
      y: short(plot.top + plot.height - (i + 1) * height),
      width: barWidth,
      // A little over: no seams between slices.
      height: short(height + 0.5),
      fill: viridis((i + 0.5) / slices),
    }),
  );
  for (const { unit, label } of bar.ticks) {
    const y = plot.top + (1 - unit) * plot.height;
    nodes.push(
      svg('path', { d: `M${barLeft + barWidth} ${short(y)}h3`, style: stroke(palette.line, 1) }),
      text(label, barLeft + barWidth + 6, y + 4, palette.soft),
    );
  }
  nodes.push(svg('title', {}, bar.title));
  return nodes;
}
