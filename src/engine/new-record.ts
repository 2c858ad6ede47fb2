// The record of a run that has not begun.
import { createRunId } from '../core/run-id.ts';
import { type RunRecord, type RunSpec, runSchemaVersion } from '../core/run.ts';

/** @param now milliseconds since the epoch */
export function newRecord<Spec extends RunSpec>(
  now: number,
  about: Pick<RunRecord<Spec>, 'title' | 'spec' | 'choices'>,
): RunRecord<Spec, never> {
  return {
    id: createRunId(now),
    schemaVersion: runSchemaVersion,
    ...about,
    state: { status: 'queued' },
    knobTurns: [],
    createdAt: now,
    updatedAt: now,
    activeSeconds: 0,
    fraction: null,
    summary: '',
    result: null,
  };
}
