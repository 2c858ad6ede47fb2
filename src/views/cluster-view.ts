// A cluster of atoms that pointer and arrow keys turn; it turns slowly by itself while something is going on, unless motion is
// to be reduced. It knows nothing of runs.
import {
  type ClusterPicture,
  clusterFile,
  clusterSummary,
  clusterTable,
  drawCluster,
  firstTurn,
  type Turn,
} from './cluster-chart.ts';
import { toCsvText, type ViewTable } from './csv.ts';
import { livePalette, readPalette } from './palette.ts';
import { toPngBlob } from './raster.ts';
import { ViewFrame } from './view-frame.ts';

export interface ClusterProps extends ClusterPicture {
  /** Whether it turns by itself. */
  readonly turns: boolean;
  readonly reducedMotion: boolean;
}

/** Once around in half a minute. */
const radiansPerMs = (2 * Math.PI) / 30_000;
const radiansPerPixel = 0.01;
const radiansPerKey = Math.PI / 24;
/** By keys, in steps to the right and up. */
const keys: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export class ClusterView {
  #props: ClusterProps;
  #frame: ViewFrame;
  #turn: Turn = firstTurn;
  /** When the last frame of its own turning was drawn; null while it stands still. */
  #turnedAt: number | null = null;
  /** Where the pointer that holds it was. */
  #held: readonly [number, number] | null = null;

  constructor(target: HTMLElement, props: ClusterProps) {
    this.#props = props;
    this.#frame = new ViewFrame(target, { draw: (now) => this.#draw(now), invalidate: () => undefined });
    const { root } = this.#frame;
    root.tabIndex = 0;
    root.style.touchAction = 'none';
    root.style.cursor = 'grab';
    root.addEventListener('pointerdown', (event) => {
      this.#held = [event.clientX, event.clientY];
      root.setPointerCapture(event.pointerId);
    });
    root.addEventListener('pointermove', (event) => {
      if (!this.#held) return;
      const [x, y] = this.#held;
      this.#held = [event.clientX, event.clientY];
      this.#turnBy((event.clientX - x) * radiansPerPixel, (event.clientY - y) * radiansPerPixel);
    });
    for (const end of ['pointerup', 'pointercancel'] as const)
      root.addEventListener(end, () => {
        this.#held = null;
      });
    root.addEventListener('keydown', (event) => {
      const step = keys[event.key];
      if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
      // The page neither scrolls nor takes it for a shortcut.
      event.preventDefault();
      event.stopPropagation();
      this.#turnBy(step[0] * radiansPerKey, step[1] * radiansPerKey);
    });
    this.#frame.invalidate();
  }

  update(change: Partial<ClusterProps>): void {
    this.#props = { ...this.#props, ...change };
    this.#frame.requestDraw();
  }

  destroy(): void {
    this.#frame.destroy();
  }

  toSvg(): string {
    return clusterFile(this.#props, this.#size(), readPalette(this.#frame.root), this.#turn);
  }

  toPng(): Promise<Blob> {
    const { width, height } = this.#size();
    return toPngBlob(this.toSvg(), width, height);
  }

  toCsv(): string {
    const { coordinates, energies } = this.#props;
    const rows = energies.map((energy, atom) => [atom + 1, ...coordinates.slice(3 * atom, 3 * atom + 3), energy]);
    return toCsvText(['atom', 'x', 'y', 'z', 'energy'], rows);
  }

  toTable(): ViewTable {
    return clusterTable(this.#props);
  }

  #turnBy(around: number, over: number): void {
    const steepest = Math.PI / 2;
    this.#turn = {
      around: this.#turn.around + around,
      over: Math.min(steepest, Math.max(-steepest, this.#turn.over + over)),
    };
    this.#frame.requestDraw();
  }

  #size(): { width: number; height: number } {
    const { width, height } = this.#frame;
    return width > 0 && height > 0 ? { width, height } : { width: 720, height: 480 };
  }

  #draw(now: number): boolean {
    const { turns, reducedMotion } = this.#props;
    const isTurning = turns && !reducedMotion && !this.#held;
    if (isTurning && this.#turnedAt !== null) {
      const around = this.#turn.around + (now - this.#turnedAt) * radiansPerMs;
      this.#turn = { ...this.#turn, around };
    }
    this.#turnedAt = isTurning ? now : null;
    this.#frame.show(drawCluster(this.#props, this.#size(), livePalette, this.#turn));
    this.#frame.summary = clusterSummary(this.#props);
    return isTurning;
  }
}
