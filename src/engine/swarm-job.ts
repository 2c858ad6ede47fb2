// A search as the engine's job, with all that carries it out on GPU and CPU. A module of its own, fetched when a search is
// asked for.
import type { Clock } from '../core/ports.ts';
import { evaluateOnGpu } from '../models/swarm/gpu-evaluation.ts';
import { givenPlaces } from '../models/swarm/initial-places.ts';
import { loadProblem } from '../models/swarm/load-problem.ts';
import type { SwarmSpec } from '../models/swarm/schema.ts';
import { choosePath } from './choose-path.ts';
import type { Job } from './job.ts';
import { createSwarmCarrier } from './swarm-session.ts';

/** Throws `bad-spec` and `bad-formula` with their places. */
export async function compileSwarmJob(spec: SwarmSpec, clock: Clock): Promise<Job> {
  const problem = await loadProblem(spec.problem, clock);
  const { initialisation } = spec.algorithm;
  if (typeof initialisation === 'object') givenPlaces(initialisation.points, problem);
  return {
    dimensions: problem.dimensions,
    choosePath: (context, asked) => choosePath(context, asked, spec, problem),
    createCarrier: (options) => createSwarmCarrier({ ...options, problem }),
    async evaluate({ gpuSource, queues }, points) {
      if (!problem.isDeviceOnly) return points.map((values) => problem.evaluateValues(values).value + problem.offset);
      const answers = await evaluateOnGpu(await gpuSource.need(), problem, points, queues.gpu);
      return answers.map(({ value }) => value);
    },
  };
}
