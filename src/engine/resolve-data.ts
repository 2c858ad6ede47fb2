// Data files become numbers in the spec, so that the spec is all that the run needs.
import { AeonError } from '../core/errors.ts';
import type { FitProblem, SwarmSpec } from '../models/swarm/schema.ts';
import type { WgslProblem } from '../models/swarm/wgsl/schema.ts';

type Files = Readonly<Record<string, Uint8Array<ArrayBuffer>>>;

/** Throws `not-found` for a file that was not handed over, `bad-data` and `bad-formula` with their places. */
export async function resolveData(spec: SwarmSpec, files: Files): Promise<SwarmSpec> {
  const { problem } = spec;
  if (problem.name === 'wgsl') return { ...spec, problem: await withNumbers(problem, files) };
  return problem.name === 'fit' ? { ...spec, problem: await withColumns(problem, files) } : spec;
}

// The readers are fetched when there is a file to read.

async function withColumns(problem: FitProblem, files: Files): Promise<FitProblem> {
  const { data } = problem;
  if (typeof data !== 'string') return problem;
  const bytes = fileOf(files, data, 'problem.data');
  const { readColumns } = await import('./read-columns.ts');
  return { ...problem, data: { name: data, columns: readColumns(problem, data, bytes) } };
}

async function withNumbers(problem: WgslProblem, files: Files): Promise<WgslProblem> {
  const data: WgslProblem['data'] = {};
  for (const [name, entry] of Object.entries(problem.data)) {
    const field = `problem.data.${name}`;
    const file = typeof entry === 'string' ? entry : 'file' in entry ? entry.file : null;
    if (file === null) {
      data[name] = entry;
      continue;
    }
    const bytes = fileOf(files, file, field);
    const { readNumbers } = await import('../models/swarm/wgsl/read-numbers.ts');
    data[name] = readNumbers(file, bytes, typeof entry === 'object' && 'column' in entry ? entry.column : null, field);
  }
  return { ...problem, data };
}

function fileOf(files: Files, name: string, field: string): Uint8Array<ArrayBuffer> {
  const bytes = Object.hasOwn(files, name) ? files[name] : undefined;
  if (bytes) return bytes;
  throw new AeonError('not-found', `The data file "${name}" was not found.`, {
    hint: 'Paths are relative to the spec. In the app, drop the file on the page.',
    place: { field },
  });
}
