// Where a run is shown, by its kind.
import type { RunOverview } from '../../core/run.ts';

export function runAddress({ id, kind }: Pick<RunOverview, 'id' | 'kind'>): string {
  return kind === 'comparison' ? `/swarm/compare/${id}` : `/swarm/${id}`;
}
