// Curves that grow while a run goes on, by uPlot: hover reads all series at one x, a brush zooms, a double click shows all.
// Scales grow in steps, so that the picture does not breathe.
import uPlot from 'uplot';
import plotCss from 'uplot/dist/uPlot.min.css?inline';
import { chartFile, shorten } from './chart.ts';
import css from './curves.css?inline';
import {
  alignSeries,
  type Curves,
  curvesChart,
  curvesCsv,
  curvesSummary,
  curvesTable,
  finalRanges,
  growRanges,
  type Ranges,
} from './curves-chart.ts';
import type { ViewTable } from './csv.ts';
import { formatNumber } from './format.ts';
import { colourOf, dashOf, livePalette, type Palette, readPalette } from './palette.ts';
import { toPngBlob } from './raster.ts';
import { svg, toElement } from './svg.ts';
import { tickLabels, ticksOf } from './ticks.ts';
import { adoptStyles, ViewFrame } from './view-frame.ts';

export interface CurvesProps extends Curves {
  /** True once nothing more comes: the x axis then ends at the data. */
  readonly finished?: boolean;
}

export class CurvesView {
  #props: CurvesProps;
  #frame: ViewFrame;
  #legend = document.createElement('div');
  #holder = document.createElement('div');
  #readouts: HTMLElement[] = [];
  #plot: uPlot | null = null;
  #ranges: Ranges;
  /** What the reader zoomed to; null: everything. */
  #zoom: readonly [number, number] | null = null;
  #isPlotStale = true;
  #isDataStale = true;

  constructor(target: HTMLElement, props: CurvesProps) {
    this.#props = props;
    this.#ranges = rangesOf(null, props);
    this.#frame = new ViewFrame(target, {
      draw: () => this.#draw(),
      invalidate: () => {
        this.#isPlotStale = true;
      },
    });
    const { root } = this.#frame;
    adoptStyles(target, plotCss);
    adoptStyles(target, css);
    root.classList.add('aeon-curves');
    this.#legend.className = 'aeon-legend';
    this.#legend.setAttribute('aria-hidden', 'true');
    this.#holder.className = 'aeon-plot';
    root.append(this.#legend, this.#holder);
    this.#buildLegend();
    this.#frame.invalidate();
  }

  update(change: Partial<CurvesProps>): void {
    const before = this.#props;
    const props = { ...before, ...change };
    this.#props = props;
    const isAnew = startsAnew(before, props);
    if (isAnew) this.#zoom = null;
    this.#ranges = rangesOf(isAnew || props.yScale !== before.yScale ? null : this.#ranges, props);
    this.#isDataStale = true;
    const names = (series: CurvesProps['series']): string => JSON.stringify(series.map(({ name }) => name));
    const looksOther =
      names(props.series) !== names(before.series) ||
      props.xTitle !== before.xTitle ||
      props.yTitle !== before.yTitle ||
      props.yScale !== before.yScale ||
      Object.keys(change).length === 0;
    if (looksOther) {
      this.#buildLegend();
      this.#frame.invalidate();
    } else this.#frame.requestDraw();
  }

  destroy(): void {
    this.#plot?.destroy();
    this.#plot = null;
    this.#frame.destroy();
  }

  toSvg(): string {
    const chart = curvesChart(this.#props, this.#shownRanges(), this.#size());
    return chartFile(chart, readPalette(this.#frame.root));
  }

  toPng(): Promise<Blob> {
    const { width, height } = this.#size();
    return toPngBlob(this.toSvg(), width, height);
  }

  toCsv(): string {
    return curvesCsv(this.#props);
  }

  toTable(): ViewTable {
    return curvesTable(this.#props);
  }

  #size(): { width: number; height: number } {
    const { width, height } = this.#frame;
    return width > 0 && height > 0 ? { width, height } : { width: 720, height: 320 };
  }

  #shownRanges(): Ranges {
    return this.#zoom ? { ...this.#ranges, x: this.#zoom } : this.#ranges;
  }

  #draw(): boolean {
    if (this.#isPlotStale) this.#buildPlot();
    else if (this.#isDataStale && this.#plot) {
      this.#plot.batch(() => {
        this.#plot?.setData(toPlotData(this.#props), false);
        this.#setScales();
      });
    }
    this.#isDataStale = false;
    this.#frame.summary = curvesSummary(this.#props);
    this.#showReadouts(null);
    return false;
  }

  #setScales(): void {
    const { x, y } = this.#shownRanges();
    this.#plot?.setScale('x', { min: x[0], max: x[1] });
    this.#plot?.setScale('y', { min: y[0], max: y[1] });
  }

  #buildPlot(): void {
    this.#isPlotStale = false;
    this.#plot?.destroy();
    const palette = readPalette(this.#frame.root);
    const width = this.#holder.clientWidth;
    const height = this.#holder.clientHeight;
    this.#plot = new uPlot(this.#options(palette, width, height), toPlotData(this.#props), this.#holder);
    this.#setScales();
  }

  #options(palette: Palette, width: number, height: number): uPlot.Options {
    const { series, xTitle, yTitle, yScale } = this.#props;
    const font = `11px ${getComputedStyle(this.#frame.root).fontFamily}`;
    const axis = (scale: 'x' | 'y', title: string): uPlot.Axis => {
      const kind = scale === 'y' ? yScale : 'linear';
      const splits = (_: uPlot, __: number, low: number, high: number): number[] =>
        ticksOf(kind, [low, high], Math.max(2, Math.round(scale === 'y' ? height / 48 : width / 80)));
      return {
        scale,
        font,
        splits,
        // uPlot leaves labels of log axes out by a rule of its own; ours are chosen already.
        filter: (_, ticks) => ticks,
        values: (_, ticks) => tickLabels(kind, ticks),
        label: shorten(title, (scale === 'y' ? height : width) - 48),
        labelFont: font.replace('11px', '12px'),
        labelSize: 18,
        labelGap: 0,
        stroke: palette.soft,
        gap: 4,
        size:
          scale === 'x' ? 24 : (_, labels) => Math.max(24, ...(labels ?? []).map(({ length }) => 12 + 6.8 * length)),
        grid: { stroke: palette.grid, width: 1 },
        ticks: { stroke: palette.line, width: 1, size: 4 },
        border: { show: true, stroke: palette.line, width: 1 },
      };
    };
    return {
      width,
      height,
      padding: [8, 12, 0, 0],
      legend: { show: false },
      // The numbers of uPlot's const enum, which a bundler without types cannot read.
      // oxlint-disable-next-line typescript/no-unsafe-enum-assignment
      scales: { x: { time: false, auto: false }, y: { auto: false, distr: yScale === 'log' ? 3 : 1 } },
      axes: [axis('x', xTitle), axis('y', yTitle)],
      series: [
        {},
        ...series.map((_, i) => ({
          ...{ stroke: colourOf(palette, i), dash: [...dashOf(i)], width: 1.75 },
          points: { show: false },
          pxAlign: 0,
        })),
      ],
      cursor: {
        y: false,
        drag: { x: true, y: false, setScale: false },
        // Every series reads at its last point at or before the pointer's x, not only where it happens to have one.
        dataIdx: (plot, index, closest) => lastWithValue(plot.data[index], closest),
        bind: {
          dblclick: () => () => {
            this.#zoom = null;
            this.#setScales();
            return null;
          },
        },
      },
      hooks: {
        setCursor: [(plot) => this.#showReadouts(plot.cursor.idxs ?? null)],
        setSelect: [
          (plot) => {
            const { left, width: selected } = plot.select;
            if (selected < 4) return;
            this.#zoom = [plot.posToVal(left, 'x'), plot.posToVal(left + selected, 'x')];
            plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            this.#setScales();
          },
        ],
      },
    };
  }

  #buildLegend(): void {
    this.#readouts = [];
    const items = this.#props.series.map(({ name }, i) => {
      const item = document.createElement('span');
      const dash = dashOf(i).join(' ');
      const style = `stroke:${colourOf(livePalette, i)};stroke-width:2;stroke-dasharray:${dash === '' ? 'none' : dash}`;
      const readout = document.createElement('b');
      this.#readouts.push(readout);
      item.append(toElement(svg('svg', { width: 20, height: 8 }, svg('path', { d: 'M0 4h20', style }))), name, readout);
      return item;
    });
    const place = document.createElement('span');
    const readout = document.createElement('b');
    this.#readouts.push(readout);
    place.append(readout);
    this.#legend.replaceChildren(...items, place);
  }

  /** The values under the pointer; the last ones where there is none. */
  #showReadouts(indices: readonly (number | null | undefined)[] | null): void {
    const { series, xTitle } = this.#props;
    const at = indices?.[0] ?? null;
    const data = this.#plot?.data;
    series.forEach(({ y }, i) => {
      const readout = this.#readouts[i];
      if (!readout) return;
      const index = indices?.[i + 1] ?? null;
      const value = at === null ? y.findLast((some) => some !== null) : index === null ? null : data?.[i + 1]?.[index];
      readout.textContent = formatNumber(value ?? null);
    });
    const place = this.#readouts.at(-1);
    if (place) place.textContent = at === null ? '' : `${xTitle} ${formatNumber(data?.[0][at] ?? null)}`;
  }
}

function lastWithValue(column: ArrayLike<number | null | undefined> | undefined, from: number): number | null {
  for (let i = from; i >= 0; i--) if (typeof column?.[i] === 'number') return i;
  return null;
}

/** On a log scale what is not above 0 has no place; uPlot would draw it at the bottom. */
function toPlotData({ series, yScale }: Curves): uPlot.AlignedData {
  const [xs, ...columns] = alignSeries(series);
  if (yScale === 'linear') return [xs, ...columns];
  return [
    xs,
    ...columns.map((column) => column.map((value) => (typeof value === 'number' && value <= 0 ? null : value))),
  ];
}

function rangesOf(previous: Ranges | null, props: CurvesProps): Ranges {
  return props.finished === true ? finalRanges(props) : growRanges(previous, props);
}

/** Another run's curves, not more of the same: they are shorter. */
function startsAnew(before: Curves, after: Curves): boolean {
  const end = ({ series }: Curves): number => Math.max(-1, ...series.map(({ x }) => x.at(-1) ?? -1));
  return end(after) < end(before);
}
