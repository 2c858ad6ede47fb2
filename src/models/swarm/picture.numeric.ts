// From a sample of members to what a person sees of it: the points on two axes, the mean value, the spread.
import type { Plane, SwarmPicture } from './result.ts';
import type { MemberSample } from './swarm-machine.ts';

/** Mean of the finite values; null where there is none. `worst`: the value that stands for not finite. */
export function meanValue(values: Float32Array, worst: number): number | null {
  let total = 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i] >= worst) continue;
    total += values[i];
    count++;
  }
  return count === 0 ? null : total / count;
}

/** Mean distance of the members from their centroid, as a share of the box's diagonal (Riget & Vesterstrøm 2002, with the diagonal as length). */
export function diversity(sample: MemberSample, lower: Float64Array, upper: Float64Array): number {
  const { dimensions, positions } = sample;
  const members = positions.length / dimensions;
  const centre = centroid(sample);
  let diagonal = 0;
  for (let d = 0; d < dimensions; d++) diagonal += (upper[d] - lower[d]) ** 2;
  let total = 0;
  for (let i = 0; i < members; i++) {
    let square = 0;
    for (let d = 0; d < dimensions; d++) square += (positions[i * dimensions + d] - centre[d]) ** 2;
    total += Math.sqrt(square);
  }
  return total / members / Math.sqrt(diagonal);
}

function centroid({ dimensions, positions }: MemberSample): Float64Array {
  const members = positions.length / dimensions;
  const centre = new Float64Array(dimensions);
  for (let i = 0; i < positions.length; i++) centre[i % dimensions] += positions[i] / members;
  return centre;
}

/** Members on two axes of the problem. */
export function projectOnAxes(sample: MemberSample, axes: readonly [number, number]): SwarmPicture {
  const { dimensions, positions } = sample;
  const points = new Float32Array((2 * positions.length) / dimensions);
  for (let i = 0; i < points.length / 2; i++) {
    points[2 * i] = positions[i * dimensions + axes[0]];
    points[2 * i + 1] = positions[i * dimensions + axes[1]];
  }
  const { generation, best } = sample;
  return { generation, axes, points, best, bestPoint: [best[axes[0]], best[axes[1]]] };
}

/** Of the widest coordinate: how far beyond its members a plane reaches. */
const margin = 0.1;
/** Members that may be out of sight before a plane is given up. */
const mostOutside = 0.05;
/** The members' extent on both axes, in shares of the plane's, below which it is given up. */
const leastExtent = 0.35;

/**
 * The plane of the members' two directions of largest spread (principal components, by power iteration with deflation),
 * through the best place, so that what is seen of the objective there is where the search is.
 */
export function principalPlane(sample: MemberSample): Plane {
  const centre = centroid(sample);
  const first = principalDirection(sample, centre, null);
  const second = principalDirection(sample, centre, first);
  const origin = [...sample.best];
  const points = coordinatesOn(sample, { origin, first, second });
  const rangeOf = (axis: 0 | 1): [number, number] => {
    const [low, high] = extent(points, axis);
    // Where all are at one place, something to look at.
    const pad = margin * (high - low) || 1e-6 * (Math.abs(origin[0]) || 1);
    return [low - pad, high + pad];
  };
  return { origin, first, second, x: rangeOf(0), y: rangeOf(1) };
}

/** Members on a plane that is kept while they can be seen well on it; otherwise, or without one, on their own principal plane. */
export function projectOnPlane(sample: MemberSample, kept: Plane | null): SwarmPicture & { readonly axes: Plane } {
  const plane = kept && showsWell(coordinatesOn(sample, kept), kept) ? kept : principalPlane(sample);
  const { generation, best } = sample;
  const [x, y] = coordinatesOn({ dimensions: sample.dimensions, positions: best }, plane);
  return { generation, axes: plane, points: coordinatesOn(sample, plane), best, bestPoint: [x, y] };
}

function coordinatesOn(
  { dimensions, positions }: Pick<MemberSample, 'dimensions' | 'positions'>,
  { origin, first, second }: Pick<Plane, 'origin' | 'first' | 'second'>,
): Float32Array<ArrayBuffer> {
  const points = new Float32Array((2 * positions.length) / dimensions);
  for (let i = 0; i < points.length / 2; i++) {
    let u = 0;
    let v = 0;
    for (let d = 0; d < dimensions; d++) {
      const offset = positions[i * dimensions + d] - origin[d];
      u += offset * first[d];
      v += offset * second[d];
    }
    points[2 * i] = u;
    points[2 * i + 1] = v;
  }
  return points;
}

function showsWell(points: Float32Array, { x, y }: Plane): boolean {
  let outside = 0;
  for (let i = 0; i < points.length; i += 2)
    if (points[i] < x[0] || points[i] > x[1] || points[i + 1] < y[0] || points[i + 1] > y[1]) outside++;
  const widthOf = ([low, high]: readonly [number, number]): number => high - low;
  return (
    outside <= (mostOutside * points.length) / 2 &&
    widthOf(extent(points, 0)) >= leastExtent * widthOf(x) &&
    widthOf(extent(points, 1)) >= leastExtent * widthOf(y)
  );
}

function extent(points: Float32Array, axis: 0 | 1): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (let i = axis; i < points.length; i += 2) {
    low = Math.min(low, points[i]);
    high = Math.max(high, points[i]);
  }
  return [low, high];
}

function principalDirection(
  { dimensions, positions }: MemberSample,
  centre: Float64Array,
  against: readonly number[] | null,
): readonly number[] {
  const members = positions.length / dimensions;
  let direction = Array.from({ length: dimensions }, (_, d) => 1 / (1 + d + (against ? (d % 2) * 3 : 0)));
  // Twenty rounds: a picture, not a measurement.
  for (let round = 0; round < 20; round++) {
    const next = new Array<number>(dimensions).fill(0);
    for (let i = 0; i < members; i++) {
      let dot = 0;
      for (let d = 0; d < dimensions; d++) dot += (positions[i * dimensions + d] - centre[d]) * direction[d];
      for (let d = 0; d < dimensions; d++) next[d] += dot * (positions[i * dimensions + d] - centre[d]);
    }
    if (against) {
      let dot = 0;
      for (let d = 0; d < dimensions; d++) dot += next[d] * against[d];
      for (let d = 0; d < dimensions; d++) next[d] -= dot * against[d];
    }
    const length = Math.hypot(...next);
    if (length === 0) return direction;
    direction = next.map((x) => x / length);
  }
  return direction;
}
