// A spec that goes on where a run ended: the same search, begun at the best places it found, with a new seed.
import type { SwarmResult } from '../../../models/swarm/result.ts';
import type { SwarmSpec } from '../../../models/swarm/schema.ts';

/** Best places of the repeats, best first; the rest of the swarm is drawn anew. Stops are as they were. */
export function searchOnFrom(spec: SwarmSpec, result: SwarmResult): SwarmSpec {
  const best = [...result.repeats]
    .sort((a, b) => a.best.violation - b.best.violation || a.best.value - b.best.value)
    // By name: what older versions stored as the position was the search's own.
    .map(({ best: { variables } }) => Object.values(variables));
  const points = best.slice(0, spec.algorithm.particles);
  return {
    ...spec,
    algorithm: { ...spec.algorithm, initialisation: { points } },
    // The same seed would draw the same numbers again.
    seed: spec.seed + 1,
  };
}
