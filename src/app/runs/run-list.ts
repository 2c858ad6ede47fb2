// The list of runs as it is asked for: filter, order, the facts of a record that rows and comparison show. Pure.
import { describeAdapter } from '../../core/adapter.ts';
import type { RunOverview, RunRecord, RunStatus } from '../../core/run.ts';

export type SortColumn = 'title' | 'state' | 'problem' | 'seconds' | 'created';

export interface ListQuery {
  readonly text: string;
  readonly state: RunStatus | 'all';
  readonly problem: string;
  readonly sort: SortColumn;
  readonly descending: boolean;
}

export const firstQuery: ListQuery = { text: '', state: 'all', problem: 'all', sort: 'created', descending: true };

export function problemsIn(runs: readonly RunOverview[]): readonly string[] {
  return [...new Set(runs.map(({ problem }) => problem))].sort();
}

export function select(runs: readonly RunOverview[], query: ListQuery): readonly RunOverview[] {
  const words = query.text.toLowerCase().split(/\s+/).filter(Boolean);
  const kept = runs.filter((run) => {
    if (query.state !== 'all' && run.state.status !== query.state) return false;
    const { problem } = run;
    if (query.problem !== 'all' && problem !== query.problem) return false;
    if (words.length === 0) return true;
    const text = `${run.title} ${problem} ${run.summary} ${run.id}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const sign = query.descending ? -1 : 1;
  return kept.sort((a, b) => sign * compare(a, b, query.sort) || (a.id < b.id ? 1 : -1));
}

function compare(a: RunOverview, b: RunOverview, column: SortColumn): number {
  switch (column) {
    case 'title':
      return a.title.localeCompare(b.title, 'en', { numeric: true });
    case 'state':
      return a.state.status.localeCompare(b.state.status);
    case 'problem':
      return a.problem.localeCompare(b.problem);
    case 'seconds':
      return a.activeSeconds - b.activeSeconds;
    case 'created':
      return a.createdAt - b.createdAt;
    default:
      return column satisfies never;
  }
}

export interface ComparedField {
  readonly path: string;
  /** One per run, in their order; '' where a run has no such field. */
  readonly values: readonly string[];
  readonly differs: boolean;
}

const longestList = 8;

/** Every field of the specs and the frozen choices, side by side. */
export function compareConfigurations(runs: readonly RunRecord[]): readonly ComparedField[] {
  const flat = runs.map((run) => {
    const { adapter, path, build, variants } = run.choices;
    const fields = new Map<string, string>();
    flatten(run.spec, '', fields);
    flatten({ path, adapter: describeAdapter(adapter), variants, build }, 'choices', fields);
    return fields;
  });
  const paths = [...new Set(flat.flatMap((fields) => [...fields.keys()]))];
  return paths.map((path) => {
    const values = flat.map((fields) => fields.get(path) ?? '');
    return { path, values, differs: new Set(values).size > 1 };
  });
}

function flatten(value: unknown, path: string, into: Map<string, string>): void {
  if (Array.isArray(value)) {
    into.set(path, value.length > longestList ? `${value.length} values` : JSON.stringify(value));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) flatten(inner, path === '' ? key : `${path}.${key}`, into);
  } else if (value !== undefined) into.set(path, typeof value === 'string' ? value : JSON.stringify(value));
}

export interface RunCurve {
  readonly generations: readonly number[];
  readonly best: readonly number[];
}

/** The curve of a finished run; null for one that has none yet. */
export function curveOf({ result }: RunRecord): RunCurve | null {
  if (typeof result !== 'object' || result === null || !('curve' in result)) return null;
  const { curve } = result;
  if (typeof curve !== 'object' || curve === null || !('generations' in curve) || !('best' in curve)) return null;
  const { generations, best } = curve;
  return isNumbers(generations) && isNumbers(best) ? { generations, best } : null;
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'number');
}
