// What the engine does with a spec: a problem to be searched as it is, a fit with a search of its own, or a search for values
// from outside. Each says where it runs, who carries it out, and what its values are; each is fetched when it is asked for.
import type { FrozenChoices } from '../core/run.ts';
import type { Clock } from '../core/ports.ts';
import type { SwarmSpec } from '../models/swarm/schema.ts';
import type { PathChoice } from './api.ts';
import type { PathContext } from './choose-path.ts';
import type { CarrierOptions, SwarmCarrier } from './swarm-session.ts';

export interface Job {
  readonly dimensions: number;
  choosePath(context: PathContext, asked: PathChoice): Promise<FrozenChoices>;
  createCarrier(options: CarrierOptions): SwarmCarrier;
  /** One value a point; of a fit, its residual sum of squares. f64 where the objective has such a form. */
  evaluate(context: PathContext, points: readonly (readonly number[])[]): Promise<number[]>;
}

/** Throws `bad-spec`, `bad-formula` and `bad-data` with their places. */
export async function compileJob(spec: SwarmSpec, clock: Clock): Promise<Job> {
  if (spec.problem.name === 'fit') {
    const { compileFitJob } = await import('./fit-job.ts');
    return compileFitJob(spec, spec.problem);
  }
  if (spec.problem.name === 'external') {
    const { compileExternalJob } = await import('./external-job.ts');
    return compileExternalJob(spec, spec.problem);
  }
  const { compileSwarmJob } = await import('./swarm-job.ts');
  return compileSwarmJob(spec, clock);
}
