// An objective in WGSL while somebody is writing it, and as its spec has it.
import { listFaults } from '../../../core/schema.ts';
import { type WgslProblem, wgslProblemSchema } from '../../../models/swarm/wgsl/schema.ts';
import { fromVariable, toVariable, type VariableDraft } from './variable-draft.ts';

export interface WgslDraft {
  readonly source: string;
  /** Variables with names, or many coordinates alike: what is not chosen stays for when it is. */
  readonly space: 'variables' | 'box';
  readonly variables: readonly VariableDraft[];
  readonly dimensions: number;
  readonly low: number;
  readonly high: number;
  readonly data: WgslProblem['data'];
  /** undefined: the default. */
  readonly iterations?: number | undefined;
}

export const emptyWgsl: WgslDraft = {
  source: `// Rastrigin: a grid of local minima, one of them the best.
fn objective(x: Position, d: u32) -> f32 {
  var sum = 0.0;
  for (var i = 0u; i < d; i++) {
    let z = at(x, i);
    sum += z * z + 10.0 - 10.0 * cos(6.2831853 * z);
  }
  return sum;
}
`,
  space: 'box',
  variables: [
    { name: 'x', kind: 'range', low: -5, high: 5, choices: '' },
    { name: 'y', kind: 'range', low: -5, high: 5, choices: '' },
  ],
  dimensions: 2,
  low: -5.12,
  high: 5.12,
  data: {},
};

export function toWgslProblem({
  source,
  space,
  variables,
  dimensions,
  low,
  high,
  data,
  iterations,
}: WgslDraft): unknown {
  return {
    name: 'wgsl',
    source,
    ...(space === 'variables'
      ? { variables: Object.fromEntries(variables.map((variable) => [variable.name, toVariable(variable)])) }
      : { dimensions, bounds: [low, high] }),
    ...(Object.keys(data).length > 0 && { data }),
    ...(iterations !== undefined && { iterations }),
  };
}

/** @param base keeps what the problem does not speak of */
export function fromWgslProblem(problem: WgslProblem, base: WgslDraft): WgslDraft {
  const { source, variables, dimensions, bounds, data, iterations } = problem;
  const isDefault = iterations === defaultIterations;
  const known = { ...base, source, data, iterations: isDefault ? undefined : iterations };
  if (variables) {
    const entries = Object.entries(variables).map(([name, variable]) => fromVariable(name, variable));
    return { ...known, space: 'variables', variables: entries };
  }
  const [low, high] = bounds ?? [base.low, base.high];
  return { ...known, space: 'box', dimensions: dimensions ?? base.dimensions, low, high };
}

const defaultIterations = wgslProblemSchema.shape.iterations.def.defaultValue;

/** Faults of everything but the source, which a compiler judges. */
export function wgslFaults(draft: WgslDraft): readonly { readonly field: string; readonly message: string }[] {
  const named = draft.space === 'variables' ? { ...draft, variables: [] } : draft;
  return listFaults(wgslProblemSchema, toWgslProblem(named));
}

/** How many numbers the data hold, by their names; of a file that is not here yet, one. */
export function dataLengths(data: WgslProblem['data']): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(data).map(([name, entry]) => [name, lengthOf(entry)]));
}

export function lengthOf(entry: WgslProblem['data'][string]): number {
  if (typeof entry === 'string' || 'file' in entry) return 1;
  if (Array.isArray(entry)) return entry.length;
  const { f32 } = entry;
  // 4 characters of base64 are 3 bytes, 4 bytes are a number.
  return ((f32.length / 4) * 3 - (f32.endsWith('==') ? 2 : f32.endsWith('=') ? 1 : 0)) / 4;
}

/** Characters that the data take in a spec, about. */
export function dataSize(data: WgslProblem['data']): number {
  return Object.values(data).reduce(
    (sum, entry) => sum + (typeof entry === 'object' && 'f32' in entry ? entry.f32.length : 16 * lengthOf(entry)),
    0,
  );
}
