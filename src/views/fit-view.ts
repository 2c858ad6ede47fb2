// A fit on its data: points, curve with its 95 % band, or the residuals; observed against fitted where the model reads
// several columns. Drawn as SVG, which follows the theme by itself.
import { chartFile, drawChart, layOut, type Plot, shareOf } from './chart.ts';
import type { ViewTable } from './csv.ts';
import { formatCount, formatNumber } from './format.ts';
import {
  type Fit,
  fitChart,
  fitCsv,
  fitRanges,
  type FitRanges,
  fitTable,
  nearestRow,
  residualsOf,
} from './fit-chart.ts';
import { livePalette, readPalette } from './palette.ts';
import { toPngBlob } from './raster.ts';
import { ViewFrame } from './view-frame.ts';

export type FitProps = Fit;

/** Pixels from the pointer within which a row is read. */
const reach = 14;

export class FitView {
  #props: FitProps;
  #frame: ViewFrame;
  #ranges: FitRanges;
  #plot: Plot = { left: 0, top: 0, width: 1, height: 1 };
  #readout = document.createElement('div');

  constructor(target: HTMLElement, props: FitProps) {
    this.#props = props;
    this.#ranges = fitRanges(null, props);
    this.#frame = new ViewFrame(target, { draw: () => this.#draw(), invalidate: () => undefined });
    this.#readout.className = 'aeon-readout';
    this.#readout.hidden = true;
    const { root } = this.#frame;
    root.append(this.#readout);
    root.addEventListener('pointermove', (event) => this.#hover(event));
    root.addEventListener('pointerleave', () => {
      this.#readout.hidden = true;
    });
    this.#frame.invalidate();
  }

  update(change: Partial<FitProps>): void {
    const before = this.#props;
    this.#props = { ...before, ...change };
    const isOther = this.#props.kind !== before.kind || this.#props.observed !== before.observed;
    this.#ranges = fitRanges(isOther ? null : this.#ranges, this.#props);
    this.#frame.requestDraw();
  }

  destroy(): void {
    this.#frame.destroy();
  }

  toSvg(): string {
    return chartFile(fitChart(this.#props, this.#ranges, this.#size()), readPalette(this.#frame.root));
  }

  toPng(): Promise<Blob> {
    const { width, height } = this.#size();
    return toPngBlob(this.toSvg(), width, height);
  }

  toCsv(): string {
    return fitCsv(this.#props);
  }

  toTable(): ViewTable {
    return fitTable(this.#props);
  }

  #size(): { width: number; height: number } {
    const { width, height } = this.#frame;
    return width > 0 && height > 0 ? { width, height } : { width: 720, height: 480 };
  }

  #draw(): boolean {
    const chart = fitChart(this.#props, this.#ranges, this.#size());
    const layout = layOut(chart);
    this.#plot = layout.plot;
    this.#frame.show(drawChart(chart, livePalette, layout));
    this.#frame.summary = chart.summary;
    return false;
  }

  #hover(event: PointerEvent): void {
    const { kind, x, observed, fitted, xTitle, yTitle } = this.#props;
    const chart = fitChart(this.#props, this.#ranges, this.#size());
    const { left, top, width, height } = this.#plot;
    const box = this.#frame.root.getBoundingClientRect();
    const at = [event.clientX - box.left, event.clientY - box.top] as const;
    const residuals = residualsOf(this.#props);
    const row = nearestRow(
      x ?? fitted,
      kind === 'residuals' ? residuals : observed,
      (some, value) => [left + shareOf(chart.x, some) * width, top + (1 - shareOf(chart.y, value)) * height],
      at,
      reach,
    );
    this.#readout.hidden = row === null;
    if (row === null) return;
    const lines: [string, string][] = [
      ['row', formatCount(row + 1)],
      ...(x ? [[xTitle, formatNumber(x[row])] as [string, string]] : []),
      [yTitle, formatNumber(observed[row])],
      ...(fitted.length > 0
        ? ([
            ['fitted', formatNumber(fitted[row])],
            ['residual', formatNumber(residuals[row])],
          ] as [string, string][])
        : []),
    ];
    this.#frame.showReadout(this.#readout, lines, at);
  }
}
