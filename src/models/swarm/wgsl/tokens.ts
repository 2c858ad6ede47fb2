// WGSL in tokens, each with its place. Comments and blanks are left out; what no token of WGSL begins with comes as a sign of
// one character, for the compiler to refuse.
// https://www.w3.org/TR/WGSL/#tokens

export interface Token {
  readonly kind: 'word' | 'number' | 'sign';
  readonly text: string;
  /** In the source, UTF-16 units from 0. */
  readonly offset: number;
}

/** What is wrong with a text, and where. */
export interface Fault {
  readonly message: string;
  readonly offset: number;
  readonly length: number;
}

export interface Tokens {
  readonly tokens: readonly Token[];
  /** A comment that does not end. */
  readonly fault: Fault | null;
}

const blank = /[ \t\n\v\f\r\u0085\u200e\u200f\u2028\u2029]+/y;
const lineComment = /\/\/[^\n\v\f\r\u0085\u2028\u2029]*/y;
const word = /[\p{XID_Start}_]\p{XID_Continue}*/uy;
const number =
  /(?:0[xX](?:[\da-fA-F]+\.?[\da-fA-F]*|\.[\da-fA-F]+)(?:[pP][+-]?\d+)?|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)[iufh]?/y;
const sign = /->|[^]/uy;

export function readTokens(source: string): Tokens {
  const tokens: Token[] = [];
  let offset = 0;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = offset;
    return pattern.exec(source)?.[0] ?? null;
  };
  while (offset < source.length) {
    const skipped = take(blank) ?? take(lineComment);
    if (skipped !== null) {
      offset += skipped.length;
      continue;
    }
    if (source.startsWith('/*', offset)) {
      const end = endOfBlockComment(source, offset);
      if (end === null) return { tokens, fault: { message: 'This comment has no end.', offset, length: 2 } };
      offset = end;
      continue;
    }
    const name = take(word);
    const digits = name === null ? take(number) : null;
    const text = name ?? digits ?? take(sign) ?? '';
    tokens.push({ kind: name !== null ? 'word' : digits !== null ? 'number' : 'sign', text, offset });
    offset += text.length;
  }
  return { tokens, fault: null };
}

/** Block comments nest. */
function endOfBlockComment(source: string, from: number): number | null {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = from;
  let depth = 0;
  for (let match = mark.exec(source); match; match = mark.exec(source)) {
    depth += match[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  return null;
}
