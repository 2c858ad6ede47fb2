import { expect, it } from 'vitest';
import { nodeClock } from '../../../../cli/open-engine.ts';
import { compileProblem } from '../compile-problem.ts';
import { createCpuPso } from '../cpu-pso.ts';
import { parseSwarmSpec } from '../schema.ts';
import { sobolPoints } from '../sobol.numeric.ts';

async function placesOf(name: string): Promise<number[][]> {
  const spec = parseSwarmSpec({
    kind: 'swarm',
    problem: { name: 'sphere', dimensions: 2, bounds: [0, 1] },
    algorithm: { name, particles: 64 },
    stop: { generations: 63 },
    seed: 5,
  });
  if (spec.problem.name === 'fit' || spec.problem.name === 'external') throw new Error('Only functions here.');
  using machine = createCpuPso(spec, compileProblem(spec.problem), nodeClock, null);
  const places: number[][] = [];
  for (let generation = 0; generation < 64; generation++) {
    await machine.advance(1);
    const { positions } = await machine.sample(0, 64);
    for (let member = 0; member < 64; member++) places.push([positions[2 * member], positions[2 * member + 1]]);
  }
  return places;
}

it('a quasi-random search is one Sobol sequence, and leaves no cell empty where chance leaves many', async () => {
  const places = await placesOf('quasi-random');
  const unit = sobolPoints(4_096, 2, 5, 0);
  places.forEach(([x, y], i) => {
    expect(x).toBe(Math.fround(unit[2 * i]));
    expect(y).toBe(Math.fround(unit[2 * i + 1]));
  });
  const emptyCells = (points: readonly number[][]): number =>
    1_024 -
    new Set(points.map(([x, y]) => 32 * Math.floor(32 * Math.min(x, 0.999)) + Math.floor(32 * Math.min(y, 0.999))))
      .size;
  expect(emptyCells(places)).toBe(0);
  // Four points a cell: chance leaves e^-4 of 1,024 empty, 19 in the mean.
  expect(emptyCells(await placesOf('random'))).toBeGreaterThan(5);
});
