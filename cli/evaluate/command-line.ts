// The command that evaluates a place, as it is typed: one text, split into words as shells do, with places for the variables.
// No shell reads it, and what is put in a place stays one word, whatever is in it.
import { AeonError } from '../../src/core/errors.ts';

export interface ProgramCall {
  readonly file: string;
  readonly args: readonly string[];
}

/** The call for one place. */
export type CommandLine = (id: number, values: readonly number[]) => ProgramCall;

const placeholder = /\{([A-Za-z_]\w*)\}/g;

/**
 * Words are separated by spaces. '…' takes everything as it is; "…" too, but for \" and \\; outside of quotes a backslash
 * before a space, a quote or a backslash takes that as it is. {name} stands for a variable, {id} for the id of the place.
 * Throws `bad-spec` for a quote that does not end, an unknown name, and a variable that is nowhere.
 */
export function parseCommandLine(text: string, names: readonly string[]): CommandLine {
  const words = splitWords(text);
  const [first] = words;
  if (first === undefined) throw badCommand('is empty', 'Name the program and what it is given: "./simulate {x} {n}".');
  const used = new Set(words.flatMap((word) => [...word.matchAll(placeholder)].map(([, name = '']) => name)));
  for (const name of used)
    if (name !== 'id' && !names.includes(name))
      throw badCommand(
        `{${name}} is no variable`,
        `There are ${names.map((known) => `{${known}}`).join(', ')} and {id}.`,
      );
  const missing = names.find((name) => !used.has(name));
  if (missing !== undefined)
    throw badCommand(
      `the program is not given the variable ${missing}`,
      `Put {${missing}} where its value belongs, or take it out of the spec.`,
    );
  return (id, values) => {
    const valueOf = (name: string): string => String(name === 'id' ? id : values[names.indexOf(name)]);
    const [file = first, ...args] = words.map((word) =>
      word.replaceAll(placeholder, (_, name: string) => valueOf(name)),
    );
    return { file, args };
  };
}

function splitWords(text: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quote: '"' | "'" | null = null;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    const next = text.charAt(at + 1);
    const isEscape = letter === '\\' && (quote === '"' ? '"\\' : quote === null ? ' \'"\\' : '').includes(next);
    if (isEscape && next !== '') {
      word = (word ?? '') + next;
      at++;
    } else if (letter === quote) quote = null;
    else if (quote === null && (letter === '"' || letter === "'")) {
      quote = letter;
      word ??= '';
    } else if (quote === null && /\s/.test(letter)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + letter;
  }
  if (quote !== null) throw badCommand(`a quote (${quote}) does not end`, 'Close it, or put a backslash before it.');
  if (word !== null) words.push(word);
  return words;
}

export function badCommand(message: string, hint: string, cause?: unknown): AeonError {
  return new AeonError('bad-spec', `--command: ${message}.`, {
    hint,
    place: { field: 'command' },
    ...(cause !== undefined && { cause }),
  });
}
