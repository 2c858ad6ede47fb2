// A comparison's trials as CSV (RFC 4180): one row a trial, targets as columns. Device-free.
import type { ComparisonResult } from './result.ts';

/** Hits are evaluations; empty: never. Numbers are written so that they read back the same. */
export function trialsToCsv({ algorithms, problems, targets, cells }: ComparisonResult): string {
  const header = [
    ...['algorithm', 'problem', 'dimensions', 'instance', 'seed', 'budget', 'evaluations', 'best', 'error'],
    ...targets.map((target) => `hit ${target}`),
  ];
  const rows = algorithms.flatMap(({ label }, a) =>
    problems.flatMap((problem, p) =>
      (cells[a]?.[p]?.trials ?? []).flatMap((trial, t) => {
        if (!trial) return [];
        const { instance = null, seed = null } = problem.trials[t] ?? {};
        const { evaluations, best, error, hits } = trial;
        return [
          [label, problem.label, problem.dimensions, instance, seed, problem.budget, evaluations, best, error, ...hits],
        ];
      }),
    ),
  );
  return [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
