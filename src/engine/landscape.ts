// Values of a problem on a grid over two of its dimensions, for the picture under the swarm. f64 on the CPU, in slices.
import type { Clock } from '../core/ports.ts';
import { loadProblem } from '../models/swarm/load-problem.ts';
import { encode } from '../models/swarm/problem.ts';
import { badSpec } from '../models/swarm/schema.ts';
import type { Landscape, LandscapeRequest } from './api.ts';

const holdMs = 20;

export async function computeLandscape(request: LandscapeRequest, clock: Clock): Promise<Landscape> {
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
      problem.minimum.position ??
      middle,
  );
  const values = new Float32Array(size * size);
  const rangeOf = (d: number): readonly [number, number] => [problem.lower[d] ?? 0, problem.upper[d] ?? 0];
  const x = rangeOf(first);
  const y = rangeOf(second);
  let heldSince = clock.tick();
  for (let row = 0; row < size; row++) {
    point[second] = y[0] + ((row + 0.5) / size) * (y[1] - y[0]);
    for (let column = 0; column < size; column++) {
      point[first] = x[0] + ((column + 0.5) / size) * (x[1] - x[0]);
      const { value } = problem.evaluate(point);
      values[row * size + column] = Number.isFinite(value) ? value : Number.NaN;
    }
    if (clock.tick() - heldSince < holdMs) continue;
    await clock.yield();
    heldSince = clock.tick();
  }
  return { axes: [first, second], x, y, size, values };
}
