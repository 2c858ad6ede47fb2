// The kernel of a cluster's energy against its f64 twin: at shapes at rest, at loose ones, and where atoms lie in each other.
import { expect, it } from 'vitest';
import { withTestGpu } from '../../../../cli/test-gpu.contract.ts';
import type { Gpu } from '../../../gpu/gpu.ts';
import { createGpuPso } from '../gpu-pso.ts';
import { minimiseInBox } from '../polish/minimise-in-box.numeric.ts';
import { parseSwarmSpec } from '../schema.ts';
import { compileCluster } from './cluster-problem.ts';
import { clusterEnergy } from './lennard-jones.numeric.ts';

let gpu: Gpu;
withTestGpu((opened) => {
  gpu = opened;
});

const particles = 40;

it.each([2, 3, 13, 38])('%i atoms', async (atoms) => {
  const problem = compileCluster({ name: 'lennard-jones', atoms });
  const { dimensions, lower, upper } = problem;
  const drawn = (round: number): Float64Array =>
    lower.map((low, d) => low + (0.5 + 0.5 * Math.sin(1 + 17 * round + 5.3 * d + round * d)) * ((upper[d] ?? 0) - low));
  // A third at rest, a third as drawn, a third with all atoms within a tenth of each other; and two in one place.
  const points = Array.from({ length: 12 }, (_, round): number[] => {
    if (round % 3 === 2) return [...drawn(round)].map((x) => x / 20);
    if (round % 3 === 1) return [...drawn(round)];
    const steps = minimiseInBox(clusterEnergy, problem, drawn(round), 1e-9);
    for (;;) {
      const step = steps.next();
      if (step.done) return [...step.value.position];
    }
  });
  points.push([...drawn(0)].map((x, d, all) => (d >= 3 && d < 6 ? (all[d - 3] ?? 0) : x)));
  const spec = parseSwarmSpec({
    kind: 'swarm',
    problem: { name: 'lennard-jones', atoms },
    algorithm: { name: 'pso', particles, initialisation: { points } },
    stop: { generations: 10 },
  });
  using machine = await createGpuPso({ gpu, spec, problem, variant: 'tile16-wg64', saved: null });
  await machine.advance(1);
  const { positions, values } = await machine.sample(0, particles);
  let compared = 0;
  for (let member = 0; member < particles; member++) {
    const place = positions.subarray(member * dimensions, (member + 1) * dimensions);
    const exact = problem.evaluate(place).value;
    // Each pair to 32 units in the last place of what it is made of: r⁻² is good to 6, its sixth power six times as far.
    const parts = ofPairs(place);
    expect(Math.abs((values[member] ?? Number.NaN) - exact)).toBeLessThan(32 * 2 ** -23 * parts);
    compared++;
  }
  expect(compared).toBe(particles);
});

/** Sum over pairs of the sizes of repulsion and attraction, which the energy is the difference of. */
function ofPairs(place: ArrayLike<number>): number {
  let sum = 0;
  const at = (i: number): number => place[i] ?? 0;
  for (let i = 3; i < place.length; i += 3)
    for (let j = 0; j < i; j += 3) {
      const square = (at(i) - at(j)) ** 2 + (at(i + 1) - at(j + 1)) ** 2 + (at(i + 2) - at(j + 2)) ** 2;
      const inverse = 1 / Math.max(square, 0.25);
      const slope = 12 * inverse ** 4 * (2 * inverse ** 3 + 1);
      sum += 4 * (inverse ** 6 + inverse ** 3) + slope * Math.max(0, 0.25 - square);
    }
  return sum;
}
