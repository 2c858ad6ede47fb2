// Values of a problem on a grid over two of its dimensions, for the picture under the swarm. f64 on the CPU, in slices, or
// on the GPU where the objective has no other form: somebody waits for it, so its slices go before a run's; but between two
// of them on the CPU, whosever landscape they belong to, a run gets a turn.
import type { Clock } from '../core/ports.ts';
import { createWorkQueue, type WorkQueue } from '../core/work-queue.ts';
import { loadProblem } from '../models/swarm/load-problem.ts';
import { type CompiledProblem, decode, encode } from '../models/swarm/problem.ts';
import type { Plane } from '../models/swarm/result.ts';
import { badSpec } from '../models/swarm/spec-parts.ts';
import type { Landscape, LandscapeRequest } from './api.ts';
import type { GpuSource } from './gpu-source.ts';

const holdMs = 20;

type RunSlice = (slice: () => Promise<void>) => Promise<void>;

/**
 * A signal ends a landscape between two of its slices, with the signal's reason: nobody waits for what was asked for before
 * the axes or the problem changed.
 * @param queues of the runs, which share them
 */
export function createLandscapes(
  queues: { readonly cpu: WorkQueue; readonly gpu: WorkQueue },
  gpuSource: GpuSource,
  clock: Clock,
): (request: LandscapeRequest, signal?: AbortSignal) => Promise<Landscape> {
  const turns = createWorkQueue(1);
  return (request, signal) =>
    computeLandscape(request, clock, {
      runSlice: (slice) =>
        turns.run(
          'interactive',
          async () => {
            await queues.cpu.run('interactive', slice, signal);
            // Only now may the next one queue up: a waiting run has begun its own slice.
            await clock.yield();
          },
          signal,
        ),
      onDevice: async (problem, places) => {
        const decoded = places.map((place) => place.map((x, d) => decode(problem.decodings[d] ?? { kind: 'real' }, x)));
        const { evaluateOnGpu } = await import('../models/swarm/gpu-evaluation.ts');
        const answers = await evaluateOnGpu(await gpuSource.need(), problem, decoded, queues.gpu, signal);
        return answers.map(({ value }) => value);
      },
    });
}

interface Means {
  readonly runSlice: RunSlice;
  /** Values at places of the search. */
  onDevice(problem: CompiledProblem, places: readonly Float64Array[]): Promise<number[]>;
}

async function computeLandscape(
  request: LandscapeRequest,
  clock: Clock,
  { runSlice, onDevice }: Means,
): Promise<Landscape> {
  const { problem: spec, size } = request;
  if (spec.name === 'fit') throw badSpec('problem', 'a fit has no landscape; it has a curve');
  if (!Number.isInteger(size) || size < 16 || size > 512)
    throw badSpec('size', `must be a whole number from 16 to 512, got ${size}`);
  const problem = await loadProblem(spec, clock);
  const { axes } = request;
  const values = new Float32Array(size * size);
  const { x, y, point, goTo } = 'origin' in axes ? onPlane(problem, axes) : onAxes(problem, axes, request.around);
  const at = ([low, high]: readonly [number, number], step: number): number =>
    low + ((step + 0.5) / size) * (high - low);
  const moveTo = (cell: number): void => goTo(at(x, cell % size), at(y, Math.floor(cell / size)));
  const keep = (cell: number, value: number): void => {
    values[cell] = Number.isFinite(value) ? value : Number.NaN;
  };
  if (problem.isDeviceOnly) {
    const inside: number[] = [];
    const places: Float64Array[] = [];
    values.fill(Number.NaN).forEach((_, cell) => {
      moveTo(cell);
      if (!isInside(problem, point)) return;
      inside.push(cell);
      places.push(point.slice());
    });
    const answers = await onDevice(problem, places);
    inside.forEach((cell, i) => keep(cell, answers[i] ?? Number.NaN));
    return { axes, x, y, size, values };
  }
  for (let cell = 0; cell < values.length;) {
    await runSlice(async () => {
      const from = clock.tick();
      do {
        moveTo(cell);
        keep(cell, isInside(problem, point) ? problem.evaluate(point).value + problem.offset : Number.NaN);
        cell++;
      } while (cell < values.length && clock.tick() - from < holdMs);
    });
  }
  return { axes, x, y, size, values };
}

/** A point that is led over the picture. */
interface Cut {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly point: Float64Array;
  goTo(u: number, v: number): void;
}

function onAxes(
  { dimensions, lower, upper, names, decodings, minimiser }: CompiledProblem,
  [first, second]: readonly [number, number],
  around: readonly number[] | undefined,
): Cut {
  for (const axis of [first, second]) {
    if (!Number.isInteger(axis) || axis < 0 || axis >= dimensions)
      throw badSpec('axes', `must name dimensions from 0 to ${dimensions - 1}, got ${axis}`);
  }
  if (around && around.length !== dimensions)
    throw badSpec('around', `has ${around.length} numbers, the problem has ${dimensions} dimensions`);
  const point = Float64Array.from(
    around?.map((value, d) => {
      const place = encode(decodings[d] ?? { kind: 'real' }, value);
      if (place === null) throw badSpec(`around.${d}`, `${names[d]} cannot be ${value}`);
      return place;
    }) ??
      minimiser ??
      Array.from(lower, (low, d) => (low + (upper[d] ?? low)) / 2),
  );
  const rangeOf = (d: number): readonly [number, number] => [lower[d] ?? 0, upper[d] ?? 0];
  return {
    x: rangeOf(first),
    y: rangeOf(second),
    point,
    goTo(u, v) {
      point[first] = u;
      point[second] = v;
    },
  };
}

function onPlane({ dimensions }: CompiledProblem, { origin, first, second, x, y }: Plane): Cut {
  for (const { length } of [origin, first, second])
    if (length !== dimensions)
      throw badSpec('axes', `the plane has ${length} dimensions, the problem has ${dimensions}`);
  const point = new Float64Array(dimensions);
  return {
    x,
    y,
    point,
    goTo(u, v) {
      for (let d = 0; d < dimensions; d++) point[d] = (origin[d] ?? 0) + u * (first[d] ?? 0) + v * (second[d] ?? 0);
    },
  };
}

function isInside({ lower, upper }: CompiledProblem, point: Float64Array): boolean {
  return point.every((x, d) => x >= (lower[d] ?? x) && x <= (upper[d] ?? x));
}
