// The part of an engineering design as its variables make it. When they change, it moves to its new shape in a moment, unless
// motion is to be reduced. It knows nothing of runs.
import { toCsvText, type ViewTable } from './csv.ts';
import { livePalette, readPalette } from './palette.ts';
import {
  drawPart,
  fittingScale,
  partFile,
  type PartFrame,
  type PartPicture,
  partSummary,
  partTable,
} from './part-chart.ts';
import { toPngBlob } from './raster.ts';
import { ViewFrame } from './view-frame.ts';

export interface PartProps extends PartPicture {
  readonly reducedMotion: boolean;
}

const motionMs = 160;

export class PartView {
  #props: PartProps;
  #frame: ViewFrame;
  /** Where the motion began, and when; null while nothing moves. */
  #motion: { readonly from: PartFrame; readonly since: number } | null = null;
  #shown: PartFrame | null = null;

  constructor(target: HTMLElement, props: PartProps) {
    this.#props = props;
    this.#frame = new ViewFrame(target, {
      draw: (now) => this.#draw(now),
      // Another size: there is nothing to move from.
      invalidate: () => {
        this.#motion = null;
      },
    });
    this.#frame.invalidate();
  }

  update(change: Partial<PartProps>): void {
    const before = this.#props;
    this.#props = { ...before, ...change };
    const { design, reducedMotion } = this.#props;
    const moves = design === before.design && !reducedMotion && this.#shown !== null;
    this.#motion = moves && this.#shown ? { from: this.#shown, since: performance.now() } : null;
    this.#frame.requestDraw();
  }

  destroy(): void {
    this.#frame.destroy();
  }

  toSvg(): string {
    return partFile(this.#props, this.#size(), readPalette(this.#frame.root));
  }

  toPng(): Promise<Blob> {
    const { width, height } = this.#size();
    return toPngBlob(this.toSvg(), width, height);
  }

  toCsv(): string {
    const rows = this.#props.variables.map(({ name, meaning, value }) => [name, meaning, value]);
    return toCsvText(['variable', 'meaning', 'value'], rows);
  }

  toTable(): ViewTable {
    return partTable(this.#props);
  }

  #size(): { width: number; height: number } {
    const { width, height } = this.#frame;
    return width > 0 && height > 0 ? { width, height } : { width: 720, height: 480 };
  }

  #draw(now: number): boolean {
    const size = this.#size();
    const values = this.#props.variables.map(({ value }) => value);
    const target = { values, scale: fittingScale(this.#props, size) };
    const share = this.#motion ? Math.min(1, Math.max(0, now - this.#motion.since) / motionMs) : 1;
    this.#shown = this.#motion && share < 1 ? between(this.#motion.from, target, 1 - (1 - share) ** 3) : target;
    this.#frame.show(drawPart(this.#props, size, livePalette, this.#shown));
    if (share < 1) return true;
    this.#motion = null;
    this.#frame.summary = partSummary(this.#props);
    return false;
  }
}

function between(from: PartFrame, to: PartFrame, share: number): PartFrame {
  return {
    values: to.values.map((value, d) => (from.values[d] ?? value) * (1 - share) + value * share),
    scale: from.scale * (to.scale / from.scale) ** share,
  };
}
