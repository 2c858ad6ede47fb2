// A fit as the engine's job. A module of its own, fetched when a fit is asked for.
import { compileFit } from '../models/swarm/fit/compile-fit.ts';
import type { FitProblem, SwarmSpec } from '../models/swarm/schema.ts';
import { chooseFitPath, createFitCarrier } from './fit-session.ts';
import type { Job } from './job.ts';

export function compileFitJob(spec: SwarmSpec, problem: FitProblem): Job {
  const fit = compileFit(problem);
  return {
    dimensions: fit.parameters,
    choosePath: (context, asked) => chooseFitPath(context, asked, spec, fit),
    createCarrier: (options) => createFitCarrier(fit, options),
    evaluate: async (_, points) => points.map((values) => fit.evaluate(values)),
  };
}
