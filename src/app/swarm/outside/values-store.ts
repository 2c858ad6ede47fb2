// The places that the run on the stage asks for, and what was typed of them and is not told yet. Told values are the
// engine's; what is typed is kept by the tab, through reloads.
import { createStore } from 'zustand/vanilla';
import { AeonError, toErrorData, type ErrorData } from '../../../core/errors.ts';
import type { Asked, AskedRow, TellOutcome, ToldValue } from '../../../models/swarm/external/external-values.ts';
import { readNumber } from '../../shared/read-number.ts';
import { client } from '../../shared/engine.ts';

/** By row and column: `12 value`, `12 violation1`. */
export type Typed = Readonly<Record<string, string>>;

export interface ValuesState {
  readonly id: string | null;
  readonly asked: Asked | null;
  readonly typed: Typed;
  readonly error: ErrorData | null;
  /** What became of what was told last. */
  readonly note: string;
}

const nothing: ValuesState = { id: null, asked: null, typed: {}, error: null, note: '' };
export const valuesStore = createStore<ValuesState>(() => nothing);

const typedKey = (id: string): string => `aeonnova.typed.${id}`;

export const cellKey = (row: number, column: string): string => `${row} ${column}`;

export function violationColumns(constraints: number): readonly string[] {
  return Array.from({ length: constraints }, (_, i) => `violation${i + 1}`);
}

/** Asks anew for the places of a run that waits. */
export async function readAsked(id: string): Promise<void> {
  if (valuesStore.getState().id !== id) valuesStore.setState({ ...nothing, id, typed: readTyped(id) }, true);
  try {
    const asked = await client.ask(id);
    if (valuesStore.getState().id === id) valuesStore.setState({ asked, error: null });
  } catch (error) {
    // It is through since it was last heard of: its result says all.
    if (error instanceof AeonError && error.code === 'not-found') return;
    if (valuesStore.getState().id === id) valuesStore.setState({ error: toErrorData(error) });
  }
}

export function typeCell(key: string, text: string): void {
  const { [key]: _, ...rest } = valuesStore.getState().typed;
  keepTyped(text === '' ? rest : { ...rest, [key]: text });
}

/** Takes it as told: the run goes on with it. Says how many were taken; a refusal is kept for the stage to show. */
export async function tellValues(values: readonly ToldValue[]): Promise<TellOutcome | null> {
  const { id } = valuesStore.getState();
  if (id === null) return null;
  try {
    const outcome = await client.tell(id, values);
    const told = new Set(values.map((value) => String(value.id)));
    keepTyped(
      Object.fromEntries(
        Object.entries(valuesStore.getState().typed).filter(([key]) => !told.has(key.split(' ')[0] ?? '')),
      ),
    );
    valuesStore.setState({ error: null, note: describe(outcome) });
    return outcome;
  } catch (error) {
    valuesStore.setState({ error: toErrorData(error), note: '' });
    return null;
  }
}

/** A table as it was saved and filled in. */
export async function tellFile(file: File): Promise<void> {
  const { asked } = valuesStore.getState();
  if (!asked) return;
  try {
    const { readValuesCsv } = await import('../../../models/swarm/external/values-csv.ts');
    await tellValues(readValuesCsv(new Uint8Array(await file.arrayBuffer()), asked));
  } catch (error) {
    valuesStore.setState({ error: toErrorData(error), note: '' });
  }
}

/** What a row says so far: undefined where nothing or only a part is typed, null where a cell is no number. */
export function typedValue(row: AskedRow, constraints: number, typed: Typed): ToldValue | null | undefined {
  const text = typed[cellKey(row.id, 'value')]?.trim() ?? '';
  if (text === '') return undefined;
  if (text.toLowerCase() === 'failed') return { id: row.id, value: null };
  const numbers = ['value', ...violationColumns(constraints)].map((column) =>
    readNumber(typed[cellKey(row.id, column)] ?? ''),
  );
  if (numbers.some((number) => number !== undefined && !Number.isFinite(number))) return null;
  const [value, ...violations] = numbers.filter((number) => number !== undefined);
  if (value === undefined || violations.length < constraints) return undefined;
  return { id: row.id, value, violations };
}

function describe({ accepted, known, awaited, isOver }: TellOutcome): string {
  const taken = `${count(accepted)} taken${known > 0 ? `, ${count(known)} known already` : ''}.`;
  return isOver ? `${taken} The search is through.` : `${taken} ${count(awaited)} awaited.`;
}

function count(values: number): string {
  return `${values.toLocaleString('en')} ${values === 1 ? 'value' : 'values'}`;
}

function keepTyped(typed: Typed): void {
  const { id } = valuesStore.getState();
  valuesStore.setState({ typed });
  if (id === null) return;
  try {
    if (Object.keys(typed).length === 0) sessionStorage.removeItem(typedKey(id));
    else sessionStorage.setItem(typedKey(id), JSON.stringify(typed));
  } catch {
    // Without it what is typed lives as long as the page; what is told is the engine's.
  }
}

function readTyped(id: string): Typed {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(typedKey(id)) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(Object.entries(kept).filter(([, text]) => typeof text === 'string'));
  } catch {
    return {};
  }
}
