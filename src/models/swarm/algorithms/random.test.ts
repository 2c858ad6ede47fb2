import { expect, it } from 'vitest';
import { nodeClock } from '../../../../cli/open-engine.ts';
import { compileProblem } from '../compile-problem.ts';
import { createCpuPso } from '../cpu-pso.ts';
import { parseSwarmSpec } from '../schema.ts';

it('random search covers the box evenly, generation after generation, and finds what chance finds', async () => {
  const spec = parseSwarmSpec({
    kind: 'swarm',
    problem: { name: 'sphere', dimensions: 2, bounds: [-1, 1] },
    algorithm: { name: 'random', particles: 1_000 },
    stop: { generations: 19 },
  });
  if (spec.problem.name === 'fit') throw new Error('No fits here.');
  using machine = createCpuPso(spec, compileProblem(spec.problem), nodeClock, null);
  const cells = new Float64Array(16);
  for (let generation = 0; generation < 20; generation++) {
    await machine.advance(1);
    const { positions } = await machine.sample(0, 1_000);
    for (let member = 0; member < 1_000; member++) {
      const [column, row] = [0, 1].map((d) => Math.min(3, Math.floor((positions[2 * member + d] + 1) * 2)));
      cells[4 * row + column]++;
    }
  }
  // 20,000 places in 16 cells: chi-square with 15 degrees of freedom, below its 99.9th percentile.
  expect(cells.reduce((sum, count) => sum + (count - 1_250) ** 2 / 1_250, 0)).toBeLessThan(37.7);
  // The nearest of n places to the middle of the box: its square is 4/(pi n) in the mean, ten times that once in 22,000 runs.
  const best = await machine.bestPositions();
  expect(best[0] ** 2 + best[1] ** 2).toBeLessThan((10 * 4) / (Math.PI * 20_000));
});
