// Where the GPU's time went: count, total and longest per label.

export interface ProfileEntry {
  readonly label: string;
  readonly count: number;
  readonly totalMs: number;
  readonly longestMs: number;
  readonly source: 'timestamp' | 'fence';
}

export interface Profiler {
  record(label: string, milliseconds: number, source: 'timestamp' | 'fence'): void;
  /** Most expensive first. */
  entries(): readonly ProfileEntry[];
  reset(): void;
}

export function createProfiler(): Profiler {
  const byLabel = new Map<string, ProfileEntry>();
  return {
    record(label, milliseconds, source) {
      const before = byLabel.get(label);
      byLabel.set(label, {
        label,
        count: (before?.count ?? 0) + 1,
        totalMs: (before?.totalMs ?? 0) + milliseconds,
        longestMs: Math.max(before?.longestMs ?? 0, milliseconds),
        source,
      });
    },
    entries: () => [...byLabel.values()].sort((a, b) => b.totalMs - a.totalMs),
    reset: () => byLabel.clear(),
  };
}
