// A comparison's trials on BBOB in the data format of COCO's bbob logger, as its post-processing (cocopp) reads it: one folder
// an algorithm, in it one .info file a function, and a .dat and a .tdat file a function and dimension. Device-free.
//   .info  three lines a dimension: what it is; a comment; the .dat file, then "instance:evaluations|final error" a trial
//   .dat   by trial, a line whenever a target was hit; .tdat: the same whenever a number of evaluations was reached
// A line: evaluations, error, least error, value, least value. Places are left out, as COCO does from 22 dimensions on. A
// line of .dat has the target in place of the error that hit it: the error is at most that, and above the next target.
import { AeonError } from '../../../core/errors.ts';
import { bbobNumber, bbobOffset, isBbob } from '../bbob/bbob.ts';
import { problemOfTrial } from './plan.ts';
import type { ComparedProblem, ComparisonResult, TrialResult } from './result.ts';

interface Point {
  readonly evaluations: number;
  readonly error: number;
}

/** Throws `bad-spec` where no problem is of the suite. */
export function refuseWithoutBbob(problems: readonly Pick<ComparedProblem, 'problem'>[]): void {
  if (problems.some(({ problem }) => isBbob(problem))) return;
  throw new AeonError('bad-spec', 'There is no BBOB function in this comparison.', {
    hint: 'COCO’s format is for its own suites. Export CSV or JSON instead.',
  });
}

/** Files by path, none before the first trial. Problems outside BBOB are left out; throws `bad-spec` where nothing is left. */
export function toCocoFormat({ algorithms, problems, targets, cells }: ComparisonResult): Record<string, string> {
  refuseWithoutBbob(problems);
  const files: Record<string, string> = {};
  algorithms.forEach(({ label }, a) => {
    const folder = folderOf(label, a, algorithms);
    problems.forEach((compared, p) => {
      const { problem, dimensions } = compared;
      const trials = (cells[a]?.[p]?.trials ?? []).flatMap((trial, t) => (trial ? [{ trial, t }] : []));
      if (!isBbob(problem) || trials.length === 0) return;
      const id = bbobNumber(problem.name);
      const data = `data_f${id}/bbobexp_f${id}_DIM${dimensions}`;
      const info = `${folder}/bbobexp_f${id}.info`;
      const instances = trials.map(
        ({ trial, t }) =>
          `${compared.trials[t]?.instance ?? 1}:${trial.evaluations}|${exponential(trial.error ?? Infinity, 1)}`,
      );
      const lines = [
        `suite = 'bbob', funcId = ${id}, DIM = ${dimensions}, Precision = 1.000e-08, algId = '${quotable(label)}'`,
        `% ${quotable(label)}, budget ${compared.budget}`,
        [`${data}.dat`, ...instances].join(', '),
      ];
      files[info] = `${files[info] ?? ''}${lines.join('\n')}\n`;
      files[`${folder}/${data}.dat`] = trials
        .map(({ trial, t }) => section(compared, t, atTargets(compared, trial, targets)))
        .join('');
      files[`${folder}/${data}.tdat`] = trials
        .map(({ trial, t }) => section(compared, t, atEvaluations(compared, trial)))
        .join('');
    });
  });
  return files;
}

/** Up to the least of the targets that one evaluation hit; above the first target, as far as the curve tells. */
function atTargets(compared: ComparedProblem, trial: TrialResult, targets: readonly number[]): Point[] {
  const points = atEvaluations(compared, trial);
  const first = targets[0] ?? 0;
  const above = points.filter(({ error }) => error > first);
  const hits = targets.flatMap((target, k): Point[] => {
    const evaluations = trial.hits[k] ?? null;
    return evaluations === null || trial.hits[k + 1] === evaluations ? [] : [{ evaluations, error: target }];
  });
  // The first evaluation and the last one belong to every trial.
  const ends = [...points.slice(0, 1), ...points.slice(-1)];
  const steps = new Map<number, Point>();
  for (const point of [...above, ...ends, ...hits]) {
    const there = steps.get(point.evaluations);
    if (!there || point.error < there.error) steps.set(point.evaluations, point);
  }
  let least = Number.POSITIVE_INFINITY;
  return [...steps.values()]
    .sort((a, b) => a.evaluations - b.evaluations)
    .filter(({ error, evaluations }) => {
      const isNews = error < least || evaluations === trial.evaluations;
      least = Math.min(least, error);
      return isNews;
    });
}

function atEvaluations({ grid }: ComparedProblem, { curve, evaluations, error }: TrialResult): Point[] {
  const points = curve.flatMap((value, i): Point[] => {
    const at = grid[i];
    return value === null || at === undefined || at >= evaluations ? [] : [{ evaluations: at, error: value }];
  });
  return error === null ? points : [...points, { evaluations, error }];
}

function section(compared: ComparedProblem, trial: number, points: readonly Point[]): string {
  const problem = problemOfTrial(compared, trial);
  const optimum = isBbob(problem) ? bbobOffset(problem.name, problem.instance) : 0;
  const header = `% function evaluation | noise-free fitness - Fopt (${exponential(optimum, 12)}) | best noise-free fitness - Fopt | measured fitness | best measured fitness`;
  const lines = points.map(({ evaluations, error }) => {
    const above = signed(error);
    const value = signed(error + optimum);
    return `${evaluations} ${above} ${above} ${value} ${value}`;
  });
  return `${[header, ...lines].join('\n')}\n`;
}

function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${exponential(value, 9)}`;
}

/** As C prints it: two digits of the exponent at least. */
function exponential(value: number, digits: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return value.toExponential(digits).replace(/e([+-])(\d)$/, 'e$10$2');
}

function quotable(label: string): string {
  return label
    .replaceAll(/['",=]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Names of files that all systems take, each there once. */
function folderOf(label: string, at: number, all: ComparisonResult['algorithms']): string {
  const slug = (text: string): string => text.replaceAll(/[^\w.-]+/g, '-').replaceAll(/^-+|-+$/g, '') || 'algorithm';
  const isTaken = all.slice(0, at).some((other) => slug(other.label) === slug(label));
  return isTaken ? `${slug(label)}-${at + 1}` : slug(label);
}
