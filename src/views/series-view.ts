// Series to be compared, as SVG: hover reads all of them at one x, a drag zooms, a double click shows all again.
import { type Chart, chartFile, drawChart, layOut, type Plot, valueOf } from './chart.ts';
import type { ViewTable } from './csv.ts';
import { livePalette, readPalette } from './palette.ts';
import { toPngBlob } from './raster.ts';
import css from './series.css?inline';
import { readSeries, seriesChart, seriesCsv, type SeriesPicture, seriesRanges, seriesTable } from './series-chart.ts';
import type { Range } from './ticks.ts';
import { adoptStyles, ViewFrame } from './view-frame.ts';

export type SeriesProps = SeriesPicture;

/** Pixels that tell a drag from a click. */
const shortestDrag = 6;

export class SeriesView {
  #props: SeriesProps;
  #frame: ViewFrame;
  #chart: Chart | null = null;
  #plot: Plot = { left: 0, top: 0, width: 1, height: 1 };
  #readout = overlay('aeon-readout');
  #hair = overlay('aeon-hair');
  #brush = overlay('aeon-brush');
  /** What the reader zoomed to; null: everything. */
  #zoom: Range | null = null;
  #dragFrom: number | null = null;

  constructor(target: HTMLElement, props: SeriesProps) {
    this.#props = props;
    this.#frame = new ViewFrame(target, { draw: () => this.#draw(), invalidate: () => undefined });
    const { root } = this.#frame;
    adoptStyles(target, css);
    root.classList.add('aeon-series');
    root.append(this.#brush, this.#hair, this.#readout);
    root.addEventListener('pointermove', (event) => this.#hover(event));
    root.addEventListener('pointerleave', () => this.#leave());
    root.addEventListener('pointercancel', () => this.#leave());
    root.addEventListener('pointerdown', (event) => {
      if (event.pointerType === 'mouse' && event.button === 0) this.#dragFrom = this.#placeOf(event);
    });
    root.addEventListener('pointerup', (event) => this.#drop(event));
    root.addEventListener('dblclick', () => this.#look(null));
    this.#frame.invalidate();
  }

  update(change: Partial<SeriesProps>): void {
    const before = this.#props;
    this.#props = { ...before, ...change };
    if (this.#props.xTitle !== before.xTitle || this.#props.title !== before.title) this.#zoom = null;
    this.#frame.requestDraw();
  }

  destroy(): void {
    this.#frame.destroy();
  }

  toSvg(): string {
    return chartFile({ ...this.#chartAt(), title: this.#props.title }, readPalette(this.#frame.root));
  }

  toPng(): Promise<Blob> {
    const { width, height } = this.#size();
    return toPngBlob(this.toSvg(), width, height);
  }

  toCsv(): string {
    return seriesCsv(this.#props);
  }

  toTable(): ViewTable {
    return seriesTable(this.#props);
  }

  #size(): { width: number; height: number } {
    const { width, height } = this.#frame;
    return width > 0 && height > 0 ? { width, height } : { width: 720, height: 420 };
  }

  #chartAt(): Chart {
    return seriesChart(this.#props, this.#size(), seriesRanges(this.#props, this.#zoom));
  }

  #draw(): boolean {
    const chart = this.#chartAt();
    const layout = layOut(chart);
    this.#chart = chart;
    this.#plot = layout.plot;
    this.#frame.show(drawChart(chart, livePalette, layout));
    this.#frame.summary = chart.summary;
    this.#leave();
    return false;
  }

  /** Pixels from the picture's left edge, within the plot. */
  #placeOf({ clientX }: PointerEvent): number {
    const { left, width } = this.#plot;
    return Math.min(Math.max(clientX - this.#frame.root.getBoundingClientRect().left, left), left + width);
  }

  #valueAt(place: number): number {
    const { left, width } = this.#plot;
    return this.#chart ? valueOf(this.#chart.x, (place - left) / width) : Number.NaN;
  }

  #hover(event: PointerEvent): void {
    const { top, height } = this.#plot;
    const place = this.#placeOf(event);
    put(this.#hair, { left: place, top, height });
    if (this.#dragFrom !== null) {
      const from = this.#dragFrom;
      put(this.#brush, { left: Math.min(from, place), top, width: Math.abs(place - from), height });
    }
    const y = event.clientY - this.#frame.root.getBoundingClientRect().top;
    this.#frame.showReadout(this.#readout, readSeries(this.#props, this.#valueAt(place)), [place, y]);
  }

  #drop(event: PointerEvent): void {
    const from = this.#dragFrom;
    this.#dragFrom = null;
    this.#brush.hidden = true;
    if (from === null) return;
    const to = this.#placeOf(event);
    if (Math.abs(to - from) < shortestDrag) return;
    this.#look([this.#valueAt(Math.min(from, to)), this.#valueAt(Math.max(from, to))]);
  }

  #look(zoom: Range | null): void {
    this.#zoom = zoom;
    this.#frame.requestDraw();
  }

  #leave(): void {
    this.#dragFrom = null;
    for (const element of [this.#readout, this.#hair, this.#brush]) element.hidden = true;
  }
}

function overlay(className: string): HTMLDivElement {
  const element = document.createElement('div');
  element.className = className;
  element.hidden = true;
  return element;
}

function put(
  element: HTMLElement,
  box: Readonly<Record<'left' | 'top' | 'height', number> & { width?: number }>,
): void {
  for (const [side, pixels] of Object.entries(box)) element.style.setProperty(side, `${pixels}px`);
  element.hidden = false;
}
