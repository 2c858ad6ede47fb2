// A search without bounds in a box (Hansen's BoundTransform in pycma): the same place well inside, a parabola that touches the
// bound in the margin along it, mirrored beyond. The twin is in shaders/swarm/moves/cma.wgsl.

/** Share of the box that is bent along each bound; a power of two, so that it is exact. */
const marginShare = 1 / 32;

/** The place in the box that any number stands for. */
export function foldIntoBox(u: number, lower: number, upper: number): number {
  const width = upper - lower;
  const margin = marginShare * width;
  if (u >= lower + margin && u <= upper - margin) return u;
  // Mirrored into [0, length]: the box with a margin on both sides.
  const length = width + 2 * margin;
  const above = u - (lower - margin);
  const folds = Math.floor(above / length);
  const rest = above - folds * length;
  const fromLower = folds % 2 === 0 ? rest : length - rest;
  const fromUpper = length - fromLower;
  const x =
    fromLower < 2 * margin
      ? lower + (fromLower * fromLower) / (4 * margin)
      : fromUpper < 2 * margin
        ? upper - (fromUpper * fromUpper) / (4 * margin)
        : lower - margin + fromLower;
  return x < lower ? lower : x > upper ? upper : x;
}

/** The number next to the box that stands for a place in it. */
export function unfoldFromBox(x: number, lower: number, upper: number): number {
  const margin = marginShare * (upper - lower);
  if (x < lower + margin) return lower - margin + 2 * Math.sqrt(margin * Math.max(0, x - lower));
  if (x > upper - margin) return upper + margin - 2 * Math.sqrt(margin * Math.max(0, upper - x));
  return x;
}
