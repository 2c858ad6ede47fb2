// What goes out and comes in where a problem's values come from outside: types only.

/** What was told of one place. */
export interface Told {
  /** null: the evaluation failed and has no value. */
  readonly value: number | null;
  /** By how much each constraint is broken; 0 or less where it holds. */
  readonly violations: readonly number[];
}

/** A place whose value is asked for. */
export interface AskedRow {
  /** Counts from 1 through the whole run. */
  readonly id: number;
  /** Of the variables, in their order. */
  readonly values: readonly number[];
  /** null: awaited. */
  readonly told: Told | null;
}

/** The generation that is asked for. */
export interface Asked {
  /** From 0. */
  readonly generation: number;
  readonly names: readonly string[];
  /** Violations that belong to each value. */
  readonly constraints: number;
  readonly rows: readonly AskedRow[];
  /** Rows that are not told yet. */
  readonly awaited: number;
}

export interface ToldValue {
  readonly id: number;
  /** null, NaN and infinities: the evaluation failed; the place counts as worse than every other. */
  readonly value: number | null;
  /** As many as the problem has constraints; may be left out where the value is missing. */
  readonly violations?: readonly number[];
  /** Where it stands in its file, for errors; default: its place in the list, from 1. */
  readonly row?: number;
}

export interface TellOutcome {
  readonly accepted: number;
  /** Told before with the same value. */
  readonly known: number;
  /** Values that are awaited now, of this generation or the next. */
  readonly awaited: number;
  /** The run is over: it has its result. */
  readonly isOver: boolean;
}
