// The outline of a WGSL text that somebody wrote: what it declares, its functions, and every loop in them, with its body and
// the loops around it. It follows the grammar as far as that takes, and no further: brackets are matched, and since WGSL's
// expressions hold no braces, the body of a loop is the next brace after its word. Types and values are the compiler's.
import { type Fault, readTokens, type Token } from './tokens.ts';

export interface Loop {
  /** Of `for`, `while` or `loop`. */
  readonly offset: number;
  readonly word: string;
  /** Where its statement begins: at its attributes, where it has some. */
  readonly statementOffset: number;
  /** After the brace that opens its body. */
  readonly bodyOffset: number;
  /** Index among the functions. */
  readonly inFunction: number;
  /** Whether it stands in a `continuing` block, which nothing may return from. */
  readonly inContinuing: boolean;
  /** Loops of the same function that it stands in, the innermost first; indices among the loops. */
  readonly around: readonly number[];
}

export interface UserFunction {
  readonly name: string;
  readonly offset: number;
  readonly parameters: readonly Token[];
  /** Empty: none. */
  readonly returns: readonly Token[];
}

export interface Declaration {
  readonly word: 'fn' | 'struct' | 'var' | 'const' | 'override' | 'alias';
  readonly name: string;
  readonly offset: number;
  /** Of a variable: `private`, `storage` …; empty where none is given. */
  readonly space: string;
}

export interface Program {
  readonly tokens: readonly Token[];
  readonly declarations: readonly Declaration[];
  readonly functions: readonly UserFunction[];
  readonly loops: readonly Loop[];
  /** In the order of their places; with one, the outline may be incomplete. */
  readonly faults: readonly Fault[];
}

/** What an opened bracket is. */
interface Open {
  readonly token: Token;
  readonly kind: 'plain' | 'loop' | 'continuing';
  readonly loop: number;
}

const closing: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };
const closers = new Set(Object.values(closing));
const loopWords = new Set(['for', 'while', 'loop']);
const declaring = ['fn', 'struct', 'var', 'const', 'override', 'alias'] as const;

export function readProgram(source: string): Program {
  const { tokens, fault } = readTokens(source);
  const declarations: Declaration[] = [];
  const functions: UserFunction[] = [];
  const loops: Loop[] = [];
  const faults: Fault[] = fault ? [fault] : [];
  const open: Open[] = [];
  /** The loop or `continuing` whose brace comes next. */
  let awaited: { kind: 'loop' | 'continuing'; token: Token; statementOffset: number } | null = null;
  /** Where the present statement began. */
  let statement = 0;

  const complain = (message: string, { offset, text }: Token): void => {
    faults.push({ message, offset, length: text.length });
  };

  function openBrace(token: Token, at: number): void {
    if (awaited === null) {
      open.push({ token, kind: 'plain', loop: -1 });
    } else if (awaited.kind === 'continuing') {
      open.push({ token, kind: 'continuing', loop: -1 });
    } else {
      open.push({ token, kind: 'loop', loop: loops.length });
      loops.push({
        offset: awaited.token.offset,
        word: awaited.token.text,
        statementOffset: awaited.statementOffset,
        bodyOffset: token.offset + 1,
        inFunction: functions.length - 1,
        inContinuing: open.some(({ kind }) => kind === 'continuing'),
        around: open.flatMap(({ kind, loop }, i) => (kind === 'loop' && i < open.length - 1 ? [loop] : [])).reverse(),
      });
    }
    awaited = null;
    statement = at + 1;
  }

  function declare(at: number): void {
    const word = declaring.find((known) => known === tokens[at]?.text);
    if (word === undefined) return;
    const space = word === 'var' && tokens[at + 1]?.text === '<' ? (tokens[at + 2]?.text ?? '') : '';
    let named = at + 1;
    if (space !== '') while (tokens[named] && tokens[named - 1]?.text !== '>') named++;
    const name = tokens[named];
    if (name?.kind !== 'word') return;
    declarations.push({ word, name: name.text, offset: name.offset, space });
    if (word === 'fn') functions.push(headOf(named));
  }

  /** A function's parameters and what it returns. */
  function headOf(named: number): UserFunction {
    const name = tokens[named];
    let depth = 0;
    let at = named + 1;
    const from = at + 1;
    for (; at < tokens.length; at++) {
      const { text = '' } = tokens[at] ?? {};
      if (text === '(') depth++;
      else if (text === ')' && --depth === 0) break;
      else if (text === '{') break;
    }
    let body = at + 1;
    while (body < tokens.length && tokens[body]?.text !== '{') body++;
    const returns = tokens[at + 1]?.text === '->' && body > at ? tokens.slice(at + 2, body) : [];
    return { name: name?.text ?? '', offset: name?.offset ?? 0, parameters: tokens.slice(from, at), returns };
  }

  for (const [at, token] of tokens.entries()) {
    const { text } = token;
    if (open.length === 0) declare(at);
    if (loopWords.has(text) || text === 'continuing') {
      const first = tokens[statement] ?? token;
      const isLoop = text !== 'continuing';
      if (open.length === 0 || open.at(-1)?.token.text !== '{' || (first !== token && first.text !== '@'))
        complain(`"${text}" cannot stand here.`, token);
      else awaited = { kind: isLoop ? 'loop' : 'continuing', token, statementOffset: first.offset };
    } else if (text === '{') {
      openBrace(token, at);
    } else if (closing[text] !== undefined) {
      open.push({ token, kind: 'plain', loop: -1 });
    } else if (closers.has(text)) {
      const last = open.pop();
      if (!last || closing[last.token.text] !== text) {
        complain(
          last
            ? `"${text}" does not close the "${last.token.text}" that is open.`
            : `There is nothing that "${text}" could close.`,
          token,
        );
        break;
      }
      if (text === '}') statement = at + 1;
    } else if (text === ';' && open.at(-1)?.token.text !== '(') {
      statement = at + 1;
    }
  }
  const left = open.at(-1);
  if (faults.length === 0 && left) complain(`This "${left.token.text}" is never closed.`, left.token);
  if (faults.length === 0 && awaited) complain(`This "${awaited.token.text}" has no body.`, awaited.token);
  return { tokens, declarations, functions, loops, faults };
}
