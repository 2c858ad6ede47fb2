// Contour lines of values on a square grid, by marching squares with linear interpolation, joined into polylines.
// Source: Lorensen & Cline 1987 in two dimensions; saddles are decided by the mean of the cell's corners.

export interface Contour {
  readonly level: number;
  /** x then y per point, as shares of the grid's width and height: 0 is its low edge, 1 its high edge. */
  readonly points: Float64Array<ArrayBuffer>;
  readonly closed: boolean;
}

/**
 * `values`: size × size, row by row from the low end of y, each at the middle of its cell. Cells with a value that is not
 * finite have no lines.
 */
export function contoursOf(values: Float32Array, size: number, levels: readonly number[]): Contour[] {
  return levels.flatMap((level) => joinSegments(crossCells(values, size, level), values, size, level));
}

/** For each crossed edge of the grid, the edges it is joined to: none, one or two. */
type Links = Map<number, number[]>;

// An edge is named by its low corner, twice, plus 0 where it runs along x and 1 where it runs along y.
function crossCells(values: Float32Array, size: number, level: number): Links {
  const links: Links = new Map();
  const link = (a: number, b: number): void => {
    const fromA = links.get(a);
    if (fromA) fromA.push(b);
    else links.set(a, [b]);
    const fromB = links.get(b);
    if (fromB) fromB.push(a);
    else links.set(b, [a]);
  };
  for (let row = 0; row + 1 < size; row++) {
    for (let column = 0; column + 1 < size; column++) {
      const corner = row * size + column;
      const v00 = values[corner] ?? Number.NaN;
      const v10 = values[corner + 1] ?? Number.NaN;
      const v01 = values[corner + size] ?? Number.NaN;
      const v11 = values[corner + size + 1] ?? Number.NaN;
      const total = v00 + v10 + v01 + v11;
      if (!Number.isFinite(total)) continue;
      const code = (v00 >= level ? 1 : 0) | (v10 >= level ? 2 : 0) | (v11 >= level ? 4 : 0) | (v01 >= level ? 8 : 0);
      if (code === 0 || code === 15) continue;
      const bottom = 2 * corner;
      const top = 2 * (corner + size);
      const left = 2 * corner + 1;
      const right = 2 * (corner + 1) + 1;
      const highMiddle = total / 4 >= level;
      switch (code <= 7 ? code : 15 - code) {
        case 1:
          link(left, bottom);
          break;
        case 2:
          link(bottom, right);
          break;
        case 3:
          link(left, right);
          break;
        case 4:
          link(right, top);
          break;
        case 5:
          // Two opposite corners are on one side (5 and its complement 10): which are joined through the middle?
          if ((code === 5) === highMiddle) {
            link(left, top);
            link(bottom, right);
          } else {
            link(left, bottom);
            link(right, top);
          }
          break;
        case 6:
          link(bottom, top);
          break;
        default:
          link(left, top);
      }
    }
  }
  return links;
}

function joinSegments(links: Links, values: Float32Array, size: number, level: number): Contour[] {
  const contours: Contour[] = [];
  const seen = new Set<number>();
  const walk = (start: number): number[] => {
    const path = [start];
    seen.add(start);
    for (let edge: number | undefined = start; edge !== undefined;) {
      edge = links.get(edge)?.find((next) => !seen.has(next));
      if (edge === undefined) break;
      seen.add(edge);
      path.push(edge);
    }
    return path;
  };
  const keep = (path: readonly number[], closed: boolean): void => {
    const points = new Float64Array(2 * path.length);
    path.forEach((edge, i) => {
      const corner = edge >> 1;
      const along = edge & 1 ? size : 1;
      const from = values[corner] ?? 0;
      const share = (level - from) / ((values[corner + along] ?? 0) - from);
      points[2 * i] = ((corner % size) + 0.5 + (along === 1 ? share : 0)) / size;
      points[2 * i + 1] = (Math.floor(corner / size) + 0.5 + (along === 1 ? 0 : share)) / size;
    });
    contours.push({ level, points, closed });
  };
  // Lines that end at the border first, from their ends; what is left are rings.
  for (const [edge, next] of links) if (next.length === 1 && !seen.has(edge)) keep(walk(edge), false);
  for (const edge of links.keys()) if (!seen.has(edge)) keep(walk(edge), true);
  return contours;
}
