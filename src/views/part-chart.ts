// A part as an SVG tree, to scale, with its lengths written at it. The one way from a design's variables to a picture: live
// frames, saved files and reports come from here.
import type { DesignName } from '../models/swarm/designs/design-names.ts';
import type { ViewTable } from './csv.ts';
import { formatNumber } from './format.ts';
import { colourOf, type Palette } from './palette.ts';
import { gearTrain, speedReducer, tensionSpring } from './parts/machines.numeric.ts';
import type { DrawPart, Part, PartLength, PartNote, PartShape, Point } from './parts/part.ts';
import { pressureVessel, steppedCantilever, threeBarTruss, weldedBeam } from './parts/structures.numeric.ts';
import { short } from './marks.ts';
import { svg, type SvgNode, toMarkup } from './svg.ts';

export interface PartVariable {
  readonly name: string;
  /** "shell thickness, in": what it is and, after a comma, its unit. */
  readonly meaning: string;
  readonly value: number;
}

export interface PartPicture {
  readonly design: DesignName;
  readonly title: string;
  readonly variables: readonly PartVariable[];
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const drawings: Readonly<Record<DesignName, DrawPart>> = {
  'welded-beam': weldedBeam,
  'pressure-vessel': pressureVessel,
  'tension-spring': tensionSpring,
  'speed-reducer': speedReducer,
  'three-bar-truss': threeBarTruss,
  'gear-train': gearTrain,
  cantilever: steppedCantilever,
};

const textSize = 11;
/** Pixels that text takes, about. */
const textWidth = (text: string): number => text.length * textSize * 0.57;
/** Pixels above and below the part for labels. */
const roomAbove = 58;

/** "Ts = 0.8125 in". */
export function labelOf({ name, meaning, value }: PartVariable): string {
  const [, unit = ''] = meaning.split(', ');
  return `${name} = ${formatNumber(value, 5)} ${unit}`.trim();
}

export function partSummary({ title, variables }: PartPicture): string {
  const parts = variables.map(
    ({ name, meaning, value }) => `${meaning.split(', ')[0]} ${labelOf({ name, meaning, value })}`,
  );
  return `${title}, drawn from its variables: ${parts.join('; ')}.`;
}

export function partTable({ variables }: PartPicture): ViewTable {
  return {
    headers: ['Variable', 'Meaning', 'Value'],
    rows: variables.map(({ name, meaning, value }) => [name, meaning, formatNumber(value, 6)]),
  };
}

/** The part at these values, which may lie between the variables' own while it changes. */
function partAt({ design, variables }: PartPicture, values: readonly number[]): Part {
  return drawings[design](values, variables.map(labelOf));
}

function boxOf({ shapes }: Part): { left: number; right: number; bottom: number; top: number } {
  const points = shapes.flatMap(({ rings }) => rings.flat());
  const x = points.map(([value]) => value);
  const y = points.map(([, value]) => value);
  return { left: Math.min(...x), right: Math.max(...x), bottom: Math.min(...y), top: Math.max(...y) };
}

/** Pixels a unit: the largest of a few steps at which the part fits, so that the picture does not breathe. */
export function fittingScale(picture: PartPicture, { width, height }: Size): number {
  const values = picture.variables.map(({ value }) => value);
  const part = partAt(picture, values);
  const { left, right, bottom, top } = boxOf(part);
  const roomBeside = part.hasLabelsBeside ? (width < 480 ? 84 : 108) : 24;
  const fit = Math.min((width - 2 * roomBeside) / (right - left), (height - 2 * roomAbove) / (top - bottom));
  return 2 ** (Math.floor(4 * Math.log2(Math.max(fit, 1e-9))) / 4);
}

export interface PartFrame {
  readonly values: readonly number[];
  readonly scale: number;
}

export function drawPart(picture: PartPicture, size: Size, palette: Palette, frame: PartFrame): SvgNode {
  const part = partAt(picture, frame.values);
  const { left, right, bottom, top } = boxOf(part);
  const pen: Pen = {
    palette,
    width: size.width,
    place: ([x, y]) => [
      size.width / 2 + (x - (left + right) / 2) * frame.scale,
      size.height / 2 - (y - (bottom + top) / 2) * frame.scale,
    ],
  };
  return svg(
    'svg',
    {
      viewBox: `0 0 ${size.width} ${size.height}`,
      ...size,
      role: 'img',
      'aria-label': partSummary(picture),
      style: `font-family:${palette.font};font-size:${textSize}px`,
    },
    ...part.shapes.map((shape) => drawShape(shape, pen)),
    ...part.marks.flatMap((mark) => (mark.kind === 'length' ? drawLength(mark, pen) : drawNote(mark, pen))),
    ...(part.remark === undefined
      ? []
      : [drawLabel(part.remark, [size.width / 2, size.height - 6], 'middle', pen, 'soft')]),
  );
}

/** The part alone, as large as it fits: for cards, which say in words what it is. */
export function drawPartIcon(picture: PartPicture, size: Size, palette: Palette): SvgNode {
  const part = partAt(
    picture,
    picture.variables.map(({ value }) => value),
  );
  const { left, right, bottom, top } = boxOf(part);
  const scale = Math.min((size.width - 4) / (right - left), (size.height - 4) / (top - bottom));
  const place = ([x, y]: Point): Point => [
    size.width / 2 + (x - (left + right) / 2) * scale,
    size.height / 2 - (y - (bottom + top) / 2) * scale,
  ];
  const shapes = part.shapes.filter(({ look }) => look !== 'axis');
  return svg(
    'svg',
    { viewBox: `0 0 ${size.width} ${size.height}`, ...size, 'aria-hidden': 'true' },
    ...shapes.map((shape) => drawShape(shape, { palette, place, width: size.width })),
  );
}

/** As a file of its own, on paper. */
export function partFile(picture: PartPicture, size: Size, palette: Palette): string {
  const frame = { values: picture.variables.map(({ value }) => value), scale: fittingScale(picture, size) };
  const drawn = drawPart(picture, size, palette, frame);
  const paper = svg('rect', { ...size, style: `fill:${palette.paper}` });
  return toMarkup({ ...drawn, children: [paper, ...drawn.children] });
}

interface Pen {
  readonly palette: Palette;
  readonly width: number;
  /** From the part's units to pixels of the picture. */
  place(point: Point): Point;
}

function drawShape({ rings, look }: PartShape, { place, palette }: Pen): SvgNode {
  const isLine = look === 'line' || look === 'axis';
  const d = rings.map((ring) => `${pathOf(ring.map(place))}${isLine ? '' : 'z'}`).join('');
  return svg('path', { d, 'fill-rule': 'evenodd', 'stroke-linejoin': 'round', style: styleOf(look, palette) });
}

function styleOf(look: PartShape['look'], palette: Palette): string {
  const second = colourOf(palette, 0);
  switch (look) {
    case 'body':
      return `fill:${palette.grid};stroke:${palette.soft};stroke-width:1.25`;
    case 'second':
      return `fill:${second};fill-opacity:0.25;stroke:${second};stroke-width:1.25`;
    case 'joint':
      return `fill:${palette.nova};stroke:${palette.nova};stroke-width:1`;
    case 'ground':
      return `fill:${palette.line};fill-opacity:0.35;stroke:${palette.line};stroke-width:1`;
    case 'line':
      return `fill:none;stroke:${palette.soft};stroke-width:1.25`;
    case 'axis':
      return `fill:none;stroke:${palette.line};stroke-width:1;stroke-dasharray:9 3 2 3`;
    default:
      return look satisfies never;
  }
}

function pathOf(points: readonly Point[]): string {
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${short(x)} ${short(y)}`).join('');
}

/** Pixels between a line's end and its label, and of an arrow. */
const gap = 6;
const arrow = 6;

function drawLength({ from, to, away, label }: PartLength, pen: Pen): SvgNode[] {
  const [start, end] = [pen.place(from), pen.place(to)];
  const size = Math.hypot(end[0] - start[0], end[1] - start[1]) || 1;
  const along: Point = [(end[0] - start[0]) / size, (end[1] - start[1]) / size];
  // To the left of the way, on a screen whose y points down.
  const left: Point = [along[1], -along[0]];
  const shift = ([x, y]: Point, across: number, on = 0): Point => [
    x + left[0] * across + along[0] * on,
    y + left[1] * across + along[1] * on,
  ];
  const [a, b] = [shift(start, away), shift(end, away)];
  const head = (tip: Point, direction: number): string =>
    pathOf([shift(tip, 2.5, direction * arrow), tip, shift(tip, -2.5, direction * arrow)]);
  // Where arrows have no room inside, they point from outside.
  const inward = size > 3 * arrow ? 1 : -1;
  const side = away < 0 ? -1 : 1;
  const extension = (point: Point): string => pathOf([shift(point, side * 4), shift(point, away + side * 4)]);
  const lines = [
    pathOf([a, b]),
    head(a, inward),
    head(b, -inward),
    ...(away === 0 ? [] : [extension(start), extension(end)]),
  ];
  const [x, y] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const isUpright = Math.abs(along[1]) > Math.abs(along[0]);
  const outside = left[0] * side > 0 ? 1 : -1;
  const line = svg('path', { d: lines.join(''), style: lineStyle(pen) });
  return isUpright
    ? [line, drawLabel(label, [x + outside * gap, y + textSize / 3], outside > 0 ? 'start' : 'end', pen)]
    : [line, drawLabel(label, [x, y + (left[1] * side > 0 ? textSize + 3 : -5)], 'middle', pen)];
}

function drawNote({ at, reach: [right, up], label }: PartNote, pen: Pen): SvgNode[] {
  const tip = pen.place(at);
  const end: Point = [tip[0] + right, tip[1] - up];
  const isUpright = Math.abs(right) < Math.abs(up) / 2;
  return [
    svg('path', { d: pathOf([tip, end]), style: lineStyle(pen) }),
    svg('circle', { cx: short(tip[0]), cy: short(tip[1]), r: 2, style: `fill:${pen.palette.soft}` }),
    isUpright
      ? drawLabel(label, [end[0], end[1] + (up > 0 ? -4 : textSize)], 'middle', pen)
      : drawLabel(label, [end[0] + Math.sign(right) * 4, end[1] + textSize / 3], right > 0 ? 'start' : 'end', pen),
  ];
}

function lineStyle({ palette }: Pen): string {
  return `fill:none;stroke:${palette.soft};stroke-width:1`;
}

/** Within the picture, on a rim of paper, so that lines behind it do not cross it out. */
function drawLabel(
  text: string,
  [x, y]: Point,
  anchor: 'start' | 'middle' | 'end',
  { palette, width }: Pen,
  colour: 'ink' | 'soft' = 'ink',
): SvgNode {
  const size = textWidth(text);
  const before = { start: 0, middle: size / 2, end: size }[anchor];
  const inside = Math.max(2 + before, Math.min(x, width - 2 - (size - before)));
  const style = `fill:${palette[colour]};stroke:${palette.paper};stroke-width:3;paint-order:stroke;stroke-linejoin:round`;
  return svg('text', { x: short(inside), y: short(y), 'text-anchor': anchor, style }, text);
}
