// Cuts the text of a formula into words with their positions. Knows spelling only, no grammar.
import { AeonError } from '../../core/errors.ts';

export type TokenKind =
  | 'number'
  | 'name'
  | 'quoted-name'
  | 'operator'
  | 'open'
  | 'close'
  | 'comma'
  | 'relation'
  | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As the grammar sees it: `**` reads `^`, `≤` reads `<=`; a quoted name without its quotes. */
  readonly text: string;
  readonly offset: number;
  readonly length: number;
}

export interface FormulaRange {
  readonly offset: number;
  readonly length: number;
}

export function formulaError(message: string, hint: string, place: FormulaRange): AeonError {
  return new AeonError('bad-formula', message, { hint, place: { offset: place.offset, length: place.length } });
}

/** 'at character 5': people count from 1. */
export function at(place: FormulaRange): string {
  return `at character ${place.offset + 1}`;
}

const numberPattern = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const namePattern = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy;
const quotedPattern = /`([^`\r\n]+)`/y;
const symbols: readonly (readonly [spelling: string, kind: TokenKind, text: string])[] = [
  ['**', 'operator', '^'],
  ['<=', 'relation', '<='],
  ['>=', 'relation', '>='],
  ['==', 'relation', '='],
  ['≤', 'relation', '<='],
  ['≥', 'relation', '>='],
  ['<', 'relation', '<='],
  ['>', 'relation', '>='],
  ['=', 'relation', '='],
  ['+', 'operator', '+'],
  ['-', 'operator', '-'],
  ['−', 'operator', '-'], // U+2212, as papers and spreadsheets print it
  ['*', 'operator', '*'],
  ['·', 'operator', '*'],
  ['×', 'operator', '*'],
  ['/', 'operator', '/'],
  ['^', 'operator', '^'],
  ['(', 'open', '('],
  ['[', 'open', '['],
  [')', 'close', ')'],
  [']', 'close', ']'],
  [',', 'comma', ','],
];

function match(pattern: RegExp, text: string, offset: number): RegExpExecArray | null {
  pattern.lastIndex = offset;
  return pattern.exec(text);
}

function readToken(text: string, offset: number): Token {
  const number = match(numberPattern, text, offset);
  if (number) return { kind: 'number', text: number[0], offset, length: number[0].length };
  const name = match(namePattern, text, offset);
  if (name) return { kind: 'name', text: name[0], offset, length: name[0].length };
  const quoted = match(quotedPattern, text, offset);
  if (quoted) return { kind: 'quoted-name', text: quoted[1] ?? '', offset, length: quoted[0].length };
  for (const [spelling, kind, meaning] of symbols) {
    if (text.startsWith(spelling, offset)) return { kind, text: meaning, offset, length: spelling.length };
  }
  const character = String.fromCodePoint(text.codePointAt(offset) ?? 0);
  const place = { offset, length: character.length };
  if (character === '`')
    throw formulaError(`The quoted name ${at(place)} has no closing quote.`, 'Close it: `a name`.', place);
  throw formulaError(
    `"${character}" ${at(place)} has no meaning in a formula.`,
    'Formulas are made of numbers, names, + - * / ^, brackets and functions; a name with other characters goes in backquotes: `mean radius`.',
    place,
  );
}

/** Always ends with a token of kind 'end'. */
export function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  while (offset < text.length) {
    if (/\s/.test(text[offset] ?? '')) {
      offset++;
      continue;
    }
    const token = readToken(text, offset);
    tokens.push(token);
    offset += token.length;
  }
  tokens.push({ kind: 'end', text: '', offset: text.length, length: 0 });
  return tokens;
}

/** True for a word that the lexer reads as one name without quotes. */
export function isPlainName(word: string): boolean {
  const found = match(namePattern, word, 0);
  return found !== null && found[0].length === word.length;
}
