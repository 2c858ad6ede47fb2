// What the drawing of a part is made of, in the part's own units, y upwards. Drawn by part-chart.ts.

export type Point = readonly [x: number, y: number];

export interface PartShape {
  /** Closed, or open where the look is a line; where one lies in another there is a hole. */
  readonly rings: readonly (readonly Point[])[];
  /** body: the part; second: what lies before it; joint: welds and loads; ground: what holds it; line, axis: no area. */
  readonly look: 'body' | 'second' | 'joint' | 'ground' | 'line' | 'axis';
}

/** A length with its arrows, `away` pixels to the left of the way from `from` to `to`. */
export interface PartLength {
  readonly kind: 'length';
  readonly from: Point;
  readonly to: Point;
  readonly away: number;
  readonly label: string;
}

/** A label at the end of a line that points at a place: `reach` pixels from there, y upwards. */
export interface PartNote {
  readonly kind: 'note';
  readonly at: Point;
  readonly reach: Point;
  readonly label: string;
}

export interface Part {
  readonly shapes: readonly PartShape[];
  readonly marks: readonly (PartLength | PartNote)[];
  /** Labels stand beside the part, which leaves it less of the width. */
  readonly hasLabelsBeside: boolean;
  /** What of it is not to scale. */
  readonly remark?: string;
}

/** @param labels what stands at each variable: "Ts = 0.8125 in" */
export type DrawPart = (values: readonly number[], labels: readonly string[]) => Part;

export function rectangle(left: number, bottom: number, width: number, height: number): Point[] {
  return [
    [left, bottom],
    [left + width, bottom],
    [left + width, bottom + height],
    [left, bottom + height],
  ];
}

/** Points on a circle from one angle to another, in radians. */
export function arc([x, y]: Point, radius: number, from = 0, to = 2 * Math.PI, steps = 72): Point[] {
  return Array.from({ length: steps + 1 }, (_, i) => {
    const angle = from + ((to - from) * i) / steps;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)] as const;
  });
}

/** The outline of a spur gear: addendum one module, dedendum 1.25, a tooth at the angle `phase`. */
export function gear([x, y]: Point, teeth: number, module: number, phase: number): Point[] {
  const pitch = (teeth * module) / 2;
  const [root, tip] = [pitch - 1.25 * module, pitch + module];
  const step = (2 * Math.PI) / teeth;
  // Shares of a tooth's step: the flank rises, the tip, the flank falls.
  const profile = [
    [root, -0.32],
    [tip, -0.14],
    [tip, 0.14],
    [root, 0.32],
  ] as const;
  return Array.from({ length: teeth }, (_, tooth) =>
    profile.map(([radius, share]): Point => {
      const angle = phase + (tooth + share) * step;
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    }),
  ).flat();
}
