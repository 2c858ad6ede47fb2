// Our part of a module with a user's part beside it: everything that ours declares at the top gets a prefix that no name of
// the user's begins with, so that neither can mean the other's by accident.
import { ownPrefix } from './check-program.ts';
import { readProgram } from './read-program.ts';

/** The text with every name that it declares at the top, wherever it stands, prefixed. */
export function prefixNames(ours: string): string {
  const { tokens, declarations } = readProgram(ours);
  const names = new Set(declarations.map(({ name }) => name));
  let from = 0;
  const parts: string[] = [];
  for (const { text, offset } of tokens) {
    if (!names.has(text)) continue;
    parts.push(ours.slice(from, offset), ownPrefix, text);
    from = offset + text.length;
  }
  return parts.join('') + ours.slice(from);
}
