// What a run ends with, from what its search found; a search and a fit alike.
import type { SwarmResult } from '../models/swarm/result.ts';
import type { SwarmOutcome } from '../models/swarm/swarm-run.ts';
import type { SwarmRecord } from './run-session.ts';

/** @param setupSeconds of the engine, before the search had its own */
export function toResult({ id, spec, choices }: SwarmRecord, outcome: SwarmOutcome, setupSeconds: number): SwarmResult {
  const best = outcome.repeats[outcome.bestRepeat];
  if (!best) throw new RangeError('A run ended without a repeat.');
  const polished = outcome.repeats.flatMap(({ polish }) => polish ?? []);
  return {
    id,
    schemaVersion: 1,
    kind: 'swarm',
    problem: spec.problem,
    algorithm: spec.algorithm,
    ...(choices.algorithmReason !== undefined && { algorithmReason: choices.algorithmReason }),
    seed: spec.seed,
    best: best.best,
    evaluations: outcome.evaluations,
    generations: outcome.generations,
    seconds: outcome.seconds,
    setupSeconds: setupSeconds + outcome.setupSeconds,
    stoppedBecause: outcome.stoppedBecause,
    adapter: choices.adapter,
    repeats: outcome.repeats,
    curve: outcome.curve,
    ...(best.polish && {
      polish: {
        ...best.polish,
        evaluations: polished.reduce((total, { evaluations }) => total + evaluations, 0),
        minimisations: polished.reduce((total, { minimisations }) => total + minimisations, 0),
      },
    }),
  };
}
