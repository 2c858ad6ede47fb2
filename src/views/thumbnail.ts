// A landscape as a small picture for cards and lists: the heat map alone, on the scale that shows most of it.
import { type Grid, pixelsOf, shadesOf, suggestScale } from './heat.ts';

/**
 * Paints a landscape over the whole canvas, which becomes as many pixels as the grid has values; CSS gives its size, and
 * the browser smooths it. The canvas is decoration to a reader: its card names the problem.
 */
export function paintThumbnail(canvas: HTMLCanvasElement, grid: Grid): void {
  canvas.width = grid.size;
  canvas.height = grid.size;
  const units = evenShades(shadesOf(grid.values, suggestScale(grid.values)).units);
  canvas.getContext('2d')?.putImageData(new ImageData(pixelsOf(units, grid.size), grid.size, grid.size), 0, 0);
}

/**
 * Halfway between the shades as they are and their ranks: a deep hole in a wide plain leaves the plain most of the colours,
 * and an even bowl stays one. A thumbnail shows shape; nobody reads values off it.
 */
export function evenShades(units: Float32Array): Float32Array {
  const sorted = units.filter((unit) => !Number.isNaN(unit)).sort();
  const last = Math.max(1, sorted.length - 1);
  return units.map((unit) => {
    if (Number.isNaN(unit)) return unit;
    // The middle of the places that equal values take, so that a flat plain has a middling shade.
    const rank = (firstAtLeast(sorted, unit, false) + firstAtLeast(sorted, unit, true) - 1) / 2 / last;
    return (unit + rank) / 2;
  });
}

/** How many values lie below `value`, or with `orEqual` at or below it. */
function firstAtLeast(sorted: Float32Array, value: number, orEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = sorted[middle] ?? 0;
    if (at < value || (orEqual && at === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
