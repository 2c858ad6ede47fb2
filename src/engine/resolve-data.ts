// A fit's data file becomes columns in the spec, so that the spec is all that the run needs.
import { AeonError } from '../core/errors.ts';
import type { SwarmSpec } from '../models/swarm/schema.ts';

/** Throws `not-found` for a file that was not handed over, `bad-data` and `bad-formula` with their places. */
export async function resolveData(
  spec: SwarmSpec,
  files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>,
): Promise<SwarmSpec> {
  const { problem } = spec;
  if (problem.name !== 'fit' || typeof problem.data !== 'string') return spec;
  const bytes = files[problem.data];
  if (!bytes) {
    throw new AeonError('not-found', `The data file "${problem.data}" was not found.`, {
      hint: 'Paths are relative to the spec. In the app, drop the file on the page.',
      place: { field: 'problem.data' },
    });
  }
  // The readers are fetched when there is a file to read.
  const { readColumns } = await import('./read-columns.ts');
  return {
    ...spec,
    problem: {
      ...problem,
      data: { name: problem.data, columns: readColumns(problem, problem.data, bytes) },
    },
  };
}
