// A formula as it is being typed: what it names, or where it is wrong. Wraps the parser's errors for the form.
import { AeonError } from '../../../core/errors.ts';
import { checkNames, collectNames } from '../../../data/formula/names.ts';
import { parseConstraint, parseFormula } from '../../../data/formula/parse.ts';
import type { FormulaNode } from '../../../data/formula/tree.ts';

export interface FieldFault {
  readonly message: string;
  readonly hint?: string | undefined;
  /** Range of characters in the field's text. */
  readonly offset?: number | undefined;
  readonly length?: number | undefined;
}

export type FormulaCheck =
  | { readonly fault: null; readonly tree: FormulaNode; readonly names: readonly string[] }
  | { readonly fault: FieldFault };

/** Parses; with `known`, names beyond it are a fault too. */
export function checkFormula(text: string, known: readonly string[] | null = null): FormulaCheck {
  return caught(() => {
    const tree = parseFormula(text);
    if (known) checkNames(tree, known);
    return { fault: null, tree, names: [...collectNames(tree)] };
  });
}

export function checkConstraint(text: string, known: readonly string[]): FieldFault | null {
  const outcome = caught(() => {
    const { left, right } = parseConstraint(text);
    checkNames(left, known);
    checkNames(right, known);
    return { fault: null };
  });
  return outcome.fault;
}

function caught<T extends object>(work: () => T): T | { readonly fault: FieldFault } {
  try {
    return work();
  } catch (error) {
    if (error instanceof AeonError) return { fault: toFault(error) };
    throw error;
  }
}

export function toFault({ message, hint, place }: AeonError): FieldFault {
  return { message, hint, offset: place?.offset, length: place?.length };
}

/** The text cut at a fault's place, for underlining: what is before, what is wrong, what is after. */
export function splitAtFault(text: string, fault: FieldFault): readonly [string, string, string] {
  const offset = Math.min(fault.offset ?? 0, text.length);
  const end = Math.min(text.length, offset + (fault.offset === undefined ? text.length : (fault.length ?? 1)));
  return [text.slice(0, offset), text.slice(offset, end), text.slice(end)];
}
