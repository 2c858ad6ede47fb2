// The landscape of an objective over two of its dimensions, and the swarm that moves on it. Three layers: the heat map, a
// canvas of one pixel per value that CSS stretches, painted once; axes and contours as SVG; the swarm on a canvas of its
// own, drawn at up to 60 frames a second and only while something moves. It knows nothing of runs.
import { chartFile, drawChart, layOut, type Plot, pointMargin, valueOf } from './chart.ts';
import { toCsvText, type ViewTable } from './csv.ts';
import { formatNumber } from './format.ts';
import { type Grid, paintHeat, type Shades, shadesOf, valueAt } from './heat.ts';
import {
  axesOf,
  contourLinesOf,
  exportChart,
  type Landscape,
  landscapeTable,
  stillChart,
  summaryOf,
} from './landscape-chart.ts';
import { drawSwarm } from './landscape-swarm.ts';
import { SwarmMotion } from './motion.ts';
import { livePalette, type Palette, readPalette } from './palette.ts';
import { toPngBlob } from './raster.ts';
import { extentOf, type Range, type Scale, steadyRange } from './ticks.ts';
import { ViewFrame } from './view-frame.ts';

export type { Grid } from './heat.ts';
export { suggestScale } from './heat.ts';

export interface HoverPoint {
  readonly x: number;
  readonly y: number;
  /** Of the objective there; null without a grid or where it is not finite. */
  readonly value: number | null;
}

export interface LandscapeProps {
  /** null: no heat map; the axes fit the members, in steps. */
  readonly grid: Grid | null;
  readonly xTitle: string;
  readonly yTitle: string;
  /** Of the colours. */
  readonly scale: Scale;
  /** x then y per member, in problem coordinates; each record in an array of its own. */
  readonly points: Float32Array | null;
  readonly best: readonly [number, number] | null;
  readonly optimum: readonly [number, number] | null;
  readonly trails: boolean;
  readonly contours: boolean;
  readonly reducedMotion: boolean;
  readonly onHover?: ((point: HoverPoint | null) => void) | undefined;
}

/** Best places kept for the path; beyond it every other one is dropped. */
const longestPath = 1_000;

export class LandscapeView {
  #props: LandscapeProps;
  #frame: ViewFrame;
  #heat = document.createElement('canvas');
  #swarm = document.createElement('canvas');
  #readout = document.createElement('div');
  #plot: Plot = { left: 0, top: 0, width: 1, height: 1 };
  #palette: Palette | null = null;
  #motion = new SwarmMotion();
  #path: (readonly [number, number])[] = [];
  #shades: Shades | null = null;
  #contours: ReturnType<typeof contourLinesOf> = [];
  #ownRange: { x: Range; y: Range } | null = null;
  #isStillStale = true;

  constructor(target: HTMLElement, props: LandscapeProps) {
    this.#props = props;
    this.#frame = new ViewFrame(target, {
      draw: (now) => this.#draw(now),
      invalidate: () => {
        this.#isStillStale = true;
        this.#palette = null;
      },
    });
    this.#readout.className = 'aeon-readout';
    this.#readout.hidden = true;
    this.#frame.root.append(this.#heat, this.#swarm, this.#readout);
    this.#swarm.addEventListener('pointermove', (event) => this.#hover(event));
    this.#swarm.addEventListener('pointerleave', () => this.#leave());
    this.#takeGrid();
    if (props.points) this.#motion.moveTo(props.points, performance.now(), true);
    if (props.best) this.#path = [props.best];
    this.#fitRange();
    this.#frame.invalidate();
  }

  update(change: Partial<LandscapeProps>): void {
    const before = this.#props;
    const props = { ...before, ...change };
    this.#props = props;
    const isOtherPlane =
      props.xTitle !== before.xTitle ||
      props.yTitle !== before.yTitle ||
      (props.grid === null) !== (before.grid === null) ||
      (props.grid !== null && before.grid !== null && !sameRanges(props.grid, before.grid));
    if (isOtherPlane) this.#forget();
    if (props.grid !== before.grid || props.scale !== before.scale) this.#takeGrid();
    if (props.points !== before.points || isOtherPlane) {
      if (props.points) this.#motion.moveTo(props.points, performance.now(), props.reducedMotion || isOtherPlane);
      else this.#motion.clear();
      this.#fitRange();
    }
    this.#follow(props.best);
    const looksOther =
      isOtherPlane ||
      props.grid !== before.grid ||
      props.scale !== before.scale ||
      props.contours !== before.contours ||
      (props.best === null) !== (before.best === null) ||
      (props.points === null) !== (before.points === null) ||
      !samePoint(props.optimum, before.optimum);
    // Nothing named: the caller knows of a change that the view cannot see, such as a theme.
    if (looksOther || Object.keys(change).length === 0) this.#frame.invalidate();
    else this.#frame.requestDraw();
  }

  destroy(): void {
    this.#leave();
    this.#frame.destroy();
  }

  /** What is drawn now, as a file of its own in the colours of the present theme. */
  toSvg(): string {
    const image = this.#shades ? this.#heat.toDataURL('image/png') : null;
    const chart = exportChart(this.#landscape(), this.#size(), image, this.#path);
    return chartFile(chart, readPalette(this.#frame.root));
  }

  toPng(): Promise<Blob> {
    const { width, height } = this.#size();
    return toPngBlob(this.toSvg(), width, height);
  }

  /** The members' places. */
  toCsv(): string {
    const { target, count } = this.#motion;
    // f32: nine digits say all that there is.
    const text = (index: number): number => Number((target[index] ?? Number.NaN).toPrecision(9));
    const rows = Array.from({ length: count }, (_, i) => [text(2 * i), text(2 * i + 1)]);
    return toCsvText([this.#props.xTitle, this.#props.yTitle], rows);
  }

  toTable(): ViewTable {
    return landscapeTable(this.#landscape());
  }

  #landscape(): Landscape {
    const { grid, xTitle, yTitle, best, optimum, points, trails } = this.#props;
    const range = grid ?? this.#ownRange ?? { x: [0, 1] as const, y: [0, 1] as const };
    return {
      ...{ grid, xTitle, yTitle, best, optimum, x: range.x, y: range.y },
      hasMembers: points !== null,
      members: this.#motion.target,
      trails,
      shades: this.#shades,
      contours: this.#props.contours ? this.#contours : [],
    };
  }

  #size(): { width: number; height: number } {
    const { width, height } = this.#frame;
    return width > 0 && height > 0 ? { width, height } : { width: 720, height: 540 };
  }

  #takeGrid(): void {
    const { grid, scale } = this.#props;
    this.#shades = grid ? shadesOf(grid.values, scale) : null;
    this.#contours = grid && this.#shades ? contourLinesOf(grid, this.#shades) : [];
    this.#heat.hidden = grid === null;
    if (grid && this.#shades) paintHeat(this.#heat, this.#shades, grid.size);
  }

  #fitRange(): void {
    const { grid, points } = this.#props;
    if (grid || !points || points.length === 0) return;
    const { x: xBefore, y: yBefore } = this.#ownRange ?? { x: null, y: null };
    const fit = (offset: number, previous: Range | null): Range => {
      const extent = extentOf(points.filter((_, i) => i % 2 === offset));
      return extent ? steadyRange(previous, extent, 0.35) : (previous ?? [0, 1]);
    };
    const x = fit(0, xBefore);
    const y = fit(1, yBefore);
    if (x === xBefore && y === yBefore) return;
    this.#ownRange = { x, y };
    this.#isStillStale = true;
  }

  #follow(best: readonly [number, number] | null): void {
    // Without a grid the axes turn with the swarm, and places of before mean nothing on them.
    if (!best || !this.#props.grid) {
      this.#path = [];
      return;
    }
    if (samePoint(this.#path.at(-1) ?? null, best)) return;
    this.#path.push(best);
    if (this.#path.length > longestPath) this.#path = this.#path.filter((_, i) => i % 2 === 0 || i > longestPath - 2);
  }

  #forget(): void {
    this.#path = [];
    this.#ownRange = null;
    this.#motion.clear();
  }

  #draw(now: number): boolean {
    this.#palette ??= readPalette(this.#frame.root);
    if (this.#isStillStale) this.#drawStill();
    const { best, optimum, trails, reducedMotion } = this.#props;
    drawSwarm(this.#swarm, {
      ...axesOf(this.#landscape()),
      width: this.#plot.width,
      height: this.#plot.height,
      motion: this.#motion,
      now,
      path: this.#path,
      best,
      optimum,
      trails: trails && !reducedMotion,
      isOnHeat: this.#shades !== null,
      palette: this.#palette,
    });
    const isMoving = this.#motion.isMoving(now);
    if (!isMoving) this.#frame.summary = summaryOf(this.#landscape());
    return isMoving;
  }

  #drawStill(): void {
    this.#isStillStale = false;
    // Axes of a range that is not known yet would move when it is.
    const isKnown = this.#props.grid !== null || this.#ownRange !== null;
    this.#swarm.hidden = !isKnown;
    if (!isKnown) {
      this.#frame.show(null);
      return;
    }
    const chart = stillChart(this.#landscape(), this.#frame);
    const layout = layOut(chart);
    this.#plot = layout.plot;
    this.#frame.show(drawChart(chart, livePalette, layout), this.#heat);
    const { left, top, width, height } = this.#plot;
    for (const [canvas, margin] of [
      [this.#heat, 0],
      [this.#swarm, pointMargin],
    ] as const) {
      canvas.style.left = `${left - margin}px`;
      canvas.style.top = `${top - margin}px`;
      canvas.style.width = `${width + 2 * margin}px`;
      canvas.style.height = `${height + 2 * margin}px`;
    }
  }

  #hover(event: PointerEvent): void {
    const box = this.#swarm.getBoundingClientRect();
    const { x: xAxis, y: yAxis } = axesOf(this.#landscape());
    const left = event.clientX - box.left - pointMargin;
    const top = event.clientY - box.top - pointMargin;
    const { width, height } = this.#plot;
    if (left < 0 || top < 0 || left > width || top > height) {
      this.#leave();
      return;
    }
    const x = valueOf(xAxis, left / width);
    const y = valueOf(yAxis, 1 - top / height);
    const { grid, xTitle, yTitle, onHover } = this.#props;
    const value = grid ? valueAt(grid, x, y) : null;
    const lines: [string, string][] = [
      [xTitle, formatNumber(x)],
      [yTitle, formatNumber(y)],
    ];
    if (grid) lines.push(['value', value === null ? 'not finite' : formatNumber(value)]);
    this.#frame.showReadout(this.#readout, lines, [this.#plot.left + left, this.#plot.top + top]);
    onHover?.({ x, y, value });
  }

  #leave(): void {
    if (this.#readout.hidden) return;
    this.#readout.hidden = true;
    this.#props.onHover?.(null);
  }
}

function samePoint(a: readonly [number, number] | null, b: readonly [number, number] | null): boolean {
  return a === b || (a !== null && b !== null && a[0] === b[0] && a[1] === b[1]);
}

function sameRanges(a: Grid, b: Grid): boolean {
  return samePoint(a.x, b.x) && samePoint(a.y, b.y);
}
