// Puts an iteration budget into every loop of a user's WGSL, by its outline (read-program.ts): each iteration spends one of
// the evaluation's, and when none is left the loop ends, and with it its function. What is put in has no line break, so
// that lines keep their numbers; taken out again, it leaves the source as it was.
//   var aeon_n3 = 0u; while (…) { aeon_n3++; if (aeon_spend()) { aeon_blame(4u, aeon_n3); return aeon_zero_0(); } …
// Blamed is the loop, among those under way, with the most iterations since it was entered: of an endless loop around a short
// one the endless one, wherever the budget ends. A `continuing` block cannot be returned from: there the loop breaks.
import type { Program } from './read-program.ts';

export interface Insertion {
  /** In the source, before what stands there. */
  readonly offset: number;
  readonly text: string;
}

/** In the order of their places. */
export function budgetInsertions({ loops, functions }: Pick<Program, 'loops' | 'functions'>): readonly Insertion[] {
  return loops
    .flatMap((loop, i): Insertion[] => {
      const { returns } = functions[loop.inFunction] ?? { returns: [] };
      const leave = loop.inContinuing
        ? 'break;'
        : returns.length > 0
          ? `return aeon_zero_${loop.inFunction}();`
          : 'return;';
      const blame = [i, ...loop.around].map((of) => `aeon_blame(${of + 1}u, aeon_n${of}); `).join('');
      return [
        { offset: loop.statementOffset, text: `var aeon_n${i} = 0u; ` },
        { offset: loop.bodyOffset, text: ` aeon_n${i}++; if (aeon_spend()) { ${blame}${leave} }` },
      ];
    })
    .sort((a, b) => a.offset - b.offset);
}

/** What functions with loops return when the budget is used up: the zero of their type. */
export function zeroFunctions({ loops, functions }: Pick<Program, 'loops' | 'functions'>): string {
  return functions
    .flatMap(({ returns }, i) => {
      const isLeft = loops.some(({ inFunction, inContinuing }) => inFunction === i && !inContinuing);
      if (!isLeft || returns.length === 0) return [];
      const type = returns.map(({ text }) => text).join(' ');
      return [`fn aeon_zero_${i}() -> ${type} { var zero: ${type}; return zero; }`];
    })
    .join('\n');
}

export function insertInto(source: string, insertions: readonly Insertion[]): string {
  let from = 0;
  const parts = insertions.map(({ offset, text }) => {
    const part = `${source.slice(from, offset)}${text}`;
    from = offset;
    return part;
  });
  return parts.join('') + source.slice(from);
}

/** The place in the source of a place in what `insertInto` made of it; inside what was put in: where that was. */
export function offsetBefore(insertions: readonly Insertion[], offset: number): number {
  let added = 0;
  for (const insertion of insertions) {
    const at = insertion.offset + added;
    if (offset < at) break;
    if (offset < at + insertion.text.length) return insertion.offset;
    added += insertion.text.length;
  }
  return offset - added;
}
