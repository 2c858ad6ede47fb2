// Problems that somebody keeps under a name. They live among the settings, so that exports carry them. Lists are read from
// overviews, one small setting a problem: a fit holds its data.
import type { Clock, Stores } from '../core/ports.ts';
import { parseWith, z } from '../core/schema.ts';
import { problemSchema, type ProblemSpec } from '../models/swarm/schema.ts';
import type { WgslProblem } from '../models/swarm/wgsl/schema.ts';
import { badSpec } from '../models/swarm/spec-parts.ts';
import type { Engine, SavedOverview, SavedProblem } from './api.ts';

const prefix = 'problem/';
const overviewPrefix = 'problem-overview/';
const longestName = 100;
const storedSchema = z.object({ problem: problemSchema, savedAt: z.number() });
const overviewSchema = z.object({ outline: problemSchema, rows: z.nullable(z.number()), savedAt: z.number() });

export interface SavedProblems {
  list: Engine['listProblems'];
  get: Engine['getProblem'];
  save: Engine['saveProblem'];
  delete: Engine['deleteProblem'];
}

export function createSavedProblems(
  { settings, putAll }: Pick<Stores, 'settings' | 'putAll'>,
  clock: Clock,
): SavedProblems {
  /** null for what is not there, and for what a newer version wrote or an import brought: that is left alone. */
  async function get(name: string): Promise<SavedProblem | null> {
    const parsed = z.safeParse(storedSchema, await settings.get(`${prefix}${name}`));
    return parsed.success ? { name, ...parsed.data } : null;
  }

  /** Of the problem itself where it has none: an import brings none, nor did the first versions write any. */
  async function overview(name: string): Promise<SavedOverview | null> {
    const parsed = z.safeParse(overviewSchema, await settings.get(`${overviewPrefix}${name}`));
    if (parsed.success) return { name, ...parsed.data };
    const whole = await get(name);
    return whole && renew(whole);
  }

  async function renew({ name, ...stored }: SavedProblem): Promise<SavedOverview> {
    const fresh = overviewOf(stored);
    // On a full disk the list must still open, so that something can be deleted from it.
    await settings.set(`${overviewPrefix}${name}`, fresh).catch(() => undefined);
    return { name, ...fresh };
  }

  return {
    get,
    async list() {
      const names = (await settings.keys(prefix)).map((key) => key.slice(prefix.length));
      const found = await Promise.all(names.map(overview));
      return found.filter((one) => one !== null).sort((a, b) => a.name.localeCompare(b.name));
    },
    async save(name, input, over) {
      const trimmed = name.trim();
      if (trimmed === '' || trimmed.length > longestName)
        throw badSpec('name', `must be 1 to ${longestName} characters long, has ${trimmed.length}`);
      const stored = { problem: parseWith(problemSchema, input, 'The problem'), savedAt: clock.now() };
      const replaced = await get(trimmed);
      if (replaced && replaced.savedAt !== over) {
        await renew(replaced);
        return null;
      }
      const written = { [`${prefix}${trimmed}`]: stored, [`${overviewPrefix}${trimmed}`]: overviewOf(stored) };
      await putAll({ runs: [], settings: written, blobs: {} });
      return { savedAt: stored.savedAt, replaced };
    },
    async delete(name, savedAt) {
      const there = await get(name);
      if (there?.savedAt !== savedAt) {
        if (there) await renew(there);
        return null;
      }
      // The overview first: one without its problem would speak for the next of that name that an import brings.
      await settings.delete(`${overviewPrefix}${name}`);
      await settings.delete(`${prefix}${name}`);
      return there;
    },
  };
}

function overviewOf({ problem, savedAt }: Omit<SavedProblem, 'name'>): Omit<SavedOverview, 'name'> {
  return { outline: withoutData(problem), rows: rowsOf(problem), savedAt };
}

function withoutData(problem: ProblemSpec): ProblemSpec {
  if (problem.name === 'wgsl') {
    const names = Object.entries(problem.data).map(([name, entry]) => [name, fileNameOf(entry)] as const);
    return { ...problem, data: Object.fromEntries(names) };
  }
  if (problem.name !== 'fit' || typeof problem.data === 'string') return problem;
  return { ...problem, data: problem.data.name || 'data' };
}

function fileNameOf(entry: WgslProblem['data'][string]): string {
  if (typeof entry === 'string') return entry;
  if ('file' in entry) return entry.file;
  return (Array.isArray(entry) ? '' : entry.name) || 'data';
}

function rowsOf(problem: ProblemSpec): number | null {
  if (problem.name !== 'fit' || typeof problem.data === 'string') return null;
  return Object.values(problem.data.columns)[0]?.length ?? 0;
}
