// From the values of a landscape to shades: on a linear scale, or on one that is logarithmic in the distance above the
// lowest value, so that negative values have a place too.
import type { Scale } from './ticks.ts';
import { viridisTable } from './viridis.ts';

/** Values of an objective on two of its dimensions, size × size, row by row from the low end of y. */
export interface Grid {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly size: number;
  /** NaN where the objective is not finite. */
  readonly values: Float32Array;
}

export interface Shades {
  /** 0 (lowest value) to 1, NaN kept; laid out as the values. */
  readonly units: Float32Array;
  /** The value that a shade stands for. */
  valueAt(unit: number): number;
  /** The shade of a value, not limited to 0 to 1. */
  unitOf(value: number): number;
}

/** Decades below the highest value that the logarithmic scale tells apart. */
const decades = 4;
const spread = 10 ** decades - 1;

export function shadesOf(values: Float32Array, scale: Scale): Shades {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const span = high > low ? high - low : 1;
  const base = Number.isFinite(low) ? low : 0;
  const unitOf =
    scale === 'linear'
      ? (value: number): number => (value - base) / span
      : (value: number): number => Math.log10(1 + Math.max(0, (value - base) / span) * spread) / decades;
  const valueAt =
    scale === 'linear'
      ? (unit: number): number => base + unit * span
      : (unit: number): number => base + ((10 ** (unit * decades) - 1) / spread) * span;
  return { units: values.map((value) => (Number.isFinite(value) ? unitOf(value) : Number.NaN)), valueAt, unitOf };
}

/** The scale on which more of a landscape can be told apart: log where most of it lies close to its floor. */
export function suggestScale(values: Float32Array): Scale {
  const units = shadesOf(values, 'linear')
    .units.filter((unit) => !Number.isNaN(unit))
    .sort();
  const middle = units[units.length >> 1] ?? 1;
  return middle < 0.28 ? 'log' : 'linear';
}

/** Levels of contour lines as shades. */
export const contourUnits: readonly number[] = [0.08, 0.18, 0.29, 0.4, 0.51, 0.62, 0.73, 0.84, 0.95];

/** Pixels of a heat map, RGBA, from the high end of y down as images are; transparent where there is no value. */
export function pixelsOf(units: Float32Array, size: number): Uint8ClampedArray<ArrayBuffer> {
  const colours = viridisTable();
  const pixels = new Uint8ClampedArray(size * size * 4);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const unit = units[(size - 1 - row) * size + column] ?? Number.NaN;
      if (Number.isNaN(unit)) continue;
      const entry = 3 * Math.round(Math.min(1, Math.max(0, unit)) * 255);
      const pixel = 4 * (row * size + column);
      pixels[pixel] = colours[entry] ?? 0;
      pixels[pixel + 1] = colours[entry + 1] ?? 0;
      pixels[pixel + 2] = colours[entry + 2] ?? 0;
      pixels[pixel + 3] = 255;
    }
  }
  return pixels;
}

/** Paints a heat map onto a canvas, which becomes size × size pixels; CSS stretches it. */
export function paintHeat(canvas: HTMLCanvasElement, shades: Shades, size: number): void {
  canvas.width = size;
  canvas.height = size;
  canvas.getContext('2d')?.putImageData(new ImageData(pixelsOf(shades.units, size), size, size), 0, 0);
}

/** The value of the cell at a place; null outside the grid or where there is none. */
export function valueAt(grid: Grid, x: number, y: number): number | null {
  const column = Math.floor(((x - grid.x[0]) / (grid.x[1] - grid.x[0])) * grid.size);
  const row = Math.floor(((y - grid.y[0]) / (grid.y[1] - grid.y[0])) * grid.size);
  if (!(column >= 0 && column < grid.size && row >= 0 && row < grid.size)) return null;
  const value = grid.values[row * grid.size + column] ?? Number.NaN;
  return Number.isFinite(value) ? value : null;
}
