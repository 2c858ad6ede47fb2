// A cluster of atoms as an SVG tree, seen from a side that can be turned: balls and bonds from back to front, with what is
// further away fading into the paper. The one way from coordinates to a picture: live frames and saved files come from here.
import type { ViewTable } from './csv.ts';
import { formatNumber } from './format.ts';
import { short } from './marks.ts';
import type { Palette } from './palette.ts';
import { svg, type SvgNode, toMarkup } from './svg.ts';
import { viridis } from './viridis.ts';

export interface ClusterPicture {
  readonly title: string;
  /** x, y and z of each atom in turn. */
  readonly coordinates: readonly number[];
  /** What each atom takes part in: half of its pairs' energies. */
  readonly energies: readonly number[];
}

/** Radians: around the upright axis first, then towards the eye. */
export interface Turn {
  readonly around: number;
  readonly over: number;
}

export const firstTurn: Turn = { around: 0.5, over: 0.35 };

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The distance at which a pair rests is 1.12; the next shell of neighbours begins at about 1.58. */
const longestBond = 1.35;
const ballRadius = 0.36;
/** The eye's distance from the middle, in radii of the cluster. */
const eyeAway = 4;
const textSize = 11;
const noteHeight = 20;

interface Atom {
  readonly x: number;
  readonly y: number;
  /** Towards the eye. */
  readonly z: number;
  readonly energy: number;
}

function atomsOf({ coordinates, energies }: ClusterPicture): Atom[] {
  const count = coordinates.length / 3;
  const at = (atom: number, axis: number): number => coordinates[3 * atom + axis] ?? 0;
  const middle = [0, 1, 2].map((axis) => energies.reduce((sum, _, atom) => sum + at(atom, axis) / count, 0));
  const of = (atom: number, axis: number): number => at(atom, axis) - (middle[axis] ?? 0);
  return energies.map((energy, atom) => ({ x: of(atom, 0), y: of(atom, 1), z: of(atom, 2), energy }));
}

function turned({ x, y, z, energy }: Atom, { around, over }: Turn): Atom {
  const [right, away] = [x * Math.cos(around) + z * Math.sin(around), z * Math.cos(around) - x * Math.sin(around)];
  return {
    x: right,
    y: y * Math.cos(over) - away * Math.sin(over),
    z: y * Math.sin(over) + away * Math.cos(over),
    energy,
  };
}

/** Pixels a unit: the largest of a few steps at which the cluster fits from every side, so that the picture does not breathe. */
function scaleOf(reach: number, { width, height }: Size): number {
  const room = Math.min(width, height - 2 * noteHeight) / 2 - 4;
  // A ball in front, at the rim, is drawn larger by the perspective.
  const widest = (reach + ballRadius) * (eyeAway / (eyeAway - 1));
  return 2 ** (Math.floor(4 * Math.log2(Math.max(1e-9, room / widest))) / 4);
}

export function clusterSummary({ title, energies }: ClusterPicture): string {
  const energy = energies.reduce((sum, own) => sum + own, 0);
  return `${title}, seen from a side that pointer and arrow keys turn: ${energies.length} atoms, energy ${formatNumber(energy, 8)}.`;
}

export function clusterTable({ coordinates, energies }: ClusterPicture): ViewTable {
  return {
    headers: ['Atom', 'x', 'y', 'z', 'Energy'],
    rows: energies.map((energy, atom) => [
      String(atom + 1),
      ...[0, 1, 2].map((axis) => formatNumber(coordinates[3 * atom + axis] ?? Number.NaN, 6)),
      formatNumber(energy, 6),
    ]),
  };
}

export function drawCluster(picture: ClusterPicture, size: Size, palette: Palette, turn: Turn): SvgNode {
  const atoms = atomsOf(picture).map((atom) => turned(atom, turn));
  const reach = Math.max(0.5, ...atoms.map(({ x, y, z }) => Math.hypot(x, y, z)));
  const scale = scaleOf(reach, size);
  const [least, most] = [Math.min(...picture.energies), Math.max(...picture.energies)];
  const nearness = ({ z }: Atom): number => (eyeAway * reach) / (eyeAway * reach - z);
  const place = (atom: Atom): [number, number] => [
    short(size.width / 2 + atom.x * scale * nearness(atom)),
    short((size.height - noteHeight) / 2 - atom.y * scale * nearness(atom)),
  ];
  // From 0.35 at the back to 1 in front.
  const strength = ({ z }: Atom): number => short(0.675 + (0.325 * z) / reach);

  const balls = atoms.map((atom) => {
    const [cx, cy] = place(atom);
    const r = short(ballRadius * scale * nearness(atom));
    const unit = most - least > 1e-9 ? (atom.energy - least) / (most - least) : 0;
    const node = svg(
      'g',
      {},
      // What shines through from behind is paper, not the ball behind.
      svg('circle', { cx, cy, r, style: `fill:${palette.paper};stroke:${palette.soft};stroke-width:0.75` }),
      svg('circle', { cx, cy, r, style: `fill:${viridis(unit)};fill-opacity:${strength(atom)}` }),
      svg('circle', { cx, cy, r, style: 'fill:url(#cluster-light)' }),
    );
    return { z: atom.z, node };
  });
  const bonds = atoms.flatMap((from, i) =>
    atoms.slice(0, i).flatMap((to) => {
      if (Math.hypot(from.x - to.x, from.y - to.y, from.z - to.z) > longestBond) return [];
      const middle = { ...from, z: (from.z + to.z) / 2 };
      const [x1, y1] = place(from);
      const [x2, y2] = place(to);
      const style = `stroke:${palette.soft};stroke-opacity:${strength(middle)};stroke-width:${short(0.05 * scale * nearness(middle))}`;
      return [{ z: middle.z, node: svg('line', { x1, y1, x2, y2, style }) }];
    }),
  );
  const drawn = [...bonds, ...balls].sort((a, b) => a.z - b.z).map(({ node }) => node);
  return svg(
    'svg',
    {
      viewBox: `0 0 ${size.width} ${size.height}`,
      ...size,
      role: 'img',
      'aria-label': clusterSummary(picture),
      style: `font-family:${palette.font};font-size:${textSize}px`,
    },
    svg(
      'defs',
      {},
      svg(
        'radialGradient',
        { id: 'cluster-light', cx: 0.35, cy: 0.3, r: 0.75 },
        svg('stop', { offset: 0, 'stop-color': '#ffffff', 'stop-opacity': 0.7 }),
        svg('stop', { offset: 0.45, 'stop-color': '#ffffff', 'stop-opacity': 0 }),
        svg('stop', { offset: 1, 'stop-color': '#000000', 'stop-opacity': 0.35 }),
      ),
    ),
    ...drawn,
    ...drawScale([least, most], size, palette),
  );
}

/** The colours and what they mean: half of what an atom's pairs have. */
function drawScale([least, most]: readonly [number, number], size: Size, palette: Palette): SvgNode[] {
  const [width, steps] = [72, 12];
  const left = size.width / 2 - width / 2;
  const top = size.height - noteHeight + 6;
  const text = (x: number, anchor: 'start' | 'end', words: string): SvgNode =>
    svg('text', { x: short(x), y: top + 9, 'text-anchor': anchor, style: `fill:${palette.soft}` }, words);
  return [
    ...Array.from({ length: steps }, (_, i) =>
      svg('rect', {
        x: short(left + (i * width) / steps),
        y: top,
        width: short(width / steps + 0.5),
        height: 10,
        style: `fill:${viridis(i / (steps - 1))}`,
      }),
    ),
    text(left - 6, 'end', `held best, ${formatNumber(least, 4)} ε`),
    text(left + width + 6, 'start', `${formatNumber(most, 4)} ε, least`),
  ];
}

/** As a file of its own, on paper. */
export function clusterFile(picture: ClusterPicture, size: Size, palette: Palette, turn: Turn): string {
  const drawn = drawCluster(picture, size, palette, turn);
  const paper = svg('rect', { ...size, style: `fill:${palette.paper}` });
  return toMarkup({ ...drawn, children: [paper, ...drawn.children] });
}
