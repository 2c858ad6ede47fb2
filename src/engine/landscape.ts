// Values of a problem on a grid over two of its dimensions, for the picture under the swarm. f64 on the CPU, in slices:
// somebody waits for it, so its slices go before a run's; but between two of them, whosever landscape they belong to, a run
// gets a turn.
import type { Clock } from '../core/ports.ts';
import { createWorkQueue, type WorkQueue } from '../core/work-queue.ts';
import { loadProblem } from '../models/swarm/load-problem.ts';
import { encode } from '../models/swarm/problem.ts';
import { badSpec } from '../models/swarm/spec-parts.ts';
import type { Landscape, LandscapeRequest } from './api.ts';

const holdMs = 20;

type RunSlice = (slice: () => Promise<void>) => Promise<void>;

/**
 * A signal ends a landscape between two of its slices, with the signal's reason: nobody waits for what was asked for before
 * the axes or the problem changed.
 * @param queue the CPU's, which its runs use too
 */
export function createLandscapes(
  queue: WorkQueue,
  clock: Clock,
): (request: LandscapeRequest, signal?: AbortSignal) => Promise<Landscape> {
  const turns = createWorkQueue(1);
  return (request, signal) =>
    computeLandscape(request, clock, (slice) =>
      turns.run(
        'interactive',
        async () => {
          await queue.run('interactive', slice, signal);
          // Only now may the next one queue up: a waiting run has begun its own slice.
          await clock.yield();
        },
        signal,
      ),
    );
}

async function computeLandscape(request: LandscapeRequest, clock: Clock, runSlice: RunSlice): Promise<Landscape> {
  const { problem: spec, size } = request;
  if (spec.name === 'fit') throw badSpec('problem', 'a fit has no landscape; it has a curve');
  if (!Number.isInteger(size) || size < 16 || size > 512)
    throw badSpec('size', `must be a whole number from 16 to 512, got ${size}`);
  const problem = await loadProblem(spec, clock);
  const [first, second] = request.axes;
  for (const axis of request.axes) {
    if (!Number.isInteger(axis) || axis < 0 || axis >= problem.dimensions)
      throw badSpec('axes', `must name dimensions from 0 to ${problem.dimensions - 1}, got ${axis}`);
  }
  const middle = Array.from(problem.lower, (low, d) => (low + (problem.upper[d] ?? low)) / 2);
  const { around } = request;
  if (around && around.length !== problem.dimensions)
    throw badSpec('around', `has ${around.length} numbers, the problem has ${problem.dimensions} dimensions`);

  const point = Float64Array.from(
    around?.map((value, d) => {
      const x = encode(problem.decodings[d] ?? { kind: 'real' }, value);
      if (x === null) throw badSpec(`around.${d}`, `${problem.names[d]} cannot be ${value}`);
      return x;
    }) ??
      problem.minimiser ??
      middle,
  );
  const values = new Float32Array(size * size);
  const rangeOf = (d: number): readonly [number, number] => [problem.lower[d] ?? 0, problem.upper[d] ?? 0];
  const x = rangeOf(first);
  const y = rangeOf(second);
  const at = ([low, high]: readonly [number, number], step: number): number =>
    low + ((step + 0.5) / size) * (high - low);
  for (let cell = 0; cell < values.length;) {
    await runSlice(async () => {
      const from = clock.tick();
      do {
        point[first] = at(x, cell % size);
        point[second] = at(y, Math.floor(cell / size));
        const value = problem.evaluate(point).value + problem.offset;
        values[cell] = Number.isFinite(value) ? value : Number.NaN;
        cell++;
      } while (cell < values.length && clock.tick() - from < holdMs);
    });
  }
  return { axes: [first, second], x, y, size, values };
}
