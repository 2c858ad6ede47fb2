// The curves of a run as the page gathers them from progress records: best, mean, diversity by generation, thinned by halves.
import type { SwarmProgress, SwarmResult } from '../../../models/swarm/result.ts';

export interface Curve {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

export interface RunCurves {
  readonly best: Curve;
  readonly mean: Curve;
  readonly diversity: Curve;
}

const mostPoints = 2_000;
const noPoints: Curve = { x: [], y: [] };
export const noCurves: RunCurves = { best: noPoints, mean: noPoints, diversity: noPoints };

/** Records may come twice for a generation (pause, replay after a lost device): a curve only grows to the right. */
export function addProgress(curves: RunCurves, progress: SwarmProgress): RunCurves {
  const { curve, generation, meanValue, diversity } = progress;
  return {
    best: append(curves.best, curve.generations, curve.best),
    mean: meanValue === null ? curves.mean : append(curves.mean, [generation], [meanValue]),
    diversity: diversity === null ? curves.diversity : append(curves.diversity, [generation], [diversity]),
  };
}

/** The result has the whole curve of the best, also of a run that this page did not watch. */
export function withResult(curves: RunCurves, { curve }: SwarmResult): RunCurves {
  return { ...curves, best: { x: curve.generations, y: curve.best } };
}

function append(curve: Curve, xs: readonly number[], ys: readonly number[]): Curve {
  const last = curve.x.at(-1) ?? Number.NEGATIVE_INFINITY;
  const isNew = xs.map((x, i) => x > last && Number.isFinite(ys[i]));
  if (!isNew.includes(true)) return curve;
  const joined = {
    x: [...curve.x, ...xs.filter((_, i) => isNew[i])],
    y: [...curve.y, ...ys.filter((_, i) => isNew[i])],
  };
  return joined.x.length <= mostPoints ? joined : thin(joined);
}

function thin({ x, y }: Curve): Curve {
  const stride = Math.ceil(x.length / (mostPoints / 2));
  const keep = (_: number, i: number): boolean => i % stride === 0 || i === x.length - 1;
  return { x: x.filter(keep), y: y.filter(keep) };
}
