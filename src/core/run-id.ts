// Ids of runs: ULIDs, so that they sort by time.
import { ulid } from 'ulid';

export function createRunId(now: number): string {
  return ulid(now);
}
