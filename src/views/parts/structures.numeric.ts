// Parts that stand and carry: welded beam, pressure vessel, three-bar truss, stepped cantilever.
import { arc, type Part, type Point, rectangle } from './part.ts';

/** A wall with its hatching to the left of x = 0. */
function wall(bottom: number, top: number, depth: number): Part['shapes'] {
  return [{ rings: [rectangle(-depth, bottom, depth, top - bottom)], look: 'ground' }];
}

/** A load, as an arrow with its tip at `to`. */
function load(from: Point, to: Point): Part['shapes'] {
  const along: Point = [to[0] - from[0], to[1] - from[1]];
  const at = (share: number, side: number): Point => [
    from[0] + share * along[0] - side * along[1],
    from[1] + share * along[1] + side * along[0],
  ];
  const outline = [
    at(0, 0.05),
    at(0.65, 0.05),
    at(0.65, 0.18),
    at(1, 0),
    at(0.65, -0.18),
    at(0.65, -0.05),
    at(0, -0.05),
  ];
  return [{ rings: [outline], look: 'joint' }];
}

/** From the side, welded on its column over the length l with 14 in free; beside it the section. */
export function weldedBeam([h, l, t, b]: readonly number[], labels: readonly string[]): Part {
  const end = l + 14;
  const foot = t / -2;
  const section = end + 5;
  return {
    hasLabelsBeside: true,
    shapes: [
      { rings: [rectangle(-1.5, foot - 2, l + 1.5, t + 4)], look: 'ground' },
      { rings: [rectangle(0, foot, end, t)], look: 'body' },
      { rings: [rectangle(0, t / 2, l, h), rectangle(0, foot - h, l, h)], look: 'joint' },
      ...load([end - 0.7, t / 2 + 4], [end - 0.7, t / 2]),
      { rings: [rectangle(section - 2, foot - 2, 2, t + 4)], look: 'ground' },
      { rings: [rectangle(section, foot, b, t)], look: 'body' },
      {
        rings: [1, -1].map((side): Point[] => [
          [section, (side * t) / 2],
          [section + h, (side * t) / 2],
          [section, side * (t / 2 + h)],
        ]),
        look: 'joint',
      },
    ],
    marks: [
      { kind: 'length', from: [0, t / 2 + 2], to: [l, t / 2 + 2], away: 14, label: labels[1] },
      { kind: 'length', from: [l, foot], to: [end, foot], away: -22, label: '14 in' },
      { kind: 'length', from: [0.5 * end, t / 2], to: [0.5 * end, foot], away: 0, label: labels[2] },
      { kind: 'note', at: [section + h / 2, t / 2 + h / 2], reach: [18, 20], label: labels[0] },
      { kind: 'length', from: [section + b, foot], to: [section, foot], away: 20, label: labels[3] },
    ],
  };
}

/** Cut lengthwise: a cylinder with two half spheres. */
export function pressureVessel([Ts, Th, R, L]: readonly number[], labels: readonly string[]): Part {
  const half = L / 2;
  const outer = R + Ts;
  const ends = (cylinder: number, head: number): Point[] => [
    [-half, cylinder],
    [half, cylinder],
    ...arc([half, 0], head, Math.PI / 2, -Math.PI / 2, 48),
    [half, -cylinder],
    [-half, -cylinder],
    ...arc([-half, 0], head, -Math.PI / 2, (-3 * Math.PI) / 2, 48),
  ];
  const slant = Math.SQRT1_2 * (R + Th / 2);
  return {
    hasLabelsBeside: false,
    shapes: [
      { rings: [ends(R + Ts, R + Th), ends(R, R)], look: 'body' },
      {
        rings: [
          [
            [-half - R * 1.15, 0],
            [half + R * 1.15, 0],
          ],
        ],
        look: 'axis',
      },
    ],
    marks: [
      { kind: 'length', from: [half, -outer], to: [-half, -outer], away: 26, label: labels[3] },
      { kind: 'length', from: [0, 0], to: [0, R], away: 0, label: labels[2] },
      { kind: 'note', at: [-half / 2, R + Ts / 2], reach: [-14, 26], label: labels[0] },
      { kind: 'note', at: [half + slant, slant], reach: [10, 26], label: labels[1] },
    ],
  };
}

/** A metre between the supports and down to the load; bars as wide as the side of a square of their section, tenfold. */
export function threeBarTruss([A1, A2]: readonly number[], labels: readonly string[]): Part {
  const length = 100;
  const bar = (x: number, section: number): Point[] => {
    const size = Math.hypot(x, length);
    const half = (10 * Math.sqrt(Math.max(0, section))) / 2;
    const across: Point = [(length / size) * half, (-x / size) * half];
    return [
      [x - across[0], length - across[1]],
      [x + across[0], length + across[1]],
      [across[0], across[1]],
      [-across[0], -across[1]],
    ];
  };
  return {
    hasLabelsBeside: true,
    shapes: [
      { rings: [rectangle(-1.2 * length, length, 2.4 * length, 8)], look: 'ground' },
      { rings: [bar(-length, A1)], look: 'body' },
      { rings: [bar(length, A1)], look: 'body' },
      { rings: [bar(0, A2)], look: 'second' },
      { rings: [arc([0, 0], 4)], look: 'ground' },
      ...load([-6, -6], [-28, -28]),
      ...load([6, -6], [28, -28]),
    ],
    marks: [
      { kind: 'length', from: [-length, length + 8], to: [0, length + 8], away: 14, label: '100 cm' },
      { kind: 'length', from: [length + 12, length], to: [length + 12, 0], away: 12, label: '100 cm' },
      { kind: 'note', at: [-length / 2, length / 2], reach: [-24, -24], label: labels[0] },
      { kind: 'note', at: [0, 0.3 * length], reach: [64, -36], label: labels[1] },
    ],
    remark: 'Bars are drawn ten times as wide as they are.',
  };
}

/** Five beams of equal length, each with its height; the wall holds the first. */
export function steppedCantilever(heights: readonly number[], labels: readonly string[]): Part {
  const length = 8;
  const tallest = Math.max(...heights);
  return {
    hasLabelsBeside: false,
    shapes: [
      ...wall(-tallest / 2 - 2, tallest / 2 + 2, 2),
      ...heights.map((height, i) => ({
        rings: [rectangle(i * length, -height / 2, length, height)],
        look: 'body' as const,
      })),
      ...load([5 * length - 0.9, heights[4] / 2 + 5], [5 * length - 0.9, heights[4] / 2]),
    ],
    marks: heights.map((height, i) => ({
      kind: 'note' as const,
      at: [(i + 0.5) * length, -height / 2] as const,
      // In turn near and far, so that narrow pictures have room for all five.
      reach: [0, -18 - 16 * (i % 3)] as const,
      label: labels[i],
    })),
    remark: 'Lengths are fixed, and drawn shortened.',
  };
}
