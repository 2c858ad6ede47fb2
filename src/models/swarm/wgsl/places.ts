// Places in a source: offsets, and lines and columns as editors count them, from 1. Offsets are UTF-16 units from 0.

export interface LineAndColumn {
  readonly line: number;
  readonly column: number;
}

const editorBreak = /\r\n|\r|\n/g;
/** What a line ends with for a compiler of WGSL. */
const wgslBreak = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;

export function placeOf(source: string, offset: number): LineAndColumn {
  let line = 1;
  let from = 0;
  for (const { 0: text, index } of source.matchAll(editorBreak)) {
    if (index + text.length > offset) break;
    line++;
    from = index + text.length;
  }
  return { line, column: Math.max(0, offset - from) + 1 };
}

/** The text of the line that the offset is in, and where in it. */
export function lineAt(source: string, offset: number): { readonly text: string; readonly at: number } {
  const { line, column } = placeOf(source, offset);
  return { text: source.split(editorBreak)[line - 1] ?? '', at: column - 1 };
}

/** Of what a compiler says, which counts by WGSL's rules; the end for what lies beyond it. */
export function offsetOf(source: string, { line, column }: LineAndColumn): number {
  let left = line - 1;
  let from = 0;
  if (left > 0)
    for (const { 0: text, index } of source.matchAll(wgslBreak)) {
      from = index + text.length;
      if (--left === 0) break;
    }
  return left > 0 ? source.length : Math.min(source.length, from + column - 1);
}
