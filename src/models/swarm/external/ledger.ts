// Every place that was asked for, and what was told of it. Refuses what does not belong, whole or not at all.
import type { CheckpointArray } from '../../../core/run.ts';
import type { Answer } from '../problem.ts';
import { isBetter } from '../ranking.reference.ts';
import { badValue } from './bad-value.ts';
import type { Told, ToldValue } from './external-values.ts';

export interface Best extends Answer {
  /** Index of the place, from 0. */
  readonly index: number;
}

export interface Ledger {
  readonly count: number;
  /** From the first place of the generation that is asked for; what is before it is settled. */
  readonly first: number;
  /** Indices that are not told yet. */
  readonly awaited: ReadonlySet<number>;
  /** Told without a value that is a number. */
  readonly failed: number;
  /** The best of all that was told, by Deb's rules; null before the first number. */
  readonly best: Best | null;
  /** A new generation is asked for: its places, [k][dimension]. */
  ask(places: Float32Array): void;
  place(index: number): Float32Array;
  told(index: number): Told | null;
  /** What the search is given: NaN where the evaluation failed. */
  answer(index: number): Answer;
  /** Throws `bad-data` with row and column, and takes nothing then. */
  tell(values: readonly ToldValue[]): { readonly accepted: number; readonly known: number };
  save(): { readonly state: LedgerState; readonly arrays: Readonly<Record<string, CheckpointArray>> };
}

export interface LedgerState {
  readonly first: number;
  readonly awaited: readonly number[];
}

/** @param saved what `save` gave, or null */
export function createLedger(
  dimensions: number,
  constraints: number,
  saved: { readonly state: LedgerState; readonly arrays: Readonly<Record<string, CheckpointArray>> } | null,
): Ledger {
  const places: Float32Array[] = [];
  /** [index]: value, then violations; NaN where there is none. */
  const answers: Float64Array[] = [];
  const awaited = new Set(saved?.state.awaited ?? []);
  let first = saved?.state.first ?? 0;
  let failed = 0;
  let best: Best | null = null;

  const width = 1 + constraints;
  const { asked, told } = saved?.arrays ?? {};
  const count = (asked?.length ?? 0) / dimensions;
  for (let index = 0; index < count; index++) {
    places.push(Float32Array.from(asked?.subarray(index * dimensions, (index + 1) * dimensions) ?? []));
    answers.push(Float64Array.from(told?.subarray(index * width, (index + 1) * width) ?? []));
    if (!awaited.has(index)) note(index);
  }

  function need<T>(list: readonly T[], index: number): T {
    const entry = list[index];
    if (entry === undefined) throw new RangeError(`There is no place ${index}.`);
    return entry;
  }

  function answer(index: number): Answer {
    const [value = Number.NaN, ...violations] = need(answers, index);
    return { value, violation: violations.reduce((total, by) => total + Math.max(0, by), 0) };
  }

  function note(index: number): void {
    const { value, violation } = answer(index);
    if (!Number.isFinite(value) || !Number.isFinite(violation)) failed++;
    else if (!best || isBetter(value, violation, best.value, best.violation)) best = { index, value, violation };
  }

  /** The numbers of one told value, checked. */
  function toNumbers({ id, value, violations }: ToldValue, row: number): Float64Array {
    const index = id - 1;
    if (!Number.isInteger(id) || index < 0 || index >= places.length)
      throw badValue(`${id} is no id that was asked for.`, askAgain, { row, column: 'id' });
    const numbers = new Float64Array(width).fill(Number.NaN);
    if (value === null || !Number.isFinite(value)) return numbers;
    const given = violations ?? [];
    if (given.length !== constraints)
      throw badValue(
        `The value of ${id} comes with ${given.length} violations; the problem has ${constraints} constraints.`,
        'Tell one violation for each constraint: 0 where it holds.',
        { row, column: `violation${Math.min(given.length, constraints) + 1}` },
      );
    numbers.set([value, ...given]);
    const wrong = given.findIndex((violation) => !Number.isFinite(violation));
    if (wrong >= 0)
      throw badValue(
        `The violation ${wrong + 1} of ${id} is not a number.`,
        'Tell by how much the constraint is broken, or say that the evaluation failed.',
        { row, column: `violation${wrong + 1}` },
      );
    return numbers;
  }

  return {
    get count() {
      return places.length;
    },
    get first() {
      return first;
    },
    awaited,
    get failed() {
      return failed;
    },
    get best() {
      return best;
    },
    ask(asked) {
      first = places.length;
      for (let at = 0; at < asked.length; at += dimensions) {
        awaited.add(places.length);
        places.push(asked.slice(at, at + dimensions));
        answers.push(new Float64Array(width).fill(Number.NaN));
      }
    },
    place: (index) => need(places, index),
    told(index) {
      if (awaited.has(index)) return null;
      const [value = Number.NaN, ...violations] = need(answers, index);
      return Number.isNaN(value) ? { value: null, violations: [] } : { value, violations };
    },
    answer,
    tell(values) {
      const fresh = new Map<number, Float64Array>();
      let known = 0;
      values.forEach((given, i) => {
        const row = given.row ?? i + 1;
        const index = given.id - 1;
        const numbers = toNumbers(given, row);
        const before = fresh.get(index) ?? (awaited.has(index) ? null : need(answers, index));
        if (!before) fresh.set(index, numbers);
        else if (before.every((number, k) => isSame(number, numbers[k] ?? Number.NaN))) known++;
        else
          throw badValue(
            `The value of ${given.id} was told before, and was ${describe(before)}.`,
            'What was told stands: the search has built on it, or may have. Leave the row out.',
            { row, column: 'value' },
          );
      });
      for (const [index, numbers] of fresh) {
        answers[index] = numbers;
        awaited.delete(index);
        note(index);
      }
      return { accepted: fresh.size, known };
    },
    save: () => ({
      state: { first, awaited: [...awaited] },
      arrays: { asked: concatenate(Float32Array, places), told: concatenate(Float64Array, answers) },
    }),
  };
}

const askAgain = 'Ask for the places once more: the ids stand in the first column.';

function describe([value = Number.NaN, ...violations]: Float64Array): string {
  if (Number.isNaN(value)) return 'failed';
  return violations.length === 0 ? String(value) : `${value} with the violations ${violations.join(', ')}`;
}

function concatenate<T extends Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(
  create: new (length: number) => T,
  parts: readonly ArrayLike<number>[],
): T {
  const whole = new create(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function isSame(a: number, b: number): boolean {
  return a === b || (Number.isNaN(a) && Number.isNaN(b));
}
