// The spec of a comparison while somebody is writing it. Numbers may be missing or out of range here; `check-comparison.ts`
// says so.
import { type AlgorithmName, algorithmNames, algorithms } from '../../../models/swarm/algorithms/registry.ts';
import { parseComparisonSpec } from '../../../models/swarm/comparison/schema.ts';
import type { DraftCheck } from '../spec/check-draft.ts';
import { algorithmOf, type Draft, type Overrides, toSpec } from '../spec/draft.ts';
import { fieldsOf, type FormField } from '../spec/form-model.ts';
import { readRanges, writeRanges } from './number-ranges.ts';

interface Keyed {
  /** Its own as long as it is in the form: what stands beside it may go. */
  readonly key: number;
}

export interface AlgorithmDraft extends Keyed {
  readonly name: AlgorithmName;
  /** What differs from the defaults. */
  readonly knobs: Overrides;
}

/** Functions of BBOB, each of the three a list of numbers as text. */
export interface SuiteDraft extends Keyed {
  readonly kind: 'suite';
  readonly functions: string;
  readonly dimensions: string;
  readonly instances: string;
}

export interface SingleDraft extends Keyed {
  readonly kind: 'single';
  /** As a swarm run takes it. */
  readonly problem: Overrides;
}

export type ProblemDraft = SuiteDraft | SingleDraft;

export interface ComparisonDraft {
  readonly algorithms: readonly AlgorithmDraft[];
  readonly problems: readonly ProblemDraft[];
  /** undefined: as many as the spec has by default. */
  readonly repeats: number | undefined;
  readonly seed: number;
  readonly budget: { readonly per: 'dimension' | 'trial'; readonly evaluations: number };
  /** undefined: COCO's. The form has no field for them; a spec may bring others. */
  readonly targets: readonly number[] | undefined;
}

let lastKey = 0;
export const newKey = (): number => ++lastKey;

const algorithmFields = new Map(algorithmNames.map((name) => [name, fieldsOf(algorithms[name].schema)]));

export function fieldsOfAlgorithm(name: AlgorithmName): readonly FormField[] {
  return algorithmFields.get(name) ?? [];
}

/** A budget of evaluations is soon spent by a thousand members: this is what studies at such budgets use. */
const fewMembers = 40;

export function newAlgorithm(name: AlgorithmName): AlgorithmDraft {
  const members = fieldsOfAlgorithm(name).find(({ key }) => key === 'particles')?.defaultValue;
  const isCrowd = typeof members === 'number' && members > 10 * fewMembers;
  return { key: newKey(), name, knobs: isCrowd ? { particles: fewMembers } : {} };
}

export const newSuite = (functions: string): SuiteDraft => ({
  ...{ key: newKey(), kind: 'suite', functions },
  ...{ dimensions: '5', instances: '1-5' },
});

/** Runs in less than half a minute: one function that is easy, one valley, one grid of minima, one without structure. */
export const firstComparison: ComparisonDraft = {
  algorithms: [newAlgorithm('cma-es'), newAlgorithm('de'), newAlgorithm('pso')],
  problems: [newSuite('1, 8, 15, 21')],
  repeats: undefined,
  seed: 1,
  budget: { per: 'dimension', evaluations: 5_000 },
  targets: undefined,
};

/** The algorithm and the problem of the lab's form against the usual ones, with the evaluations that its run may take. */
export function comparisonOf(draft: Draft, { cost }: Pick<DraftCheck, 'cost'>): ComparisonDraft {
  const { name, ...knobs } = algorithmOf(draft);
  const own: AlgorithmDraft = { key: newKey(), name, knobs };
  const others = firstComparison.algorithms.filter((other) => other.name !== name);
  const evaluations = cost?.evaluations ?? null;
  return {
    ...firstComparison,
    algorithms: [own, ...others.map((other) => ({ ...other, key: newKey() }))],
    problems: problemOfForm(draft),
    budget:
      evaluations === null
        ? { per: 'dimension', evaluations: 10_000 }
        : { per: 'trial', evaluations: evaluations / draft.repeats },
  };
}

/** Fits have a search of their own; what is computed elsewhere or by a shader has no trial on a thread of its own. */
const apart: readonly unknown[] = ['fit', 'external', 'wgsl'];

/** The problem of the lab's form; none where it cannot be compared on. */
export function problemOfForm(draft: Draft): ProblemDraft[] {
  const { problem } = toSpec(draft);
  return isOverrides(problem) && !apart.includes(problem['name']) ? [{ key: newKey(), kind: 'single', problem }] : [];
}

function isOverrides(value: unknown): value is Overrides {
  return typeof value === 'object' && value !== null;
}

/** As a person would write it. It may still be refused: see `check-comparison.ts`. */
export function toComparisonSpec(draft: ComparisonDraft): Record<string, unknown> {
  const { budget, repeats, seed, targets } = draft;
  return {
    kind: 'comparison',
    algorithms: draft.algorithms.map(({ name, knobs }) => ({ name, ...knobs })),
    problems: draft.problems.map((problem) =>
      problem.kind === 'single'
        ? problem.problem
        : {
            suite: 'bbob',
            functions: readRanges(problem.functions),
            dimensions: readRanges(problem.dimensions),
            instances: readRanges(problem.instances),
          },
    ),
    ...(repeats !== undefined && { repeats }),
    seed,
    budget:
      budget.per === 'trial' ? { evaluations: budget.evaluations } : { evaluationsPerDimension: budget.evaluations },
    ...(targets && { targets }),
  };
}

/** A draft that gives this spec. Throws `bad-spec` naming the field. */
export function fromComparisonSpec(input: unknown): ComparisonDraft {
  const spec = parseComparisonSpec(input);
  const given: Overrides = isOverrides(input) ? input : {};
  return {
    algorithms: spec.algorithms.map(({ name, ...rest }): AlgorithmDraft => {
      const defaults = new Map(fieldsOfAlgorithm(name).map(({ key, defaultValue }) => [key, defaultValue]));
      const changed = Object.entries(rest).filter(([key, value]) => value !== undefined && defaults.get(key) !== value);
      return { key: newKey(), name, knobs: Object.fromEntries(changed) };
    }),
    problems: spec.problems.map((problem): ProblemDraft => {
      if (!('suite' in problem)) return { key: newKey(), kind: 'single', problem: { ...problem } };
      const { functions, dimensions, instances } = problem;
      return {
        ...{ key: newKey(), kind: 'suite', functions: writeRanges(functions) },
        ...{ dimensions: writeRanges(dimensions), instances: writeRanges(instances) },
      };
    }),
    repeats: given['repeats'] === undefined ? undefined : spec.repeats,
    seed: spec.seed,
    budget:
      'evaluations' in spec.budget
        ? { per: 'trial', evaluations: spec.budget.evaluations }
        : { per: 'dimension', evaluations: spec.budget.evaluationsPerDimension },
    targets: given['targets'] === undefined ? undefined : spec.targets,
  };
}
