// The still parts of a landscape as charts: what lies under the swarm on the page, and the whole picture for files.
import type { Axis, Chart, ColourBar } from './chart.ts';
import type { Layer, Outline } from './layers.ts';
import { contoursOf } from './contours.ts';
import type { ViewTable } from './csv.ts';
import { formatCount, formatNumber } from './format.ts';
import { contourUnits, type Grid, type Shades, valueAt } from './heat.ts';
import type { Range } from './ticks.ts';

export interface Landscape {
  readonly grid: Grid | null;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly x: Range;
  readonly y: Range;
  readonly best: readonly [number, number] | null;
  readonly optimum: readonly [number, number] | null;
  readonly hasMembers: boolean;
  /** x then y per member. */
  readonly members: Float32Array;
  readonly trails: boolean;
  readonly shades: Shades | null;
  readonly contours: readonly Outline[];
}

/** Beyond this many lines a picture of ripples is hatched, not drawn. */
const mostContours = 1_500;

export function contourLinesOf(grid: Grid, shades: Shades): Outline[] {
  const [left, right] = grid.x;
  const [bottom, top] = grid.y;
  const all = contoursOf(shades.units, grid.size, contourUnits);
  if (all.length > mostContours) return [];
  return all.map(({ points, closed }) => ({
    closed,
    points: points.map((share, i) => (i % 2 === 0 ? left + share * (right - left) : bottom + share * (top - bottom))),
  }));
}

export function axesOf({ x, y, xTitle, yTitle }: Landscape): { x: Axis; y: Axis } {
  return {
    x: { title: xTitle, range: x, scale: 'linear' },
    y: { title: yTitle, range: y, scale: 'linear' },
  };
}

/** White with a dark edge is seen on every shade of viridis; on paper the colours are the palette's. */
const onHeat = { members: '#ffffff', edge: '#15171c', optimum: '#ffffff' } as const;

function markLayers(landscape: Landscape, drawsMarks: boolean): Layer[] {
  const { best, optimum, members, hasMembers, shades } = landscape;
  const edge = shades ? onHeat.edge : 'paper';
  const layers: Layer[] = [];
  const at = (point: readonly [number, number]): { x: number[]; y: number[] } =>
    drawsMarks ? { x: [point[0]], y: [point[1]] } : { x: [], y: [] };
  if (hasMembers) {
    const places = drawsMarks ? members : new Float32Array();
    layers.push({
      kind: 'points',
      name: 'Members',
      x: places.filter((_, i) => i % 2 === 0),
      y: places.filter((_, i) => i % 2 === 1),
      shape: 'dot',
      radius: 2.5,
      colour: shades ? onHeat.members : 0,
      halo: edge,
    });
  }
  if (optimum) {
    layers.push({
      ...{ kind: 'points', name: 'Known optimum', ...at(optimum), shape: 'target', radius: 8, halo: edge },
      colour: shades ? onHeat.optimum : 'ink',
    });
  }
  if (best) {
    const colour = shades ? bestOnHeat : 'nova';
    layers.push({
      kind: 'points',
      name: 'Best so far',
      ...at(best),
      shape: 'diamond',
      radius: 5.5,
      colour,
      halo: edge,
    });
  }
  return layers;
}

/** Nova as it is on dark ground: light enough for the dark end of viridis, and edged for the light end. */
export const bestOnHeat = '#ffab40';

function contourLayer({ contours }: Landscape): Layer[] {
  return contours.length === 0 ? [] : [{ kind: 'outlines', lines: contours, colour: '#ffffff59', width: 0.75 }];
}

function barOf({ shades }: Landscape): ColourBar | null {
  if (!shades) return null;
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((unit) => ({ unit, label: formatNumber(shades.valueAt(unit), 3) }));
  return { title: 'Value of the objective', ticks };
}

function withAllMarks(landscape: Landscape): Landscape {
  const { grid, best } = landscape;
  return { ...landscape, hasMembers: true, best: best ?? (grid && [Number.NaN, Number.NaN]) };
}

export function stillChart(landscape: Landscape, size: { width: number; height: number }): Chart {
  return {
    ...{ width: size.width, height: size.height, ...axesOf(landscape) },
    summary: summaryOf(landscape),
    // The heat map is a canvas under this picture, the marks are on one above it; here they are in the legend.
    // It names them before they are there, so that nothing moves when they come.
    layers: [...contourLayer(landscape), ...markLayers(withAllMarks(landscape), false)],
    grid: landscape.grid === null,
    bar: barOf(landscape),
  };
}

export function exportChart(
  landscape: Landscape,
  size: { width: number; height: number },
  image: string | null,
  path: readonly (readonly [number, number])[],
): Chart {
  const marks = markLayers(landscape, true);
  const trail: Layer[] =
    path.length < 2
      ? []
      : [
          {
            ...{ kind: 'line', name: 'Path of the best', x: path.map(([x]) => x), y: path.map(([, y]) => y) },
            ...(landscape.shades ? { colour: bestOnHeat, halo: onHeat.edge } : { colour: 'nova' as const }),
          },
        ];
  return {
    ...{ width: size.width, height: size.height, ...axesOf(landscape) },
    summary: summaryOf(landscape),
    layers: [
      ...(image !== null && landscape.grid ? [heatLayer(landscape.grid, image)] : []),
      ...contourLayer(landscape),
      ...trail,
      ...marks,
    ],
    grid: landscape.grid === null,
    bar: barOf(landscape),
  };
}

function heatLayer(grid: Grid, href: string): Layer {
  return { kind: 'image', href, x: grid.x, y: grid.y };
}

const place = ([x, y]: readonly [number, number]): string => `(${formatNumber(x)}, ${formatNumber(y)})`;

export function summaryOf({ xTitle, yTitle, shades, members, best, optimum, hasMembers }: Landscape): string {
  const parts = [
    shades
      ? `Landscape of the objective over ${xTitle} and ${yTitle}, from ${formatNumber(shades.valueAt(0))} to ${formatNumber(shades.valueAt(1))}.`
      : `Members of the swarm over ${xTitle} and ${yTitle}.`,
  ];
  if (hasMembers) parts.push(`${formatCount(members.length / 2)} members shown.`);
  if (best) parts.push(`Best so far at ${place(best)}.`);
  if (optimum) parts.push(`Known optimum at ${place(optimum)}.`);
  return parts.join(' ');
}

export function landscapeTable({ grid, xTitle, yTitle, members, best, optimum }: Landscape): ViewTable {
  const rows: string[][] = [];
  const add = (name: string, x: number, y: number, value: number | null): void => {
    rows.push([name, formatNumber(x, 6), formatNumber(y, 6), ...(grid ? [formatNumber(value, 6)] : [])]);
  };
  if (best) add('Best so far', ...best, grid && valueAt(grid, ...best));
  if (optimum) add('Known optimum', ...optimum, grid && valueAt(grid, ...optimum));
  const count = members.length / 2;
  if (count > 0) {
    const [xMean, yMean] = [0, 1].map((offset) => meanOf(members, offset));
    add(`Mean of ${formatCount(count)} members`, xMean ?? 0, yMean ?? 0, null);
    const deviation = (offset: number, mean: number): number =>
      Math.sqrt(
        meanOf(
          members.map((x) => (x - mean) ** 2),
          offset,
        ),
      );
    add('Standard deviation of members', deviation(0, xMean ?? 0), deviation(1, yMean ?? 0), null);
  }
  return { headers: ['Place', xTitle, yTitle, ...(grid ? ['Value on the grid'] : [])], rows };
}

function meanOf(points: Float32Array, offset: number): number {
  let total = 0;
  for (let i = offset; i < points.length; i += 2) total += points[i] ?? 0;
  return (2 * total) / points.length;
}
