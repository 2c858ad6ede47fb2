// Everything that is wrong with a comparison's form, by field; and what it would cost when nothing is.
import { AeonError } from '../../../core/errors.ts';
import { listFaults } from '../../../core/schema.ts';
import { algorithms } from '../../../models/swarm/algorithms/registry.ts';
import { comparedProblems } from '../../../models/swarm/comparison/plan.ts';
import type { ComparedProblem } from '../../../models/swarm/comparison/result.ts';
import { type ComparisonSpec, parseComparisonSpec } from '../../../models/swarm/comparison/schema.ts';
import { limits } from '../../../models/swarm/spec-parts.ts';
import { collectionOf, collectionSchemas } from '../spec/collections.ts';
import { type FieldFault, toFault } from '../spec/formula-check.ts';
import { type ComparisonDraft, type ProblemDraft, toComparisonSpec } from './comparison-draft.ts';
import { readRanges } from './number-ranges.ts';

export interface ComparisonCost {
  readonly trials: number;
  /** Of all trials, at most: one that hits its last target ends. */
  readonly evaluations: number;
  /** Each times the dimensions of its problem: what time goes by, roughly. */
  readonly coordinates: number;
}

export interface ComparisonCheck {
  /** By the field's dotted path in the spec. Empty: ready to run. */
  readonly faults: ReadonlyMap<string, FieldFault>;
  /** null while something is wrong. */
  readonly spec: ComparisonSpec | null;
  readonly problems: readonly ComparedProblem[];
  readonly cost: ComparisonCost | null;
}

export function checkComparison(draft: ComparisonDraft): ComparisonCheck {
  const faults = new Map<string, FieldFault>();
  const report = (field: string, fault: FieldFault): void => {
    if (!faults.has(field)) faults.set(field, fault);
  };
  if (draft.algorithms.length === 0) report('algorithms', { message: 'Add an algorithm.' });
  draft.algorithms.forEach(({ name, knobs }, i) => {
    for (const { field, message } of listFaults(algorithms[name].schema, { name, ...knobs }))
      report(`algorithms.${i}.${field.split('.')[0] ?? ''}`, { message });
  });
  if (draft.problems.length === 0) report('problems', { message: 'Add a problem.' });
  draft.problems.forEach((problem, i) => checkProblem(problem, `problems.${i}`, report));
  const { repeats, seed, budget } = draft;
  if (repeats !== undefined && !isCount(repeats, limits.repeats))
    report('repeats', { message: `must be a whole number from 1 to ${limits.repeats.toLocaleString('en')}` });
  if (!Number.isSafeInteger(seed) || seed < 0) report('seed', { message: 'must be a whole number from 0 on' });
  if (!isCount(budget.evaluations, 1e12)) report('budget', { message: 'must be a whole number above 0' });
  return faults.size > 0 ? unfinished(faults) : finish(draft, faults);
}

const isCount = (value: number, most: number): boolean => Number.isInteger(value) && value >= 1 && value <= most;
const unfinished = (faults: ComparisonCheck['faults']): ComparisonCheck => ({
  ...{ faults, spec: null, problems: [], cost: null },
});

function checkProblem(problem: ProblemDraft, path: string, report: (field: string, fault: FieldFault) => void): void {
  if (problem.kind === 'suite') {
    for (const list of ['functions', 'dimensions', 'instances'] as const)
      if ((readRanges(problem[list]) ?? []).length === 0)
        report(`${path}.${list}`, { message: 'Give numbers and ranges, such as 1-5, 8.' });
    return;
  }
  // A formula was checked by the lab's form, and again with the whole.
  if (problem.problem['name'] === 'formula') return;
  for (const { field, message } of listFaults(collectionSchemas[collectionOf(problem.problem)], problem.problem))
    report(`${path}.${field.split('.')[0] ?? ''}`, { message });
}

/** What only shows in the whole: problems that are there twice, budgets below one generation. */
function finish(draft: ComparisonDraft, faults: Map<string, FieldFault>): ComparisonCheck {
  try {
    const spec = parseComparisonSpec(toComparisonSpec(draft));
    const problems = comparedProblems(spec);
    return { faults, spec, problems, cost: costOf(spec, problems) };
  } catch (error) {
    if (!(error instanceof AeonError)) throw error;
    // Numbers within a list have no field of their own.
    const field = (error.place?.field ?? 'problems').replace(/^(problems\.\d+\.\w+)\..*$/, '$1');
    return unfinished(faults.set(field, toFault(error)));
  }
}

function costOf({ algorithms: compared }: ComparisonSpec, problems: readonly ComparedProblem[]): ComparisonCost {
  const sum = (of: (problem: ComparedProblem) => number): number =>
    compared.length * problems.reduce((total, problem) => total + of(problem), 0);
  return {
    trials: sum(({ trials }) => trials.length),
    evaluations: sum(({ trials, budget }) => trials.length * budget),
    coordinates: sum(({ trials, budget, dimensions }) => trials.length * budget * dimensions),
  };
}
