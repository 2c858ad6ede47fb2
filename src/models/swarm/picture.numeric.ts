// From a sample of members to what a person sees of it: the points on two axes, the mean value, the spread.
import type { SwarmPicture } from './result.ts';
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

/** Members on their own principal plane: two directions of largest spread, by power iteration with deflation; origin at the centroid. */
export function projectOnPrincipalPlane(sample: MemberSample): SwarmPicture {
  const { dimensions, positions } = sample;
  const centre = centroid(sample);
  const first = principalDirection(sample, centre, null);
  const second = principalDirection(sample, centre, first);
  const points = new Float32Array((2 * positions.length) / dimensions);
  for (let i = 0; i < points.length / 2; i++) {
    for (let d = 0; d < dimensions; d++) {
      const offset = positions[i * dimensions + d] - centre[d];
      points[2 * i] += offset * first[d];
      points[2 * i + 1] += offset * second[d];
    }
  }
  const { generation, best } = sample;
  const along = (direction: Float64Array): number =>
    direction.reduce((sum, share, d) => sum + share * (best[d] - centre[d]), 0);
  return { generation, axes: 'principal', points, best, bestPoint: [along(first), along(second)] };
}

function principalDirection(
  { dimensions, positions }: MemberSample,
  centre: Float64Array,
  against: Float64Array | null,
): Float64Array {
  const members = positions.length / dimensions;
  let direction = new Float64Array(dimensions);
  for (let d = 0; d < dimensions; d++) direction[d] = 1 / (1 + d + (against ? (d % 2) * 3 : 0));
  // Twenty rounds: a picture, not a measurement.
  for (let round = 0; round < 20; round++) {
    const next = new Float64Array(dimensions);
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
