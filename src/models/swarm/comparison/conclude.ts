// From the trials of a comparison as they were carried out to its result. Device-free.
import { knownMinimum } from '../known-functions.ts';
import { algorithmLabels, problemOfTrial } from './plan.ts';
import type { ComparedProblem, ComparisonCell, ComparisonResult, TrialResult } from './result.ts';
import type { RawTrial } from './run-trial.ts';
import type { ComparisonSpec } from './schema.ts';

/** @param trials [algorithm][problem][trial]; null: not carried out */
export function concludeComparison(
  spec: ComparisonSpec,
  problems: readonly ComparedProblem[],
  trials: readonly (readonly (readonly (RawTrial | null)[])[])[],
): Pick<ComparisonResult, 'algorithms' | 'problems' | 'targets' | 'cells' | 'spec' | 'evaluations'> {
  const labels = algorithmLabels(spec.algorithms);
  const bestFound = problems.map((_, p) =>
    trials.reduce((least, of) => Math.min(least, ...(of[p] ?? []).map((trial) => trial?.best ?? Infinity)), Infinity),
  );
  return {
    spec,
    algorithms: spec.algorithms.map((algorithm, a) => ({ label: labels[a] ?? algorithm.name, algorithm })),
    problems,
    targets: spec.targets,
    cells: trials.map((ofAlgorithm) =>
      problems.map((problem, p): ComparisonCell => ({
        trials: (ofAlgorithm[p] ?? []).map(
          (trial, t) => trial && concludeTrial(trial, spec.targets, problem, t, bestFound[p] ?? Infinity),
        ),
      })),
    ),
    evaluations: trials.flat(2).reduce((total, trial) => total + (trial?.evaluations ?? 0), 0),
  };
}

function concludeTrial(
  trial: RawTrial,
  targets: readonly number[],
  problem: ComparedProblem,
  t: number,
  bestFound: number,
): TrialResult {
  const { evaluations, best } = trial;
  const known = knownMinimum(problemOfTrial(problem, t));
  const above = known === null ? bestFound : 0;
  const errorOf = (value: number): number | null => (Number.isFinite(value) ? value - above : null);
  const curve = trial.curve.map(errorOf);
  const error = errorOf(best);
  return {
    evaluations,
    best: Number.isFinite(best) ? best + (known ?? 0) : null,
    error,
    hits:
      known === null
        ? hitsOnCurve([...curve, error], [...problem.grid.slice(0, curve.length), evaluations], targets)
        : trial.hits.map((hit) => (hit === 0 ? null : hit)),
    curve,
  };
}

function hitsOnCurve(
  errors: readonly (number | null)[],
  evaluations: readonly number[],
  targets: readonly number[],
): (number | null)[] {
  return targets.map((target) => evaluations[errors.findIndex((error) => error !== null && error <= target)] ?? null);
}
