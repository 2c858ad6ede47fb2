// The layers of a chart: lines, bands, points, outlines and images, drawn in the plot's own pixels.
import { isOutline, type Shape, shapePath, short } from './marks.ts';
import { type Colour, colourOf, type Palette } from './palette.ts';
import { svg, type SvgNode } from './svg.ts';
import type { Range } from './ticks.ts';

interface Named {
  /** Shown in the legend; left out, the layer is not. */
  readonly name?: string;
  readonly colour: Colour;
}

export type Layer =
  | (Named & {
      readonly kind: 'line';
      readonly x: ArrayLike<number>;
      /** null and what is not finite break the line. */
      readonly y: ArrayLike<number | null>;
      readonly dash?: readonly number[];
      readonly width?: number;
      /** Tells the line by shape too, at these of its points. */
      readonly marks?: { readonly shape: Shape; readonly at: readonly number[] };
      /** A wider line under it, so that it stands out from a heat map. */
      readonly halo?: Colour;
    })
  | (Named & {
      readonly kind: 'band';
      readonly x: ArrayLike<number>;
      /** null and what is not finite leave the band out there. */
      readonly low: ArrayLike<number | null>;
      readonly high: ArrayLike<number | null>;
    })
  | (Named & {
      readonly kind: 'points';
      readonly x: ArrayLike<number>;
      readonly y: ArrayLike<number>;
      readonly shape: Shape;
      readonly radius: number;
      readonly halo?: Colour;
      readonly opacity?: number;
    })
  /** Lines in data coordinates that share one look, such as contours. */
  | (Named & { readonly kind: 'outlines'; readonly lines: readonly Outline[]; readonly width: number })
  | { readonly kind: 'image'; readonly href: string; readonly x: Range; readonly y: Range };

export interface Outline {
  /** x then y per point. */
  readonly points: ArrayLike<number>;
  readonly closed: boolean;
}

/** A layer that the legend shows. */
export type LegendLayer = Extract<Layer, Named> & { readonly name: string };

/** How values become pixels of the plot; NaN where an axis has no place for them. */
export interface Pen {
  readonly palette: Palette;
  readonly height: number;
  x(value: number): number;
  y(value: number): number;
}

export const stroke = (colour: string, width: number, more = ''): string =>
  `fill:none;stroke:${colour};stroke-width:${width};${more}`;

/** A piece of a layer for the legend. */
export function drawSample(layer: LegendLayer, x: number, y: number, palette: Palette): SvgNode[] {
  const colour = colourOf(palette, layer.colour);
  switch (layer.kind) {
    case 'points':
      return drawShapes(shapePath(layer.shape, x, y, Math.min(5, Math.max(3, layer.radius))), layer, palette);
    case 'band':
      return [svg('rect', { x: x - 9, y: y - 5, width: 18, height: 10, style: `fill:${colour};fill-opacity:0.25` })];
    case 'line':
      return [
        ...lineNodes(`M${x - 9} ${y}h18`, layer, palette),
        ...(layer.marks ? drawMarks(shapePath(layer.marks.shape, x, y, markRadius), layer, palette) : []),
      ];
    case 'outlines':
      return [svg('path', { d: `M${x - 9} ${y}h18`, style: stroke(colour, layer.width) })];
    default:
      return layer satisfies never;
  }
}

export function drawLayer(layer: Layer, pen: Pen): SvgNode[] {
  switch (layer.kind) {
    case 'line': {
      const d = linePath(layer.x, layer.y, pen);
      return d === '' ? [] : [...lineNodes(d, layer, pen.palette), ...marksOf(layer, pen)];
    }
    case 'band': {
      const d = bandPath(layer, pen);
      const colour = colourOf(pen.palette, layer.colour);
      return d === '' ? [] : [svg('path', { d, style: `fill:${colour};fill-opacity:0.2;stroke:none` })];
    }
    case 'points': {
      if (layer.shape === 'dot' && layer.halo !== undefined) return [drawEdgedDots(layer, layer.halo, pen)];
      const shapes: string[] = [];
      for (let i = 0; i < layer.x.length; i++) {
        const x = pen.x(layer.x[i] ?? Number.NaN);
        const y = pen.y(layer.y[i] ?? Number.NaN);
        if (Number.isFinite(x) && Number.isFinite(y)) shapes.push(shapePath(layer.shape, x, y, layer.radius));
      }
      return shapes.length === 0 ? [] : drawShapes(shapes.join(''), layer, pen.palette);
    }
    case 'outlines': {
      const d = layer.lines.map((line) => outlinePath(line, pen)).join('');
      const colour = colourOf(pen.palette, layer.colour);
      return d === '' ? [] : [svg('path', { d, style: stroke(colour, layer.width) })];
    }
    case 'image': {
      const [left, right] = layer.x.map(pen.x);
      const [bottom, top] = layer.y.map(pen.y);
      const box = {
        x: short(left ?? 0),
        y: short(top ?? 0),
        width: short((right ?? 0) - (left ?? 0)),
        height: short((bottom ?? 0) - (top ?? 0)),
      };
      return [svg('image', { ...box, href: layer.href, preserveAspectRatio: 'none' })];
    }
    default:
      return layer satisfies never;
  }
}

function lineNodes(d: string, layer: Extract<Layer, { kind: 'line' }>, palette: Palette): SvgNode[] {
  const width = layer.width ?? 1.75;
  const joins = 'stroke-linejoin:round;';
  const dash = layer.dash && layer.dash.length > 0 ? `stroke-dasharray:${layer.dash.join(' ')};` : '';
  const line = svg('path', { d, style: stroke(colourOf(palette, layer.colour), width, joins + dash) });
  if (layer.halo === undefined) return [line];
  return [svg('path', { d, style: stroke(colourOf(palette, layer.halo), width + 2, joins) }), line];
}

const markRadius = 3.5;

function marksOf(layer: Extract<Layer, { kind: 'line' }>, pen: Pen): SvgNode[] {
  const { marks, x, y } = layer;
  const shapes = (marks?.at ?? []).flatMap((i) => {
    const [left, top] = [pen.x(x[i] ?? Number.NaN), pen.y(y[i] ?? Number.NaN)];
    return marks && Number.isFinite(left) && Number.isFinite(top)
      ? [shapePath(marks.shape, left, top, markRadius)]
      : [];
  });
  return shapes.length === 0 ? [] : drawMarks(shapes.join(''), layer, pen.palette);
}

/** Hollow, so that what they stand on is seen. */
export function drawMarks(d: string, { colour }: { readonly colour: Colour }, palette: Palette): SvgNode[] {
  return [svg('path', { d, style: `fill:${palette.paper};stroke:${colourOf(palette, colour)};stroke-width:1.5` })];
}

function drawShapes(d: string, layer: Extract<Layer, { kind: 'points' }>, palette: Palette): SvgNode[] {
  const colour = colourOf(palette, layer.colour);
  const halo = layer.halo === undefined ? null : colourOf(palette, layer.halo);
  if (isOutline(layer.shape)) {
    const line = svg('path', { d, style: stroke(colour, 1.75) });
    return halo === null ? [line] : [svg('path', { d, style: stroke(halo, 4) }), line];
  }
  const edge = halo === null ? 'stroke:none' : `stroke:${halo};stroke-width:1;paint-order:stroke`;
  return [svg('path', { d, style: `fill:${colour};fill-opacity:${layer.opacity ?? 1};${edge}` })];
}

/** Each over the one before, edge and all: in one path the edges of a crowd would be lost. */
function drawEdgedDots(layer: Extract<Layer, { kind: 'points' }>, halo: Colour, { palette, x, y }: Pen): SvgNode {
  const dots: SvgNode[] = [];
  for (let i = 0; i < layer.x.length; i++) {
    const cx = short(x(layer.x[i] ?? Number.NaN));
    const cy = short(y(layer.y[i] ?? Number.NaN));
    if (Number.isFinite(cx) && Number.isFinite(cy)) dots.push(svg('circle', { cx, cy, r: layer.radius }));
  }
  const look = `fill:${colourOf(palette, layer.colour)};stroke:${colourOf(palette, halo)};stroke-width:0.75`;
  return svg('g', { style: look }, ...dots);
}

function linePath(xs: ArrayLike<number>, ys: ArrayLike<number | null>, pen: Pen): string {
  let d = '';
  let isBroken = true;
  for (let i = 0; i < xs.length; i++) {
    const x = pen.x(xs[i] ?? Number.NaN);
    const y = pen.y(ys[i] ?? Number.NaN);
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      isBroken = true;
      continue;
    }
    d += `${isBroken ? 'M' : 'L'}${short(x)} ${short(y)}`;
    isBroken = false;
  }
  return d;
}

function bandPath(band: Extract<Layer, { kind: 'band' }>, pen: Pen): string {
  const upper: string[] = [];
  const lower: string[] = [];
  // Where a log axis ends above the band's low edge, the band goes on to the bottom.
  const place = (value: number): number => (Number.isNaN(pen.y(value)) ? pen.height : pen.y(value));
  for (let i = 0; i < band.x.length; i++) {
    const x = pen.x(band.x[i] ?? Number.NaN);
    const low = band.low[i] ?? Number.NaN;
    const high = band.high[i] ?? Number.NaN;
    if (!Number.isFinite(x) || !Number.isFinite(low) || !Number.isFinite(high)) continue;
    upper.push(`${short(x)} ${short(place(high))}`);
    lower.unshift(`${short(x)} ${short(place(low))}`);
  }
  return upper.length === 0 ? '' : `M${[...upper, ...lower].join('L')}z`;
}

function outlinePath({ points, closed }: Outline, pen: Pen): string {
  let d = '';
  for (let i = 0; i + 1 < points.length; i += 2)
    d += `${i === 0 ? 'M' : 'L'}${short(pen.x(points[i] ?? 0))} ${short(pen.y(points[i + 1] ?? 0))}`;
  return closed ? `${d}z` : d;
}
