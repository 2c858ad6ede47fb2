// What is said of a user's WGSL, with the line and column in the text as it was written: by us, by a compiler, by a run.
import { AeonError } from '../../../core/errors.ts';
import type { ShaderMessage } from '../../../gpu/kernel-cache.ts';
import { type Insertion, insertInto, offsetBefore } from './loop-budget.ts';
import { offsetOf, placeOf } from './places.ts';
import type { Program } from './read-program.ts';
import type { Fault } from './tokens.ts';

export interface WgslMessage extends Fault {
  readonly severity: 'error' | 'warning';
  /** From 1, as editors count. */
  readonly line: number;
  readonly column: number;
}

const field = 'problem.source';

export function badWgsl(
  source: string,
  { message, offset, length }: Fault,
  hint = 'Mend it and start again.',
): AeonError {
  const { line, column } = placeOf(source, offset);
  return new AeonError('bad-wgsl', `${field}, line ${line}, column ${column}: ${message}`, {
    hint,
    place: { field, line, offset, length },
  });
}

export function messageOf(source: string, fault: Fault, severity: WgslMessage['severity'] = 'error'): WgslMessage {
  return { ...fault, ...placeOf(source, fault.offset), severity };
}

/**
 * A compiler's message about the user's part of a module. An error in what follows it is one of its end, such as a missing
 * semicolon; null for what has no place there.
 */
function translateMessage(
  source: string,
  insertions: readonly Insertion[],
  { type, text, line, column, length }: ShaderMessage,
): WgslMessage | null {
  const budgeted = insertInto(source, insertions);
  const severity = type === 'error' ? 'error' : 'warning';
  const at = offsetOf(`${budgeted}\n`, { line, column: Math.max(1, column) });
  const isBeyond = at > budgeted.length;
  if (line === 0 || (isBeyond && severity === 'warning')) return null;
  const offset = isBeyond ? Math.max(0, source.trimEnd().length - 1) : offsetBefore(insertions, at);
  const end = isBeyond ? offset : offsetBefore(insertions, Math.min(budgeted.length, at + length));
  return messageOf(source, { message: sentence(text), offset, length: Math.max(1, end - offset) }, severity);
}

/** @param data what the objective reads, in the order of the numbers of its faults */
export function createExplainer(
  source: string,
  insertions: readonly Insertion[],
  { loops }: Pick<Program, 'loops'>,
  data: readonly { readonly name: string; readonly length: number }[],
  { budget, dimensions }: { readonly budget: number; readonly dimensions: number },
): {
  translate(messages: readonly ShaderMessage[]): readonly WgslMessage[];
  explainRefusal(messages: readonly ShaderMessage[], refusal: string): AeonError;
  explainFault(number: number): AeonError;
} {
  const translate = (messages: readonly ShaderMessage[]): readonly WgslMessage[] =>
    messages.flatMap((message) => translateMessage(source, insertions, message) ?? []);
  return {
    translate,
    explainRefusal(messages, refusal) {
      const errors = messages.filter(({ type }) => type === 'error');
      const [first] = translate(errors);
      if (first) return badWgsl(source, first);
      return new AeonError('bad-wgsl', `${field}: the GPU refuses the objective: ${errors[0]?.text ?? refusal}`, {
        hint: 'Make it simpler: fewer or smaller arrays in functions, less code.',
        place: { field },
      });
    },
    explainFault(number) {
      const loop = loops[number - 1];
      if (loop)
        return badWgsl(
          source,
          {
            message: `This ${loop.word === 'loop' ? '' : `${loop.word} `}loop did not end: one evaluation has ${budget.toLocaleString('en')} iterations, and it used them up.`,
            offset: loop.offset,
            length: loop.word.length,
          },
          'Let it end, or raise "iterations" of the problem where an evaluation really takes so many.',
        );
      const read = data[number - loops.length - 2];
      const [what, length, unit] = read
        ? [`${read.name}(i)`, read.length, 'numbers']
        : ['at(x, i)', dimensions, 'dimensions'];
      return new AeonError(
        'bad-wgsl',
        `${field}: ${what} was asked for an i beyond the end; there are ${length.toLocaleString('en')} ${unit}, counted from 0.`,
        { hint: `Keep i below ${read ? `${read.name}_length` : 'd'}.`, place: { field } },
      );
    },
  };
}

/** Compilers begin small and end without a full stop. */
function sentence(text: string): string {
  const trimmed = text.trim();
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}${/[.!?]$/.test(trimmed) ? '' : '.'}`;
}
