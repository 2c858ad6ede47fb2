// The BBOB kernels against their f64 twins, over the box and close to the optimum, where what cancels would show.
import { afterAll, describe, expect, it } from 'vitest';
import { withTestGpu } from '../../../../cli/test-gpu.contract.ts';
import type { Gpu } from '../../../gpu/gpu.ts';
import { createGpuPso } from '../gpu-pso.ts';
import { parseSwarmSpec } from '../schema.ts';
import { bbobNames } from './bbob.ts';
import { compileBbobProblem } from './bbob-problem.ts';

let gpu: Gpu;
let executed = 0;
withTestGpu((opened) => {
  gpu = opened;
});
afterAll(() => {
  // So that green on nothing is red.
  expect(executed).toBe(72);
});

const particles = 40;

describe.each(bbobNames)('%s', (name) => {
  it.each([2, 5, 40])('in %i dimensions', async (dimensions) => {
    const problem = compileBbobProblem({ name, dimensions, instance: 3 });
    const optimum = problem.minimiser ?? [];
    // A third of the members a tenth, a hundredth … 1e-5 from the optimum; the rest anywhere.
    const points = Array.from({ length: 12 }, (_, i) =>
      optimum.map((o, d) => {
        const away = 10 ** -(1 + (i % 5)) * Math.sin(1 + 3 * i + d);
        return Math.min(5, Math.max(-5, o + away));
      }),
    );
    const spec = parseSwarmSpec({
      kind: 'swarm',
      problem: { name, dimensions, instance: 3 },
      algorithm: { name: 'pso', particles, initialisation: { points } },
      stop: { generations: 10 },
    });
    using machine = await createGpuPso({ gpu, spec, problem, variant: 'tile16-wg64', saved: null });
    await machine.advance(1);
    const { positions, values } = await machine.sample(0, particles);

    const wrong: string[] = [];
    for (let member = 0; member < particles; member++) {
      const place = positions.slice(member * dimensions, (member + 1) * dimensions);
      const exact = problem.evaluate(place).value;
      const tolerance = toleranceAt(place);
      if (!(Math.abs(values[member] - exact) <= tolerance))
        wrong.push(`member ${member}: ${values[member]}, in f64 ${exact}, allowed ${tolerance}`);
    }
    expect(wrong).toEqual([]);
    executed++;

    /**
     * What the f64 function gives when the offset from the optimum is off by 8 units in the last place of its length (a
     * turn mixes all coordinates), times 4; and roundings: T_osz's phase of up to 500 is good to 2^-15, of which a tenth
     * reaches the value, doubled where it is squared; with those of exp, log, sin and the sum, 2^-16 in all.
     */
    function toleranceAt(place: Float32Array): number {
      const length = Math.hypot(...optimum.map((o, d) => place[d] - o));
      const value = problem.evaluate(place).value;
      let most = 0;
      for (let round = 0; round < 16; round++) {
        const moved = Array.from(
          place,
          (x, d) => x + (Math.sin(17 * round + 5 * d + round * d) > 0 ? 1 : -1) * 2 ** -21 * length,
        );
        most = Math.max(most, Math.abs(problem.evaluate(moved).value - value));
      }
      return 4 * most + 2 ** -16 * Math.abs(value) + 1e-30;
    }
  });
});
