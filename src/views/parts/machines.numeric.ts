// Parts that turn and give way: tension spring, speed reducer, gear train.
import { arc, gear, type Part, type Point, rectangle } from './part.ts';

/** From the side, relaxed, a gap of one wire between coils; hooks at both ends. */
export function tensionSpring([d, D, N]: readonly number[], labels: readonly string[]): Part {
  const pitch = 2 * d;
  const length = N * pitch;
  const radius = D / 2;
  const steps = Math.ceil(N * 24);
  const centre = Array.from({ length: steps + 1 }, (_, i): Point => {
    const turns = (N * i) / steps;
    return [turns * pitch, radius * Math.cos(2 * Math.PI * turns)];
  });
  // The front half of each coil, as a wire of its thickness: two lines beside the middle.
  const fronts = Array.from({ length: Math.floor(N) }, (_, turn): Point[] => {
    const from = turn * pitch;
    const wave = arc([0, 0], 1, 0, Math.PI, 24).map(([x], i): Point => [from + (i / 24) * (pitch / 2), x * radius]);
    return [
      ...wave.map(([x, y]): Point => [x - d / 2, y]),
      ...wave.toReversed().map(([x, y]): Point => [x + d / 2, y]),
    ];
  });
  const last = centre.at(-1) ?? [0, 0];
  const hook = radius * 0.6;
  return {
    hasLabelsBeside: true,
    shapes: [
      { rings: [centre], look: 'line' },
      ...fronts.map((front) => ({ rings: [front], look: 'body' as const })),
      { rings: [arc([-hook, 0], hook, 0, 1.7 * Math.PI, 40)], look: 'line' },
      {
        rings: [
          [
            [0, 0],
            [0, radius],
          ],
        ],
        look: 'line',
      },
      { rings: [arc([last[0] + hook, 0], hook, -Math.PI, 0.7 * Math.PI, 40)], look: 'line' },
      { rings: [[[last[0], 0], last]], look: 'line' },
      {
        rings: [
          [
            [-2.4 * hook, 0],
            [length + 2.4 * hook, 0],
          ],
        ],
        look: 'axis',
      },
    ],
    marks: [
      {
        kind: 'length',
        from: [length + 2.5 * hook, radius],
        to: [length + 2.5 * hook, -radius],
        away: 10,
        label: labels[1],
      },
      { kind: 'length', from: [length, -radius], to: [0, -radius], away: 22, label: labels[2] },
      { kind: 'note', at: [0, radius], reach: [-12, 24], label: labels[0] },
    ],
    remark: 'Coils are drawn one wire apart.',
  };
}

/** Wheels seen along the shafts, and beside them the shafts from the side. The wheel has three times the pinion's teeth. */
export function speedReducer([b, m, z, l1, l2, d1, d2]: readonly number[], labels: readonly string[]): Part {
  const teeth = Math.round(z);
  const pinion = (m * teeth) / 2;
  const wheel = 3 * pinion;
  const apart = pinion + wheel;
  const side = wheel + 9;
  const stub = (length: number, diameter: number, y: number): Point[] =>
    rectangle(side - length / 2, y - diameter / 2, length, diameter);
  return {
    hasLabelsBeside: true,
    shapes: [
      { rings: [gear([0, 0], 3 * teeth, m, Math.PI / 2), arc([0, 0], d2 / 2)], look: 'body' },
      { rings: [gear([0, apart], teeth, m, -Math.PI / 2 + Math.PI / teeth), arc([0, apart], d1 / 2)], look: 'second' },
      { rings: [stub(l2, d2, 0)], look: 'ground' },
      { rings: [rectangle(side - b / 2, -wheel, b, 2 * wheel)], look: 'body' },
      { rings: [stub(l1, d1, apart)], look: 'ground' },
      { rings: [rectangle(side - b / 2, apart - pinion, b, 2 * pinion)], look: 'second' },
    ],
    marks: [
      { kind: 'note', at: [-pinion * 0.75, apart + pinion * 0.6], reach: [-16, 10], label: labels[2] },
      { kind: 'note', at: [-wheel * 0.72, wheel * 0.7], reach: [-10, 16], label: labels[1] },
      {
        kind: 'length',
        from: [side - b / 2, apart + pinion],
        to: [side + b / 2, apart + pinion],
        away: 12,
        label: labels[0],
      },
      {
        kind: 'length',
        from: [side - l1 / 2, apart + pinion],
        to: [side + l1 / 2, apart + pinion],
        away: 36,
        label: labels[3],
      },
      { kind: 'length', from: [side + l2 / 2, -wheel], to: [side - l2 / 2, -wheel], away: 18, label: labels[4] },
      {
        kind: 'length',
        from: [side + l1 / 2, apart + d1 / 2],
        to: [side + l1 / 2, apart - d1 / 2],
        away: 12,
        label: labels[5],
      },
      { kind: 'length', from: [side + l2 / 2, d2 / 2], to: [side + l2 / 2, d2 / -2], away: 12, label: labels[6] },
    ],
    remark: 'Wheel: three times the pinion’s teeth.',
  };
}

/** A drives D; B, on the shaft of D, drives F. Teeth of one size. */
export function gearTrain(teeth: readonly number[], labels: readonly string[]): Part {
  const [a, b, d, f] = teeth.map(Math.round);
  const middle = (a + d) / 2;
  const last = middle + (b + f) / 2;
  const at = (x: number): Point => [x, 0];
  const bore = (x: number): Point[] => arc(at(x), 1.6);
  return {
    hasLabelsBeside: false,
    shapes: [
      { rings: [gear(at(0), a, 1, 0), bore(0)], look: 'body' },
      { rings: [gear(at(middle), d, 1, Math.PI + Math.PI / d), bore(middle)], look: 'body' },
      { rings: [gear(at(middle), b, 1, 0), bore(middle)], look: 'second' },
      { rings: [gear(at(last), f, 1, Math.PI + Math.PI / f), bore(last)], look: 'second' },
    ],
    marks: [
      { kind: 'note', at: [0, a / -2], reach: [0, -20], label: labels[0] },
      { kind: 'note', at: [middle, b / 2], reach: [0, 5], label: labels[1] },
      { kind: 'note', at: [middle, d / -2], reach: [-6, -20], label: labels[2] },
      { kind: 'note', at: [last, f / -2], reach: [12, -20], label: labels[3] },
    ],
    remark: 'A drives D; B stands on the shaft of D and drives F.',
  };
}
