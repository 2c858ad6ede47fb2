// How a run's repeats are judged: which is the best, why it ended, what is reported of values with an offset.
import { AeonError } from '../../core/errors.ts';
import type { StopReason } from '../../core/run.ts';
import type { CompiledProblem } from './problem.ts';
import type { SwarmSpec } from './schema.ts';
import { worst } from './swarm.reference.ts';
import type { RepeatStatus, SliceReport } from './swarm-machine.ts';

/** Values as they are reported; nothing that was never evaluated gets better by it. */
export function withOffset(slice: SliceReport, offset: number): SliceReport {
  if (offset === 0) return slice;
  const add = (value: number): number => (value < worst ? value + offset : value);
  return {
    ...slice,
    repeats: slice.repeats.map((status) => ({ ...status, bestValue: add(status.bestValue) })),
    curve: { ...slice.curve, best: slice.curve.best.map(add) },
  };
}

export function nowhereFinite({ isDeviceOnly }: CompiledProblem, evaluations: number): AeonError {
  return new AeonError(
    isDeviceOnly ? 'bad-wgsl' : 'bad-formula',
    `The objective has no finite value at any of the ${evaluations.toLocaleString('en')} places that were tried.`,
    {
      hint: 'Look for a division by 0, or a root or logarithm of what is never positive, and check the box.',
      place: { field: 'problem' },
    },
  );
}

export function bestRepeatOf(statuses: readonly RepeatStatus[]): number {
  return indexOfBest(statuses.map(({ bestValue, bestViolation }) => ({ value: bestValue, violation: bestViolation })));
}

/** Finite before not finite, then less violation, then the lower value; the first of equals. */
export function indexOfBest(answers: readonly { readonly value: number; readonly violation: number }[]): number {
  const isFinite = ({ value, violation }: { value: number; violation: number }): boolean =>
    Number.isFinite(value) && Number.isFinite(violation);
  return answers.reduce((best, answer, i) => {
    const other = answers[best];
    if (!other || !isFinite(answer)) return best;
    const isBetter =
      !isFinite(other) ||
      answer.violation < other.violation ||
      (answer.violation === other.violation && answer.value < other.value);
    return isBetter ? i : best;
  }, 0);
}

export function reasonOf(spec: SwarmSpec, statuses: readonly RepeatStatus[]): StopReason {
  const status = statuses[bestRepeatOf(statuses)];
  if (status?.stopped !== 'generations') return status?.stopped ?? 'generations';
  return status.generation < (spec.stop.generations ?? Number.POSITIVE_INFINITY) ? 'evaluations' : 'generations';
}

/** 0 to 1: by what is nearest to its end; null where only the user ends it. */
export function fractionDone(
  { stop, repeats }: SwarmSpec,
  generationLimit: number,
  done: number,
  evaluations: number,
  seconds: number,
): number | null {
  const shares = [
    ...(generationLimit < 0xfffffff0 ? [done / Math.max(1, generationLimit)] : []),
    ...(stop.evaluations === undefined ? [] : [evaluations / (stop.evaluations * repeats)]),
    ...(stop.seconds === undefined ? [] : [seconds / stop.seconds]),
  ];
  return shares.length === 0 ? null : Math.min(1, Math.max(0, ...shares));
}
