// Trials in a worker of the CPU path: one request at a time, one answer each.
import { compileProblem } from '../compile-problem.ts';
import { type RawTrial, runTrial, type TrialRequest } from './run-trial.ts';

/** Nobody waits for this thread. */
const unhurried = { now: () => 0, tick: () => 0, yield: async () => undefined };

export async function answerTrial(request: TrialRequest): Promise<RawTrial> {
  const trial = await runTrial(request, compileProblem(request.problem), unhurried);
  if (!trial) throw new Error('a trial that nobody can cancel was cancelled');
  return trial;
}
