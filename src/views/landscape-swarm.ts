// One frame of the swarm on its canvas: trails, the way of the best, members, the known optimum, the best.
import { type Axis, pointMargin, shareOf } from './chart.ts';
import { bestOnHeat } from './landscape-chart.ts';
import { type Shape, shapePath } from './marks.ts';
import { type SwarmMotion } from './motion.ts';
import { colourOf, type Palette } from './palette.ts';

/** The canvas is larger than the plot by `pointMargin` on every side, so that marks at its edge are whole. */
export interface SwarmScene {
  readonly x: Axis;
  readonly y: Axis;
  readonly width: number;
  readonly height: number;
  readonly motion: SwarmMotion;
  readonly now: number;
  readonly path: readonly (readonly [number, number])[];
  readonly best: readonly [number, number] | null;
  readonly optimum: readonly [number, number] | null;
  readonly trails: boolean;
  readonly isOnHeat: boolean;
  readonly palette: Palette;
}

const dark = '#15171c';

export function drawSwarm(canvas: HTMLCanvasElement, scene: SwarmScene): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const { width, height, palette, isOnHeat } = scene;
  const ratio = devicePixelRatio;
  const pixels = {
    width: Math.round((width + 2 * pointMargin) * ratio),
    height: Math.round((height + 2 * pointMargin) * ratio),
  };
  if (canvas.width !== pixels.width || canvas.height !== pixels.height) Object.assign(canvas, pixels);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, pixels.width, pixels.height);
  context.setTransform(ratio, 0, 0, ratio, pointMargin * ratio, pointMargin * ratio);
  const member = isOnHeat ? '#ffffff' : colourOf(palette, 0);
  const edge = isOnHeat ? dark : palette.paper;
  const best = isOnHeat ? bestOnHeat : palette.nova;
  if (scene.trails) drawTrails(context, scene, member);
  drawPath(context, scene, best, edge);
  drawMembers(context, scene, ratio, member, edge);
  if (scene.optimum) drawMark(context, scene, scene.optimum, 'target', 8, isOnHeat ? '#ffffff' : palette.ink, edge);
  if (scene.best) drawMark(context, scene, scene.best, 'diamond', 5.5, best, edge);
}

interface Projection {
  readonly xScale: number;
  readonly xOffset: number;
  readonly yScale: number;
  readonly yOffset: number;
}

/** Both axes are linear here: pixels by one product and one sum each. */
function projectionOf({ x, y, width, height }: SwarmScene): Projection {
  const xScale = width / (x.range[1] - x.range[0]);
  const yScale = height / (y.range[1] - y.range[0]);
  return { xScale, xOffset: -x.range[0] * xScale, yScale: -yScale, yOffset: height + y.range[0] * yScale };
}

function drawTrails(context: CanvasRenderingContext2D, scene: SwarmScene, colour: string): void {
  const { motion, now } = scene;
  const { records, stride } = motion.trails();
  const present = motion.at(now);
  const { xScale, xOffset, yScale, yOffset } = projectionOf(scene);
  context.strokeStyle = colour;
  // One device pixel: wider lines cost several times as much without a GPU.
  context.lineWidth = 1 / devicePixelRatio;
  records.forEach((from, age) => {
    const to = records[age + 1] ?? present;
    context.globalAlpha = (0.4 * (age + 1)) / records.length;
    for (let i = 0; i < from.length; i += 2 * stride) {
      // One by one: without a GPU a path of hundreds of loose segments costs many times what its segments do.
      context.beginPath();
      context.moveTo((from[i] ?? 0) * xScale + xOffset, (from[i + 1] ?? 0) * yScale + yOffset);
      context.lineTo((to[i] ?? 0) * xScale + xOffset, (to[i + 1] ?? 0) * yScale + yOffset);
      context.stroke();
    }
  });
  context.globalAlpha = 1;
}

function drawPath(context: CanvasRenderingContext2D, scene: SwarmScene, colour: string, edge: string): void {
  if (scene.path.length < 2) return;
  const { xScale, xOffset, yScale, yOffset } = projectionOf(scene);
  context.beginPath();
  scene.path.forEach(([x, y], i) => {
    if (i === 0) context.moveTo(x * xScale + xOffset, y * yScale + yOffset);
    else context.lineTo(x * xScale + xOffset, y * yScale + yOffset);
  });
  context.lineJoin = 'round';
  for (const [width, style] of [
    [3.5, edge],
    [1.5, colour],
  ] as const) {
    context.lineWidth = width;
    context.strokeStyle = style;
    context.stroke();
  }
}

let sprite: { readonly key: string; readonly image: HTMLCanvasElement; readonly size: number } | null = null;

/** A member drawn once in device pixels; thousands of copies cost less than thousands of arcs. */
function spriteOf(
  radius: number,
  ratio: number,
  fill: string,
  edge: string,
): { image: HTMLCanvasElement; size: number } {
  const key = `${radius} ${ratio} ${fill} ${edge}`;
  if (sprite?.key === key) return sprite;
  const size = Math.ceil((radius + 1.5) * 2 * ratio);
  const image = document.createElement('canvas');
  image.width = size;
  image.height = size;
  const context = image.getContext('2d');
  if (context) {
    context.arc(size / 2, size / 2, radius * ratio, 0, 2 * Math.PI);
    context.fillStyle = fill;
    context.fill();
    context.lineWidth = ratio * 0.9;
    context.strokeStyle = edge;
    context.globalAlpha = 0.85;
    context.stroke();
  }
  sprite = { key, image, size };
  return sprite;
}

function drawMembers(
  context: CanvasRenderingContext2D,
  scene: SwarmScene,
  ratio: number,
  fill: string,
  edge: string,
): void {
  const points = scene.motion.at(scene.now);
  // Fewer members are drawn larger.
  const radius = points.length > 1_000 ? 2.2 : points.length > 200 ? 2.8 : 3.4;
  const { image, size } = spriteOf(radius, ratio, fill, edge);
  const { xScale, xOffset, yScale, yOffset } = projectionOf(scene);
  const offset = pointMargin * ratio - size / 2;
  context.setTransform(1, 0, 0, 1, 0, 0);
  for (let i = 0; i < points.length; i += 2) {
    const x = ((points[i] ?? 0) * xScale + xOffset) * ratio + offset;
    const y = ((points[i + 1] ?? 0) * yScale + yOffset) * ratio + offset;
    context.drawImage(image, x, y);
  }
  context.setTransform(ratio, 0, 0, ratio, pointMargin * ratio, pointMargin * ratio);
}

function drawMark(
  context: CanvasRenderingContext2D,
  scene: SwarmScene,
  [x, y]: readonly [number, number],
  shape: Shape,
  radius: number,
  colour: string,
  edge: string,
): void {
  const left = shareOf(scene.x, x) * scene.width;
  const top = (1 - shareOf(scene.y, y)) * scene.height;
  const path = new Path2D(shapePath(shape, left, top, radius));
  context.lineWidth = 4;
  context.strokeStyle = edge;
  context.stroke(path);
  if (shape === 'target') {
    context.lineWidth = 1.75;
    context.strokeStyle = colour;
    context.stroke(path);
  } else {
    context.fillStyle = colour;
    // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a canvas, not an array
    context.fill(path);
  }
}
