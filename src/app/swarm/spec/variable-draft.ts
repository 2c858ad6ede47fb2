// A variable of a typed problem while somebody is writing it.
import type { Variable } from '../../../models/swarm/spec-parts.ts';

export interface VariableDraft {
  readonly name: string;
  readonly kind: 'range' | 'integer' | 'oneOf';
  readonly low: number;
  readonly high: number;
  /** Numbers separated by commas or spaces. */
  readonly choices: string;
}

export function parseChoices(text: string): number[] {
  return text
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
    .map(Number);
}

export function toVariable({ kind, low, high, choices }: VariableDraft): Variable {
  if (kind === 'integer') return { integer: [low, high] };
  return kind === 'oneOf' ? { oneOf: parseChoices(choices) } : [low, high];
}

export function fromVariable(name: string, variable: Variable): VariableDraft {
  const blank = { name, low: 0, high: 1, choices: '' };
  if (Array.isArray(variable)) return { ...blank, kind: 'range', low: variable[0], high: variable[1] };
  if ('integer' in variable) return { ...blank, kind: 'integer', low: variable.integer[0], high: variable.integer[1] };
  if ('oneOf' in variable) return { ...blank, kind: 'oneOf', choices: variable.oneOf.join(', ') };
  return { ...blank, kind: 'range' };
}

export function newVariable(taken: readonly string[]): VariableDraft {
  const free = ['x', 'y', 'z', ...Array.from({ length: 64 }, (_, i) => `x${i + 1}`)].find(
    (name) => !taken.includes(name),
  );
  return { name: free ?? 'x', kind: 'range', low: -5, high: 5, choices: '1, 2, 3' };
}
