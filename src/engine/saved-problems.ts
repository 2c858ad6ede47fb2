// Problems that somebody keeps under a name. They live among the settings, so that exports carry them.
import type { Clock, SettingsStore } from '../core/ports.ts';
import { parseWith, z } from '../core/schema.ts';
import { problemSchema } from '../models/swarm/schema.ts';
import { badSpec } from '../models/swarm/spec-parts.ts';
import type { SavedProblem } from './api.ts';

const prefix = 'problem/';
const longestName = 100;
const storedSchema = z.object({ problem: problemSchema, savedAt: z.number() });

export interface SavedProblems {
  /** By name. */
  list(): Promise<readonly SavedProblem[]>;
  save(name: string, problem: unknown): Promise<SavedProblem>;
  delete(name: string): Promise<void>;
}

export function createSavedProblems(settings: SettingsStore, clock: Clock): SavedProblems {
  return {
    async list() {
      const keys = [...(await settings.keys(prefix))];
      const stored = await Promise.all(keys.map((key) => settings.get(key)));
      const problems = keys.flatMap((key, i): SavedProblem[] => {
        // One that a newer version wrote, or that an import brought, is left out and kept.
        const parsed = z.safeParse(storedSchema, stored[i]);
        return parsed.success ? [{ name: key.slice(prefix.length), ...parsed.data }] : [];
      });
      return problems.sort((a, b) => a.name.localeCompare(b.name));
    },
    async save(name, input) {
      const trimmed = name.trim();
      if (trimmed === '' || trimmed.length > longestName)
        throw badSpec('name', `must be 1 to ${longestName} characters long, has ${trimmed.length}`);
      const stored = { problem: parseWith(problemSchema, input, 'The problem'), savedAt: clock.now() };
      await settings.set(`${prefix}${trimmed}`, stored);
      return { name: trimmed, ...stored };
    },
    delete: (name) => settings.delete(`${prefix}${name}`),
  };
}
